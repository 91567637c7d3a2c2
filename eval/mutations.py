"""Do the checks find what they should? Faults are put into real articles, one kind after the other.

usage: python eval/mutations.py FOLDER [--articles 500] [--jobs 2] [--seed 1] [--json]

FOLDER holds wikitext of English articles. Into each, every fault that it can hold is put at a random place, several at a time
but far from each other; the checks run before and after. Counted are, per rule, how many faults were put and found, and the
findings that are new on text that was not touched; those about the style of a whole article, which any new reference may turn, are
left out of these. The claims are left out, too: the rules about them have tests of their own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cursus.check import check
from cursus.check.cs1 import canonical
from cursus.check.templates import Parameter, Template, templates
from cursus.claim import Document, Finding
from cursus.read import ReadError, read_text

TOGETHER = 9
"""So many faults are put into one article at once."""

_CITED = 3
_SHOWN = 20
"""So many places a finding about the whole article names; where it names about as many already, one more would not show."""
WHOLE = frozenset(
    {
        "mixed-name-style",
        "mixed-date-formats",
        "outlet-spelling",
        "no-archived-copy",
        "circa-forms",
        "mixed-quotation-marks",
    }
)
"""Rules about the style of the whole article."""

_BOOK = "{{cite book |title=The Winter War |last=Holm |first=Karl |date=1891 |publisher=Amelang"
_WEB = "{{cite web |title=The battery |last=Holm |first=Karl |website=Harbour Times |date=3 May 2004"
_URL = " |url=https://example.org/battery/{n}"
_COPY = "|archive-url=https://web.archive.org/web/20140503000000/https://example.org/battery/{n}"

INSERTED: dict[str, str] = {
    "dangling-footnote": ' The battery was praised.<ref name="gone{n}" />',
    "ref-defined-twice": ' The battery was praised.<ref name="t{n}">Holm, "War", p. 3.</ref> It rested.<ref name="t{n}">Lind, "Peace", p. 9.</ref>',
    "repeated-definition": ' The battery was praised.<ref name="t{n}">Holm, "War", p. {n}.</ref> It rested.<ref name="t{n}">Holm, "War", p. {n}.</ref>',
    "repeated-reference": ' The battery was praised.<ref>Holm, Karl, "The war of number {n}", p. 3.</ref> It rested.<ref>Holm, Karl, "The war of number {n}", p. 3.</ref>',
    "empty-footnote": " The battery was praised.<ref></ref>",
    "bad-ref-name": ' The battery was praised.<ref name="{n}">Holm, "War", p. {n}.</ref>',
    "no-reference-list": ' The battery was praised.<ref group="zeta{n}">Holm, "War", p. {n}.</ref>',
    "short-footnote-without-work": " The battery was praised.{{sfn|Zyxwor|1891|p={n}}}",
    "no-title": " The battery was praised.<ref>https://example.org/battery/{n}</ref>",
    "empty-citation": " The battery was praised.<ref>{{cite web |title= |url=}}</ref>",
    "missing-mate": f" The battery was praised.<ref>{_BOOK} |access-date=3 May 2014}}}}</ref>",
    "repeated-parameter": f" The battery was praised.<ref>{_BOOK} |publisher=Lind}}}}</ref>",
    "unknown-parameter": f" The battery was praised.<ref>{_BOOK} |editoin=2}}}}</ref>",
    "retired-parameter": f" The battery was praised.<ref>{_WEB}{_URL} |deadurl=no}}}}</ref>",
    "invalid-value": f" The battery was praised.<ref>{_WEB}{_URL} |url-access=paywall}}}}</ref>",
    "text-in-template": f" The battery was praised.<ref>{_BOOK} |in two volumes}}}}</ref>",
    "incomplete-name": f" The battery was praised.<ref>{_BOOK} |last3=Lind}}}}</ref>",
    "et-al": " The battery was praised.<ref>{{cite book |title=The Winter War |author=Holm et al. |date=1891 |publisher=Amelang}}</ref>",
    "generic-name": f" The battery was praised.<ref>{{{{cite web |title=War {{n}} |author=About us |website=Harbour Times{_URL}}}}}</ref>",
    "generic-title": f" The battery was praised.<ref>{{{{cite web |title=404 Not Found |website=Harbour Times{_URL}}}}}</ref>",
    "markup-in-field": " The battery was praised.<ref>{{cite book |title=[https://example.org/{n} The Winter War] |last=Holm |date=1891 |publisher=Amelang}}</ref>",
    "extra-text": f" The battery was praised.<ref>{_BOOK} |pages=pp. 3–5}}}}</ref>",
    "invisible-character": " The battery was praised.<ref>{{cite book |title=The Win\u200bter War |last=Holm |date=1891 |publisher=Amelang}}</ref>",
    "unknown-language": f" The battery was praised.<ref>{_BOOK} |language=Germanish}}}}</ref>",
    "bad-isbn": f" The battery was praised.<ref>{_BOOK} |isbn=0-312-16087-8}}}}</ref>",
    "bad-issn": f" The battery was praised.<ref>{_BOOK} |issn=1234-5678}}}}</ref>",
    "bad-identifier": f" The battery was praised.<ref>{_BOOK} |doi=11.1000/182}}}}</ref>",
    "impossible-day": f" The battery was praised.<ref>{_BOOK.replace('1891', '31 April 1891')}}}}}</ref>",
    "bad-date-form": f" The battery was praised.<ref>{_BOOK.replace('1891', '3rd April 1891')}}}}}</ref>",
    "year-and-date": f" The battery was praised.<ref>{_BOOK.replace('1891', '3 April 1891')} |year=1895}}}}</ref>",
    "incomplete-access-date": f" The battery was praised.<ref>{_WEB}{_URL} |access-date=May 2014}}}}</ref>",
    "date-out-of-bounds": f" The battery was praised.<ref>{_WEB.replace('2004', '1999')}{_URL} |access-date=3 May 2000}}}}</ref>",
    "archive-date-mismatch": f" The battery was praised.<ref>{_WEB}{_URL} {_COPY} |archive-date=3 May 2013}}}}</ref>",
    "archive-before-publication": f" The battery was praised.<ref>{_WEB.replace('2004', '2016')}{_URL} {_COPY} |archive-date=3 May 2014}}}}</ref>",
    "archive-address": f" The battery was praised.<ref>{_WEB}{_URL} |archive-date=3 May 2014 |archive-url=https://web.archive.org/save/https://example.org/battery/{{n}}}}}}</ref>",
    "archive-timestamp": f" The battery was praised.<ref>{_WEB}{_URL} |archive-date=3 May 2014 |archive-url=https://web.archive.org/web/20141303000000/https://example.org/battery/{{n}}}}}}</ref>",
    "archive-in-url": f" The battery was praised.<ref>{_WEB} |url=https://web.archive.org/web/20140503000000/https://example.org/battery/{{n}}}}}}</ref>",
    "archive-of-another-page": f" The battery was praised.<ref>{_WEB} |url=https://example.net/peace {_COPY} |archive-date=3 May 2014}}}}</ref>",
    "url-status": f" The battery was praised.<ref>{_WEB}{_URL} |url-status=gone}}}}</ref>",
    "retired-archive": f" The battery was praised.<ref>{_WEB}{_URL} |archive-url=https://www.webcitation.org/5xY{{n}} |archive-date=3 May 2014}}}}</ref>",
    "poor-source": " The battery was praised.<ref>{{cite web |title=The battery {n} |url=https://www.findagrave.com/memorial/{n} |website=Find a Grave}}</ref>",
    "no-outlet": " The battery was praised.<ref>{{cite web |title=The battery {n} |url=https://example.org/battery/{n}}}</ref>",
    "hyphen-in-years": ' The battery was praised in 1863-1865.<ref>Holm, "War", p. {n}.</ref>',
    "broken-address": " The battery was praised.<ref>{{cite web |title=The battery {n} |url=http://https://example.org/b/{n} |website=Harbour Times}}</ref>",
    "unbalanced-markup": ' The battery was [[praised (custom).<ref>Holm, "War", p. {n}.</ref>',
    "unknown-rule-in-comment": " The battery rested. <!-- cursus: ignore no-such-rule-{n} -->",
    "clause-after-last-footnote": ' The battery was praised in 1863,<ref>Holm, "War", p. {n}.</ref> and was sent home in the spring of 1864 without its guns.',
    "uncited-quotation": ' Holm wrote that the battery was "the only one in the whole of the army that nobody ever saw run away".',
    "loaded-words": ' The legendary battery was praised.<ref>Holm, "War", p. {n}.</ref>',
    "total-of-named": ' With it went three officers: Holm, Lind, Dean and Krag.<ref>Holm, "War", p. {n}.</ref>',
    "uncited-paragraph": "\n\nThe battery was praised in the winter of 1863 by the whole of the army. It was sent home in the spring of 1864 without its guns.\n",
    "heading-levels": "\n\n====== The battery {n} ======\nThe battery was praised.\n",
    "empty-section": "\n\n=== The battery {n} ===\n\n=== The guns {n} ===\nThe guns were praised.\n",
    "footnote-order": ' The battery was praised.<ref name="o{n}">Holm, "War", p. {n}.</ref> It rested.<ref>Lind, "Peace", p. {n}.</ref><ref name="o{n}" />',
    "only-dangling-footnotes": ' The battery was praised in the winter of 1863 by the whole of the army.<ref name="lost{n}" />',
    "follow-conflict": ' The battery was praised.<ref name="f{n}" follow="g{n}">Holm, "War", p. {n}.</ref>',
    "leftover-markup": ' The battery was praised.</br>It rested.<ref>Holm, "War", p. {n}.</ref>',
    "repeated-category": "\n\n[[Category:Batteries of {n}]]\n[[Category:Batteries of {n}]]\n",
    "reversed-years": ' The battery was praised from 1865–1863 on.<ref>Holm, "War", p. {n}.</ref>',
    "circa-forms": ' The battery was praised c. 1863, and again circa 1865, and ca. 1867.<ref>Holm, "War", p. {n}.</ref>',
    "mixed-quotation-marks": ' They called it "the old one of {n}" and “the last of them”.<ref>Holm, "War", p. {n}.</ref>',
    "mixed-dates-in-reference": f" The battery was praised.<ref>{_WEB}{_URL} |access-date=May 20, 2014}}}}</ref>",
    "no-archived-copy": f" The battery was praised.<ref>{_WEB}{_URL}}}}}</ref>",
    "off-topic-source": (
        ' The battery was backed by the navy,<ref>{{cite news |title="Police" battery number {n} |newspaper=Harbour Times '
        "|date=3 May 2004}}</ref> and by the town."
    ),
    "dateline-as-place": (
        " The battery was praised.<ref>{{cite news |title=The battery {n} |newspaper=The Guardian |location=Benghazi "
        "|date=3 May 2004}}</ref>"
    ),
    "place-spelling": (
        " The battery was praised.<ref>{{cite book |title=War {n} |last=Holm |location=Zyx{n}ville |date=1891}}</ref> It "
        "rested.<ref>{{cite book |title=Peace {n} |last=Lind |location=Zyx{n}ville, Ruritania |date=1895}}</ref>"
    ),
    "late-report": (
        " In May 2011, the battery number {n} was reported to be lost in the north.<ref>{{cite news |title=The battery "
        "{n} |newspaper=Harbour Times |date=3 May 2014}}</ref>"
    ),
    "event-after-sources": (
        " The battery number {n} was sent home on 9 June 2014.<ref>{{cite news |title=The battery {n} |newspaper=Harbour "
        "Times |date=3 May 2011}}</ref>"
    ),
    "partial-source": (
        " The battery was praised.<ref>{{cite web |title=The battery {n} |url=https://tass.com/battery/{n} |website=TASS}}</ref>"
    ),
    "uncited-sentence": (
        " The battery of the number {n} was praised by the whole army. It was sent home in the spring without its "
        'guns.<ref>Holm, "War", p. {n}.</ref>'
    ),
    "unlisted-spelling": " The battery was praised.<ref>{{cite news |title={spelling} |newspaper=Harbour Times |date=3 May 2004}}</ref>",
}
"""Rule → what is put behind a paragraph; ``{n}`` is a number of its own, ``{spelling}`` the article's person in another
spelling (the fault is left out where the title is no such name)."""


def _in_cite(change: Callable[[str, Parameter], str | None], *keys: str) -> Callable[[str, random.Random], Edit | None]:
    """A fault made out of a parameter that some citation of the article has."""

    def mutate(source: str, rng: random.Random) -> Edit | None:
        found = [
            (t, p)
            for t in templates(source, 0, len(source))
            if t.name.startswith("cite ")
            for p in t.parameters
            if p.name and p.value and canonical(p.name) in keys
        ]
        rng.shuffle(found)
        for template, parameter in found:
            changed = change(source, parameter)
            if changed is not None:
                return Edit(template.start, template.end, _with(source, template, parameter, changed))
        return None

    return mutate


@dataclass(frozen=True)
class Edit:
    """A replacement of a stretch of the source."""

    start: int
    end: int
    text: str


def _with(source: str, template: Template, parameter: Parameter, value: str) -> str:
    return source[template.start : parameter.start] + value + source[parameter.end : template.end]


def _wrong_digit(source: str, parameter: Parameter) -> str | None:
    value = parameter.value
    digits = re.sub(r"[\s-]", "", value)
    if not re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", digits) or not value[-2].isdigit():
        return None
    return value[:-2] + str((int(value[-2]) + 1) % 10) + value[-1]


def _wrong_day(source: str, parameter: Parameter) -> str | None:
    match = re.fullmatch(r"(\d{1,2}) (April|June|September|November|February) (\d{4})", parameter.value)
    return f"31 {match[2]} {match[3]}" if match else None


def _ordinal(source: str, parameter: Parameter) -> str | None:
    match = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", parameter.value)
    return f"{match[1]}th {match[2]} {match[3]}" if match else None


CHANGED: dict[str, Callable[[str, random.Random], Edit | None]] = {
    "bad-isbn": _in_cite(_wrong_digit, "isbn"),
    "impossible-day": _in_cite(_wrong_day, "date", "access-date"),
    "bad-date-form": _in_cite(_ordinal, "date", "access-date"),
    "incomplete-access-date": _in_cite(
        lambda _, p: m[1] if (m := re.fullmatch(r"\d{1,2} ([A-Z][a-z]+ \d{4})", p.value)) else None, "access-date"
    ),
    "broken-address": _in_cite(lambda _, p: "http://" + p.value if p.value.startswith("https://") else None, "url"),
}
"""Rule → what is changed in a citation that is there."""


@dataclass(frozen=True)
class Put:
    """A fault in the changed source: its rule and place."""

    rule: str
    start: int
    end: int


def put(source: str, document: Document, rules: Sequence[str], rng: random.Random) -> tuple[str, list[Put]]:
    """Put one fault for each rule into a source, where there is room; none near another."""
    places = _paragraph_ends(source, document)
    rng.shuffle(places)
    edits: list[tuple[Edit, str]] = []
    for rule in rules:
        edit = CHANGED[rule](source, rng) if rule in CHANGED and rng.random() < 0.5 else None
        if edit is None and rule in INSERTED and places:
            words = INSERTED[rule].replace("{n}", str(rng.randrange(100, 999)))
            if "{spelling}" in words:
                spelling = _other_spelling(document)
                if spelling is None:
                    continue
                words = words.replace("{spelling}", spelling)
            at = places.pop()
            edit = Edit(at, at, words if words.startswith("\n") else f"\n\n{words.lstrip()}")
        if edit is not None and all(edit.end + 200 < e.start or e.end + 200 < edit.start for e, _ in edits):
            edits.append((edit, rule))
    edits.sort(key=lambda pair: pair[0].start)
    parts, done, at, shift = [], [], 0, 0
    for edit, rule in edits:
        parts += [source[at : edit.start], edit.text]
        start = edit.start + shift
        done.append(Put(rule, start, start + len(edit.text)))
        shift += len(edit.text) - (edit.end - edit.start)
        at = edit.end
    return "".join([*parts, source[at:]]), done


_NAME = re.compile(r"(?P<given>[A-Z][a-z]+) (?P<family>[A-Z][a-z]{4,})\Z")


def _other_spelling(document: Document) -> str | None:
    """The article's person with another vowel in the family name, None where the title is no plain name, or where the
    text knows that spelling."""
    match = _NAME.match(document.title)
    vowel = re.search(r"[aeiou]", match["family"][1:]) if match else None
    if match is None or vowel is None:
        return None
    family, at = match["family"], vowel.start() + 1
    other = family[:at] + ("u" if family[at] != "u" else "o") + family[at + 1 :]
    return None if other.casefold() in document.text.casefold() else f"{match['given']} {other}"


def _paragraph_ends(source: str, document: Document) -> list[int]:
    """Ends of lines that end a paragraph of the body."""
    out = []
    for block in document.blocks:
        if block.kind == "paragraph" and block.section > 0 and block.end - block.start > 80:
            end = document.source_span(block.start, block.end)[1]
            line = source.find("\n", end)
            if line > 0 and source[end:line].count("<ref") == source[end:line].count("</ref") + source[end:line].count(
                "/>"
            ):
                rest = source[end:line]
                if rest.count("{{") == rest.count("}}") and source[line + 1 : line + 2] in ("\n", "=", "'"):
                    out.append(line)
    return sorted(set(out))


def findings(source: str, name: str) -> tuple[Document, tuple[Finding, ...]]:
    document = read_text(source, form="wikitext", path=name, sha256=sha256(source.encode()).hexdigest())
    return document, check(document, ())


def judge(name: str, source: str, seed: int) -> tuple[Counter[str], Counter[str], list[tuple[str, str, str]]]:
    """Of one article: faults put, faults found, and new findings elsewhere (rule, message, faults around)."""
    rng = random.Random(f"{seed} {name}")
    document, before = findings(source, name)
    if len(document.marks) < _CITED:
        return Counter(), Counter(), []  # the first footnote of an article changes what is asked of all of it
    known = Counter(_key(f) for f in before)
    full = {f.rule for f in before if f.rule in WHOLE and len(f.spans) > _SHOWN - TOGETHER}
    rules = sorted({*INSERTED, *CHANGED} - full)
    rng.shuffle(rules)
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    stray: list[tuple[str, str, str]] = []
    for first in range(0, len(rules), TOGETHER):
        changed, faults = put(source, document, rules[first : first + TOGETHER], rng)
        if not faults:
            continue
        _, after = findings(changed, name)
        for fault in faults:
            total[fault.rule] += 1
            found[fault.rule] += any(f.rule == fault.rule and _touches(f, fault) for f in after)
        left = Counter(known)
        for finding in after:
            if finding.rule in WHOLE or any(_touches(finding, fault) for fault in faults):
                continue
            key = _key(finding)
            left[key] -= 1
            if left[key] < 0:
                stray.append((finding.rule, finding.message, " ".join(f.rule for f in faults)))
    return total, found, stray


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.spans[0].exact


def _touches(finding: Finding, fault: Put) -> bool:
    return any(p.source_start <= fault.end and fault.start <= p.source_end for p in finding.spans)


def _one(work: tuple[str, str, int]) -> tuple[Counter[str], Counter[str], list[tuple[str, str, str]]]:
    try:
        return judge(*work)
    except ReadError:
        return Counter(), Counter(), []


def run(folder: Path, articles: int, jobs: int, seed: int) -> dict[str, object]:
    """Put faults into so many articles of a folder, and sum up."""
    files = sorted(p for p in folder.iterdir() if p.suffix == ".wikitext")
    random.Random(seed).shuffle(files)
    work = [(p.name, p.read_text("utf-8"), seed) for p in files[:articles]]
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    stray: list[tuple[str, str, str]] = []
    with ProcessPoolExecutor(jobs) as pool:
        for n, (t, f, s) in enumerate(pool.map(_one, work, chunksize=4)):
            total.update(t)
            found.update(f)
            stray += s
            if sys.stderr.isatty():
                print(f"\r{n + 1} of {len(work)}", end="", file=sys.stderr)
    rules = {rule: {"put": total[rule], "found": found[rule]} for rule in sorted(total)}
    return {"articles": len(work), "rules": rules, "elsewhere": stray}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = run(options.folder, options.articles, options.jobs, options.seed)
    if options.json:
        print(json.dumps(result, indent=1))
        return 0
    rules: dict[str, dict[str, int]] = result["rules"]  # type: ignore[assignment]
    for rule, counts in sorted(rules.items(), key=lambda pair: pair[1]["found"] / pair[1]["put"]):
        print(f"{rule:30} {counts['found']:5} of {counts['put']:5}  {100 * counts['found'] / counts['put']:5.1f} %")
    stray: list[tuple[str, str, str]] = result["elsewhere"]  # type: ignore[assignment]
    print(f"\n{result['articles']} articles; {len(stray)} new findings on text that was not touched")
    for rule, number in Counter(s[0] for s in stray).most_common():
        print(f"  {rule:30} {number}   {next(s[1] for s in stray if s[0] == rule)[:90]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
