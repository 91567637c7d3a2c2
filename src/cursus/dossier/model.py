"""The records that a dossier is made of. All text is plain; whoever shows it escapes it."""

from __future__ import annotations

from dataclasses import dataclass

from cursus.claim import Claim, Finding
from cursus.store import DocumentRow, PersonRow


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote behind a claim: its number, how it supports (``direct``, ``inherited`` …) and what it says.

    ``text`` is the entry as a reader sees it; "" where the article never defines it (``defined`` is then False).
    ``index`` is its place in the article's list, -1 where it has none. ``listed`` is False where this copy of the
    article has no list at all. ``work`` is the cited work's id in the store, "" where it is not asked for.
    """

    document: str
    label: str
    scope: str
    text: str
    index: int = -1
    url: str | None = None
    issued: str | None = None
    archive_url: str | None = None
    archive_date: str | None = None
    accessed: str | None = None
    defined: bool = True
    listed: bool = True
    work: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim with what it rests on. ``before`` and ``after`` are the words around the quote in its paragraph."""

    claim: Claim
    references: tuple[Reference, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a dossier: claims of one person that say the same.

    ``id`` is the id of its first claim. ``label`` is what kind of fact it is ("Posting", "Born"), ``value`` what it
    says, which may be "" where the claim is only a date, ``details`` the qualifiers as (label, text). ``date`` is in
    words, ``edtf`` exact; both are those of the most precise claim. ``says`` is who says or denies it. ``title``
    is the entry in one line without its date. ``sources`` counts what it rests on: several articles that cite one work, or
    copy one sentence, are one source.
    """

    id: str
    property: str
    label: str
    value: str
    details: tuple[tuple[str, str], ...]
    date: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    stance: str
    says: str | None
    claims: tuple[Evidence, ...]
    contradicted: bool = False
    title: str = ""
    sources: int = 1


@dataclass(frozen=True, slots=True)
class Theme:
    """A chapter of the dossier, its entries in order of time, undated ones last."""

    key: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of the name; ``kinds`` says what it is used as (full, alias, native …)."""

    text: str
    kinds: tuple[str, ...]
    lang: str | None
    claims: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NameGroup:
    """All spellings in one script; ``script`` is its ISO 15924 code, ``title`` its English name."""

    script: str
    title: str
    rtl: bool
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts at a glance: each different value once, with the entry that it stands for."""

    label: str
    values: tuple[tuple[str, str], ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that cannot all be true. ``kind`` and ``message`` are the checks'; the sides stand in document order."""

    kind: str
    property: str
    label: str
    message: str
    sides: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar, from ``start`` to ``end`` (0 to 1 of the timeline's width). ``certain`` days are known to be so,
    the others possible."""

    start: float
    end: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One dated entry on the timeline. ``open_start``/``open_end``: it may reach further than the bar, nobody says.

    ``possible`` are the first and the last ISO day that its date can mean, ``certain`` those between which it is known to be so.
    """

    entry: Entry
    stretches: tuple[Stretch, ...]
    open_start: bool
    open_end: bool
    possible: tuple[str, str] = ("", "")
    certain: tuple[str, str] | None = None

    @property
    def start(self) -> float:
        return self.stretches[0].start

    @property
    def end(self) -> float:
        return self.stretches[-1].end


@dataclass(frozen=True, slots=True)
class Cover:
    """What all bars of a lane cover together, from ``start`` to ``end``: ``sure``, ``overlap``, ``maybe`` or ``gap``."""

    start: float
    end: float
    kind: str


@dataclass(frozen=True, slots=True)
class Gap:
    """ISO days, both included, between two bars of a lane, of which nobody says anything."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Lane:
    """Bars of one kind; ``covers`` and ``gaps`` where it is a kind of which there is always one."""

    key: str
    title: str
    bars: tuple[Bar, ...]
    covers: tuple[Cover, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated entries drawn on one axis. ``ticks`` are (place, year); ``undated`` counts entries left out."""

    first: int
    last: int
    ticks: tuple[tuple[float, int], ...]
    lanes: tuple[Lane, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody connected with the person. ``how`` is in words, ``claim`` says so; ``person`` is their id where the store knows
    one person of that name, else "". ``told_by_them`` marks what an article says of them, not of the person."""

    name: str
    how: str
    claim: Claim
    person: str = ""
    told_by_them: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the store holds about one person."""

    person: PersonRow
    names: tuple[NameGroup, ...]
    glance: tuple[Fact, ...]
    timeline: Timeline | None
    themes: tuple[Theme, ...]
    conflicts: tuple[Contradiction, ...]
    findings: tuple[Finding, ...]
    documents: tuple[DocumentRow, ...]
    ties: tuple[Tie, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim once, names first, then in reading order."""
        spelled = [e.claim for group in self.names for s in group.spellings for e in s.claims]
        told = [e.claim for theme in self.themes for entry in theme.entries for e in entry.claims]
        return tuple({c.id: c for c in (*spelled, *told)}.values())
