"""Choose paragraphs to annotate, and turn what an annotator typed into ``paragraphs.jsonl``.

``sample CORPUS DIR`` writes the lists DIR/ann_A.txt and DIR/ann_B.txt: the same paragraphs for the same corpus.
``compile DIR`` reads the lists and every DIR/ann_X_NN.txt, and writes ``paragraphs.jsonl`` beside this file.

The typed form, one paragraph after another::

    ## A001
    P1 Charles Napier
    R1 Major General
    O1 22nd Regiment of Foot
    T1 commander#2
    P1 R1
    P1 O1, P1 T1
    P* Napier

``P`` is a Person, ``R`` a Rank, ``T`` a Title, ``O`` an Organization; ``#2`` is the second occurrence in the paragraph (counted from
the left, whole words only), ``*`` all occurrences that no other mention covers, which have no relations. A pair starts with a person; the other end's type names the relation. ``-`` alone says that
a paragraph was read and holds nothing. Whatever does not occur in the text, is used twice or overlaps is refused.
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from cursus.claim import Document
from cursus.read import read_all

HERE = Path(__file__).resolve().parent
LABELS = {"P": "Person", "R": "Rank", "T": "Title", "O": "Organization"}
RELATIONS = {"R": "has_rank", "T": "has_title", "O": "is_posted"}
SOURCES = (
    "wikitext/en/*.wikitext",
    "text/schools-wikipedia-2007/*.txt",
    "text/excerpts/*.txt",
    "text/plain-2021/*.txt",
    "text/plain-extract-2018/*.txt",
    "wikitext/dumps/dbpedia-minidump-en.xml.bz2",
    "wikitext/dumps/enwiki-2014-gensim-106.xml.bz2",
)
"""In the order in which copies of the same paragraph are preferred."""
MILITARY = re.compile(
    r"\b(?:generals?|major|colonel|lieutenant|captain|admiral|marshal|sergeant|corporal|private|brigadier|commodore"
    r"|command(?:er|ed|ing|ant)?|army|navy|air force|marines?|regiment|division|brigade|battalion|corps|squadron|company"
    r"|infantry|cavalry|artillery|military|officers?|chief of|guards?|defen[cs]e|enlisted|promoted|posted|commissioned"
    r"|coup|junta|militia|reserves?|fleet|staff|soldiers?)\b",
    re.IGNORECASE,
)
MIN_WORDS, MAX_WORDS = 45, 165
WIDER = 25, 330
"""Words of a paragraph of the first lists, and of the third one, which takes what is densest of the rest."""
RICH = 0.03
"""A paragraph is rich where three words in a hundred are of military life."""
POOR_EVERY = 6
LIST_SIZE = 220
THIRD_SIZE, THIRD_MOST = 150, 16
"""Paragraphs of the third list, and of each of its articles."""
RANK_WORDS = re.compile(
    r"\b(?:(?:Lieutenant|Major|Brigadier|Colonel|Captain|Rear|Vice|Air|Field|Second|First|Staff|Lt\.|Maj\.|Brig\.|Lt|Maj|Gen|Col|Capt)"
    r"[- ]?)?(?:[Gg]eneral|[Cc]olonel|[Mm]ajor|[Cc]aptain|[Ll]ieutenant|[Aa]dmiral|[Mm]arshal|[Ss]ergeant|[Cc]orporal|[Pp]rivate"
    r"|[Bb]rigadier|[Cc]ommodore|[Cc]ommander|Gen\.|Col\.|Maj\.|Capt\.|Lt\.|Sgt\.)\b\.?"
)
UNIT_WORDS = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Royal|[IVX]+)\b[^.,;]{0,40}?"
    r"\b(?:Division|Brigade|Regiment|Battalion|Corps|Army|Fleet|Squadron|Wing|Fusiliers|Hussars|Lancers|Front)\b"
)
NAMED = re.compile(
    r"(?:[Gg]enerals?|[Cc]olonel|[Mm]ajor|[Cc]aptain|[Ll]ieutenant|[Aa]dmiral|[Mm]arshal|[Ss]ergeant|[Bb]rigadier|[Cc]ommander"
    r"|Gen\.|Col\.|Maj\.|Capt\.|Lt\.) [A-Z]"
    r"|(?:rank of|promoted to|commissioned|as an?|became an?) (?:the rank of |an? |brevet |acting |second |first )*"
    r"(?:general|colonel|major|captain|lieutenant|admiral|marshal|sergeant|corporal|brigadier|private|ensign)\b"
    r"|\b(?:[Cc]hief of|[Cc]ommander|[Cc]ommanding|aide|adjutant|[Mm]inister of [DW]|[Ss]ecretary of (?:War|the Navy|Defense))\b"
    r"|\b[A-Z]\w+ (?:Army|Navy|Air Force|Guards?|Marine Corps|Corps|Command|Division|Brigade|Regiment|Battalion|Fleet|Front)\b"
)
"""Ranks before names, ranks that somebody gets, posts, and names of units: rough, for choosing only."""


ENTRY = re.compile(r"(?P<id>[PRTO]\d+) (?P<words>.+?)(?:#(?P<nth>\d+))?$")
ALL = re.compile(r"(?P<label>[PRTO])\* (?P<words>.+)$")
PAIR = re.compile(r"P\d+ [RTO]\d+(?:, ?P\d+ [RTO]\d+)*$")
HEADER = re.compile(r"## (?P<id>[A-Z]\d{3})\b")


class Mistake(Exception):
    """What an annotator typed cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the corpus: ``file`` is its article's path in the corpus (``dump#Title`` for a page of a dump)."""

    file: str
    title: str
    position: int
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def richness(self) -> float:
        return len(MILITARY.findall(self.text)) / self.words


def documents(corpus: Path, path: str) -> Iterator[Document]:
    """The articles of a file of the corpus; dumps are unpacked first."""
    data = (corpus / path).read_bytes()
    yield from read_all(bz2.decompress(data) if path.endswith(".bz2") else data, path)


def paragraphs(corpus: Path, path: str) -> Iterator[Paragraph]:
    """The paragraphs of a file of the corpus, as the reader gives them."""
    for document in documents(corpus, path):
        for block in document.blocks:
            if block.kind in ("paragraph", "item"):
                text = document.text[block.start : block.end]
                yield Paragraph(document.path, document.title, block.start, text)


def table(name: str) -> dict[str, tuple[str, int]]:
    """Title → country, most paragraphs to take."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {title: (country, int(most)) for title, country, most in rows}


def shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))}


def distinct(candidates: Iterable[Paragraph]) -> list[Paragraph]:
    """Leaves out later copies: a paragraph that shares a third of its five-word sequences with earlier ones of its title."""
    seen: dict[str, set[str]] = {}
    kept = []
    for paragraph in candidates:
        known = seen.setdefault(paragraph.title, set())
        own = shingles(paragraph.text)
        if len(own & known) * 3 < len(own):
            kept.append(paragraph)
        known |= own
    return kept


def choose(candidates: list[Paragraph], most: int) -> list[Paragraph]:
    """The richest of an article, and for every five of them the poorest one that has any word of military life."""
    order = sorted(candidates, key=lambda p: (-p.richness, p.file, p.position))
    rich = [p for p in order if p.richness >= RICH]
    poor = [p for p in reversed(order) if 0 < p.richness < RICH]
    taken_poor = poor[: max(most // POOR_EVERY, most - len(rich))]
    return (rich[: most - min(len(taken_poor), most // POOR_EVERY)] + taken_poor)[:most]


def densest(candidates: list[Paragraph]) -> list[Paragraph]:
    """Those that name the most ranks of persons, posts and units."""
    density = {p: len(NAMED.findall(p.text)) + len(UNIT_WORDS.findall(p.text)) for p in candidates}
    order = sorted(candidates, key=lambda p: (-density[p] / (p.words + 40), p.file, p.position))
    result: list[Paragraph] = []
    titles: Counter[str] = Counter()
    for paragraph in order:
        if density[paragraph] >= 2 and titles[paragraph.title] < THIRD_MOST and len(result) < THIRD_SIZE:
            result.append(paragraph)
            titles[paragraph.title] += 1
    return result


def sample(corpus: Path, out: Path) -> None:
    articles = table("articles.tsv")
    found = [
        paragraph
        for pattern in SOURCES
        for path in sorted(corpus.glob(pattern))
        if path.name != "ORIGIN.txt"
        for paragraph in paragraphs(corpus, str(path.relative_to(corpus)))
        if paragraph.title in articles and WIDER[0] <= paragraph.words <= WIDER[1] and "\n" not in paragraph.text
    ]
    by_title: dict[str, list[Paragraph]] = {}
    for paragraph in distinct(p for p in found if MIN_WORDS <= p.words <= MAX_WORDS):
        by_title.setdefault(paragraph.title, []).append(paragraph)
    chosen = {title: choose(by_title.get(title, []), most) for title, (_, most) in sorted(articles.items())}
    sides: dict[str, list[Paragraph]] = {"A": [], "B": []}
    countries: dict[str, Counter[str]] = {"A": Counter(), "B": Counter()}
    for title, rows in sorted(chosen.items(), key=lambda item: (-len(item[1]), item[0])):
        country = articles[title][0]
        side = min(sides, key=lambda s: (len(sides[s]) >= LIST_SIZE, countries[s][country], len(sides[s]), s))
        sides[side] += rows
        countries[side][country] += len(rows)
    taken = [p for rows in sides.values() for p in rows]
    sides["C"] = densest(distinct([*taken, *found])[len(taken) :])
    countries["C"] = Counter(articles[p.title][0] for p in sides["C"])
    for side, rows in sides.items():
        rows.sort(key=lambda p: (p.file, p.position))
        with (out / f"ann_{side}.txt").open("w", encoding="utf-8") as file:
            for number, p in enumerate(rows, 1):
                file.write(
                    f"## {side}{number:03d}\t{articles[p.title][0]}\t{p.file}\t{p.position}\t{p.sha256}\n{p.text}\n\n"
                )
        sys.stderr.write(f"{side}: {len(rows)} paragraphs, {dict(countries[side])}\n")


@dataclass(frozen=True)
class Listed:
    country: str
    file: str
    position: int
    sha256: str
    text: str


def listed(folder: Path) -> dict[str, Listed]:
    """The paragraphs of all lists by their id."""
    result = {}
    for path in sorted(folder.glob("ann_[A-Z].txt")):
        for piece in path.read_text(encoding="utf-8").split("## ")[1:]:
            header, _, text = piece.rstrip("\n").partition("\n")
            name, country, file, position, sha256 = header.split("\t")
            if hashlib.sha256(text.encode()).hexdigest() != sha256:
                raise Mistake(f"{path.name}: {name}: the text does not have the hash that stands with it")
            result[name] = Listed(country, file, int(position), sha256, text)
    return result


def spots(text: str, words: str) -> list[tuple[int, int]]:
    """Where some words occur as whole words."""
    return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def spot(text: str, words: str, nth: int) -> tuple[int, int]:
    found = spots(text, words)
    if len(found) < nth:
        raise Mistake(f"{words!r} occurs {len(found)} times, not {nth}")
    return found[nth - 1]


def annotated(text: str, lines: list[str]) -> tuple[list[list[object]], list[list[str]]]:
    """Mentions and relations of one paragraph, in the order of the text."""
    spans: dict[str, tuple[int, int]] = {}
    pairs: list[tuple[str, str]] = []
    everywhere: list[tuple[str, str]] = []
    for line in lines:
        if line == "-":
            continue
        if PAIR.match(line):
            pairs += [(pair.split()[0], pair.split()[1]) for pair in line.split(",")]
        elif match := ALL.match(line):
            everywhere.append((match["label"], match["words"]))
        elif match := ENTRY.match(line):
            if match["id"] in spans:
                raise Mistake(f"{match['id']} is used twice")
            spans[match["id"]] = spot(text, match["words"], int(match["nth"] or 1))
        else:
            raise Mistake(f"cannot read {line!r}")
    for number, (label, words) in enumerate(everywhere):
        free = [s for s in spots(text, words) if not any(a < s[1] and s[0] < b for a, b in spans.values())]
        if not free:
            raise Mistake(f"{label}* {words}: no occurrence is left")
        spans.update({f"{label}*{number}.{place}": span for place, span in enumerate(free)})
    order = sorted(spans, key=lambda name: spans[name])
    for one, other in combinations(order, 2):
        if spans[other][0] < spans[one][1]:
            raise Mistake(f"{one} and {other} overlap")
    names = {name: f"T{number}" for number, name in enumerate(order, 1)}
    for pair in pairs:
        for end in pair:
            if end not in names:
                raise Mistake(f"{end} has no mention")
    if len(set(pairs)) < len(pairs):
        raise Mistake("a pair stands twice")
    mentions: list[list[object]] = [[names[name], LABELS[name[0]], *spans[name]] for name in order]
    keys = sorted(pairs, key=lambda pair: (spans[pair[0]], spans[pair[1]]))
    return mentions, [[RELATIONS[other[0]], names[person], names[other]] for person, other in keys]


def compile_all(folder: Path) -> int:
    """Writes ``paragraphs.jsonl``; returns the number of mistakes, each of them printed. A paragraph with one is left out."""
    known, rows, mistakes, done = listed(folder), [], 0, set()
    for path in sorted(folder.glob("ann_[A-Z]_*.txt")):
        pieces: list[tuple[str, list[str]]] = []
        for raw in path.read_text(encoding="utf-8").splitlines():
            line = raw.strip()
            if header := HEADER.match(line):
                pieces.append((header["id"], []))
            elif line and pieces:
                pieces[-1][1].append(line)
        for name, lines in pieces:
            try:
                if name not in known:
                    raise Mistake("is in no list")
                if name in done:
                    raise Mistake("is annotated twice")
                if not lines:
                    raise Mistake("is empty; a paragraph without mentions is '-'")
                paragraph = known[name]
                mentions, relations = annotated(paragraph.text, lines)
            except Mistake as mistake:
                sys.stderr.write(f"{path.name}: {name} {mistake}\n")
                mistakes += 1
                continue
            done.add(name)
            row = {
                "file": paragraph.file,
                "sha256": paragraph.sha256,
                "country": paragraph.country,
                "mentions": mentions,
                "relations": relations,
            }
            rows.append(((paragraph.file, paragraph.position), row))
    rows.sort(key=lambda item: item[0])
    written = "".join(json.dumps(row, ensure_ascii=False) + "\n" for _, row in rows)
    (HERE / "paragraphs.jsonl").write_text(written, encoding="utf-8")
    left = sorted(set(known) - done)
    sys.stderr.write(
        f"{len(rows)} paragraphs, {mistakes} mistakes; {len(left)} not annotated: {' '.join(left[:12])} …\n"
    )
    return mistakes


def notes(folder: Path) -> Iterator[str]:
    """What may be a slip, one line each, for a second look: nothing here is decided by a rule."""
    names = {paragraph.sha256: (name, paragraph.text) for name, paragraph in listed(folder).items()}
    rows = [json.loads(line) for line in (HERE / "paragraphs.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = dict(names.values())
    labels: dict[str, dict[str, list[str]]] = {}
    taken = {}
    for row in rows:
        name, text = names[row["sha256"]]
        taken[name] = [(start, end) for _, _, start, end in row["mentions"]]
        tied = {end for relation in row["relations"] for end in relation[1:]}
        by_end = {end: mention for mention in row["mentions"] for end in [mention[3]]}
        for key, label, start, end in row["mentions"]:
            labels.setdefault(text[start:end], {}).setdefault(label, []).append(name)
            if label in ("Rank", "Title") and key not in tied:
                yield f"{name}: {label} {text[start:end]!r} belongs to nobody"
            before = by_end.get(start - 1)
            tie = before and any(set(relation[1:]) == {key, before[0]} for relation in row["relations"])
            if label == "Person" and before and before[1] in ("Rank", "Title") and not tie:
                yield f"{name}: {text[before[2] : end]!r} is not tied"
        for pattern in (RANK_WORDS, UNIT_WORDS):
            for match in pattern.finditer(text):
                if not any(start < match.end() and match.start() < end for start, end in taken[name]):
                    yield f"{name}: unmarked …{text[max(0, match.start() - 30) : match.end() + 30]}…"
    for words, found in sorted(labels.items()):
        if len(found) > 1:
            yield f"{words!r}: " + "; ".join(f"{label} {' '.join(where)}" for label, where in sorted(found.items()))
        free = [
            name
            for name, spans in taken.items()
            for start, end in spots(texts[name], words)
            if not any(a < end and start < b for a, b in spans)
        ]
        if free and len(words) > 2:
            yield f"{words!r}: {' '.join(sorted(found))} in {sum(map(len, found.values()))}, unmarked in {' '.join(free)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("sample", help="choose the paragraphs")
    verb.add_argument("corpus", type=Path)
    verb.add_argument("folder", type=Path)
    verb = verbs.add_parser("compile", help="turn typed annotation into paragraphs.jsonl")
    verb.add_argument("folder", type=Path)
    verb = verbs.add_parser("check", help="list what may be a slip")
    verb.add_argument("folder", type=Path)
    options = parser.parse_args()
    if options.verb == "check":
        print("\n".join(notes(options.folder)))
        return 0
    if options.verb == "sample":
        sample(options.corpus, options.folder)
        return 0
    try:
        return 1 if compile_all(options.folder) else 0
    except Mistake as mistake:
        sys.stderr.write(f"{mistake}\n")
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
