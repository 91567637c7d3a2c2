"""MediaWiki wikitext of one person: an infobox, a dated career list with footnotes, ready to be pasted into an article.

Only what is asserted is written. What was written is read again: whatever rank or posting does not come back with its date is
counted among the losses.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import BinaryIO

from cursus.claim import Claim
from cursus.export.chosen import Chosen
from cursus.export.report import ExportError, Report
from cursus.export.wikitext.box import Box
from cursus.export.wikitext.cite import again, escaped, footnote
from cursus.export.works import Documents, entries, works_of
from cursus.page import process
from cursus.store import Store
from cursus.text.dates.words import say
from cursus.text.units import unit_key

ID = "wikitext"
MEDIA_TYPE = "text/x-wiki; charset=utf-8"

_DAY = re.compile(r"-?\d{4}-\d\d-\d\d[~?%]?")
_SHORT = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?")
"""Dates that may stand before a colon: points and stretches, of which nothing is open or approximate."""
_CAREER = frozenset({"rank", "posting"})
Fact = tuple[str, str, str, str]


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the person that is chosen. Raises ExportError where it is none, or more than one."""
    persons = {row.id: row for one in chosen.persons if (row := store.person(one)) is not None}
    if len(persons) != 1:
        raise ExportError("wikitext is of one person: name it with --person")
    (person,) = persons.values()
    report = Report()
    claims = [c for c in chosen.claims(store) if _fits(c, report)]
    dated = [c for c in claims if c.property in _CAREER and c.date is not None]
    box, told = Box(person.name), []
    for claim in claims:
        if claim.property in _CAREER and claim.date is not None:
            continue
        if box.put(claim, report):
            report.claims += 1
        elif claim.property == "posting":
            told.append(claim)
    listed = sorted(dated, key=lambda c: (_day(c), c.property != "rank"))
    ranks = [c for c in listed if c.property == "rank"]
    if ranks and not box.has("rank"):
        box.put(replace(ranks[-1], date=None), report)
    head = f"{box.text()}\n'''{escaped(person.name)}'''"
    meant = [c for c in claims if c.property in _CAREER]
    text, missing, lost = "", meant, Report()
    spelled: frozenset[str] = frozenset()
    for _ in range(2):
        # A line that is not understood as it is meant is said in a sentence; whatever even that loses is noted.
        lines, lost = _Lines(store, person.name, spelled), Report()
        text = "\n".join(
            [head, "", "== Career ==", *lines.of(listed + told, lost), "", "== References ==", "{{reflist}}", ""]
        )
        missing = _missing(text, meant)
        spelled = frozenset(c.id for c in missing)
        if not missing:
            break
    report.claims += len(listed) + len(told)
    report.losses += lost.losses
    _note(meant, missing, report)
    out.write(text.encode())
    return report


def _fits(claim: Claim, report: Report) -> bool:
    if claim.stance != "asserted":
        report.lose(f"no claim: it is {claim.stance}, not asserted")
    elif claim.status == "rejected":
        report.lose("no claim: it was rejected")
    else:
        return True
    return False


def _day(claim: Claim) -> str:
    """Where a claim stands in the list: at its first day, else at its last."""
    date = claim.date
    return (date.earliest or date.latest or "9999") if date is not None else ""


def _line(claim: Claim, name: str, spelled: bool) -> str:
    """What the list says of a claim, without its footnotes. A name instead of a pronoun: we do not know which."""
    if claim.date is None:
        return f"{name} {_acted(claim)}." if spelled else f"{_posting(claim)}."
    words = say(claim.date.edtf)
    if claim.property == "rank":
        return f"{_when(claim.date.edtf, words)}, {name} held the rank of {escaped(claim.value.text)}."
    if not spelled and _SHORT.fullmatch(claim.date.edtf):
        return f"{' – '.join(say(side) for side in claim.date.edtf.split('/'))}: {_posting(claim)}."
    return f"{_when(claim.date.edtf, words)}, {name} {_acted(claim)}."


def _when(edtf: str, words: str) -> str:
    """The words of a date as the beginning of a sentence."""
    if edtf[:1] in "[{" or edtf.startswith("../") or edtf.endswith("/.."):
        return words[:1].upper() + words[1:]
    lead = "From" if "/" in edtf else "On" if _DAY.fullmatch(edtf) else "In"
    return f"{lead} {words}"


def _posting(claim: Claim) -> str:
    """A posting in words: its role at its unit, or that the person served there."""
    role, unit = claim.qualifier("role"), claim.qualifier("unit")
    if claim.value.text != unit:
        return escaped(claim.value.text)
    return escaped(f"{role} of the {unit}" if role else f"served in the {unit}")


def _acted(claim: Claim) -> str:
    """A posting as the end of a sentence."""
    role, unit = claim.qualifier("role"), claim.qualifier("unit")
    if role and unit:
        return escaped(
            f"was {role} of the {unit}" if unit[:1].isdigit() or unit[:1].islower() else f"was {role} of {unit}"
        )
    return f"was {_posting(claim)}" if role else _posting(claim)


class _Lines:
    """Lines of a list with their footnotes: the same words once, a work in full once. The claims ``spelled`` get sentences."""

    def __init__(self, store: Store, name: str, spelled: frozenset[str]) -> None:
        self._documents, self._name, self._spelled = Documents(store), escaped(name), spelled
        self._known: set[str] = set()

    def of(self, told: list[Claim], report: Report) -> list[str]:
        works: dict[str, dict[str, str]] = {}
        for claim in told:
            marks = works.setdefault(_line(claim, self._name, claim.id in self._spelled), {})
            for _, entry in entries(claim, self._documents.of(claim), report):
                for work in works_of(entry):
                    if work.key in marks:
                        continue
                    marks[work.key] = again(work) if work.key in self._known else footnote(work, report)
                    self._known.add(work.key)
        return [f"* {line}{''.join(marks.values())}" for line, marks in works.items()]


def _missing(text: str, meant: list[Claim]) -> list[Claim]:
    """The claims that are not in the text as they were meant, when it is read as any other article."""
    found = {_fact(c) for page in process(text.encode(), "career.wikitext") for c in page.claims}
    return [c for c in meant if _fact(c) not in found]


def _note(meant: list[Claim], missing: list[Claim], report: Report) -> None:
    """Count what does not come back, and the qualifiers that no line has."""
    for claim in missing:
        report.lose(f"{claim.property}: it is read back otherwise")
    for claim in meant:
        held = {"role", "unit"} if claim.property == "posting" else set()
        for name, _ in claim.qualifiers:
            if name not in held:
                report.lose(f"{claim.property}: no words for {name}")


def _fact(claim: Claim) -> Fact:
    date = claim.date.edtf if claim.date is not None else ""
    if claim.property == "posting":
        return "posting", (claim.qualifier("role") or "").casefold(), unit_key(claim.qualifier("unit") or ""), date
    return claim.property, claim.value.text.casefold(), "", date
