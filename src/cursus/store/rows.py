"""What the store hands out besides Documents, Claims and Findings: frozen, plain, no SQL inside."""

from __future__ import annotations

from dataclasses import dataclass

from cursus.claim import Claim, Person


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as a list shows them. ``names`` are all spellings in every script, the usual one first; ``birth`` and
    ``death`` are EDTF dates of the best-scored claim; ``subject`` says that an article is about them."""

    id: str
    name: str
    claims: int
    documents: int
    names: tuple[str, ...]
    birth: str | None
    death: str | None
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A person found by name. ``spelling`` is the one of their names that matched, ``reason`` says how, in words.

    ``why`` is ``name`` (the whole name), ``words`` (all words), ``begins`` (words that begin so), ``sound`` (the same
    sound, in whatever script) or ``letter`` (one letter away); ``score`` is how likely that is the name meant, from 0
    to 1.
    """

    person: PersonRow
    spelling: str
    why: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One article as a list shows it. ``person`` is the id of the person it is about, None where it is about nobody;
    ``added`` is when it came in (ISO 8601, UTC)."""

    id: str
    path: str
    title: str
    sha256: str
    url: str | None
    revision: str | None
    licence: str | None
    attribution: str | None
    claims: int
    findings: int
    added: str
    person: str | None = None
    form: str = ""
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Change:
    """What adding an article did. ``kind`` is ``added``, ``unchanged`` or ``replaced``; only a replacement has a list
    of ``appeared`` and ``vanished`` claims and of ``changed`` pairs (before, after)."""

    kind: str
    document_id: str
    appeared: tuple[Claim, ...] = ()
    vanished: tuple[Claim, ...] = ()
    changed: tuple[tuple[Claim, Claim], ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a found quote; ``match`` marks the words that were searched for."""

    text: str
    match: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One quote that holds the searched words. ``others`` counts further claims that rest on the same quote."""

    claim_id: str
    person: Person
    property: str
    value: str
    document_id: str
    document_title: str
    snippet: tuple[Snippet, ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    documents: int
    persons: int
    claims: int
    findings: int
