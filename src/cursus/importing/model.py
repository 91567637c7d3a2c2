"""What the readers of the formats hand out, and how it becomes claims."""

from __future__ import annotations

from dataclasses import dataclass, field

from cursus.claim import Claim, Date, DocumentRef, Person, Qualifiers, Quote, Support, Value
from cursus.contract import claim_id
from cursus.text.dates.edtf import EdtfError, iso, limits
from cursus.text.names import slug


class RowError(ValueError):
    """A row cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row says that it has it from: a title, an address, the words it quotes. Rows with the same one share a footnote."""

    title: str = ""
    url: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One fact that a row (``start``..``end`` of the text) states."""

    start: int
    end: int
    person: Person
    property: str
    value: Value
    qualifiers: Qualifiers = ()
    date: Date | None = None
    stance: str = "asserted"
    says: str | None = None
    score: float = 0.9
    origin: Origin | None = None


@dataclass(slots=True)
class Rows:
    """What was read of a file so far: facts, and rows that gave none, by the place where they begin."""

    drafts: list[Draft] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)
    passed: dict[str, int] = field(default_factory=dict)

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)

    def refuse(self, start: int, reason: str) -> None:
        """Note why the row that begins here gives nothing."""
        self.bad.append((start, reason))

    def miss(self, what: str, times: int = 1) -> None:
        """Count what no claim holds."""
        self.passed[what] = self.passed.get(what, 0) + times


def local(name: str, key: str, document_id: str) -> Person:
    """Somebody who is known in this file only, by what the file calls them."""
    digits = claim_id(key, "", 0, 0, "", "", "", ())[:6]
    return Person(f"{slug(name) or 'person'}-{digits}~{document_id[:8]}", name)


def dated(edtf: str, starts: bool, ends: bool, words: str, rule: str) -> Date:
    """A date that a row gives. Raises RowError where it is none."""
    try:
        first, last = limits(edtf)
    except EdtfError as error:
        raise RowError(f"{edtf!r} is no date: {error}") from error
    return Date(edtf, words, iso(first) if first else None, iso(last) if last else None, starts, ends, rule)


def claim_of(draft: Draft, text: str, ref: DocumentRef, rule: str, footnotes: tuple[Support, ...]) -> Claim:
    """The claim of a fact: it quotes its row."""
    edtf = draft.date.edtf if draft.date is not None else ""
    told = f"{draft.value.text}\x1f{edtf}\x1f{draft.stance}"
    person = draft.person
    return Claim(
        id=claim_id(ref.sha256, rule, draft.start, draft.end, person.id, draft.property, told, draft.qualifiers),
        person=person,
        property=draft.property,
        value=draft.value,
        qualifiers=draft.qualifiers,
        date=draft.date,
        stance=draft.stance,
        says=draft.says,
        quote=Quote(text[draft.start : draft.end], draft.start, draft.end, draft.start, draft.end),
        origin="table",
        rule=rule,
        citations=footnotes,
        document=ref,
        score=draft.score,
    )
