"""Drafts → claims: footnotes, stance, date, identity; what cannot be quoted verbatim is dropped and reported."""

from __future__ import annotations

from collections.abc import Iterable

from cursus.claim import Claim, Date, Person, Support, Value, document_ref
from cursus.contract import claim_id
from cursus.extract import dating, footnotes
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import AUTO, Draft, Who
from cursus.extract.stance import Stance, denial_of, stance_of
from cursus.text.names import slug
from cursus.vocab import rule_scores

_DEFAULT_SCORE = 0.8
_NOT_ASSERTED = 0.9
"""A stance other than "asserted" is one more reading that can be wrong."""


def person_of(page: Page, who: Who) -> Person:
    """The identity of a claim's person.

    The subject is known by the article's title, a linked person by the link's target; anybody else is known inside this
    document only, for a name alone identifies nobody.
    """
    if who.subject:
        return Person(slug(page.document.title), page.document.title.split(" (")[0])
    if who.target:
        return Person(slug(who.target), who.name)
    return Person(f"{slug(who.name)}~{page.document.id[:8]}", who.name)


def finish(page: Page, drafts: Iterable[Draft]) -> tuple[Claim, ...]:
    """Claims in the order of the text, each once."""
    seen: dict[str, Claim] = {}
    for draft in drafts:
        for claim in _claims(page, draft):
            seen.setdefault(claim.id, claim)
    claims = sorted(seen.values(), key=lambda c: (c.quote.start, c.quote.end, c.property, c.value.text, c.id))
    return tuple(_without_repeats(claims))


def _without_repeats(claims: list[Claim]) -> Iterable[Claim]:
    """Drop a claim that another rule made from overlapping words with the same person, property, value and date."""
    kept: list[Claim] = []
    for claim in claims:
        if not any(_same(claim, other) for other in kept[-12:]):
            kept.append(claim)
    return kept


def _same(claim: Claim, other: Claim) -> bool:
    def key(c: Claim) -> tuple[str, ...]:
        return c.person.id, c.property, c.value.text.casefold(), c.stance, c.origin

    overlap = other.quote.start < claim.quote.end and claim.quote.start < other.quote.end
    agree = other.date is None or claim.date is None or other.date.edtf == claim.date.edtf
    return overlap and agree and key(claim) == key(other)


def _claims(page: Page, draft: Draft) -> Iterable[Claim]:
    sentence = page.sentence_at(draft.carried.start)
    verdict: Stance | None = Stance() if draft.stance == AUTO else Stance(draft.stance, draft.says)
    if draft.stance == AUTO and sentence is not None:
        verdict = stance_of(page, sentence, draft.carried)
    if verdict is None:
        return
    date: Date | None
    if draft.date == AUTO:
        date = dating.bind(page, sentence, draft.carried, draft.property) if sentence else None
        if date is not None and sentence is not None and draft.property == "posting":
            date = dating.with_end(sentence, draft.carried, date)
        if date is not None and date.rule == "date.age" and not draft.who.subject:
            date = None  # an age is counted from the subject's birth
    else:
        date = draft.date
    notes = _notes(page, draft, sentence, date)
    claim = _claim(page, draft, verdict, date, notes, sentence)
    if claim is None:
        return
    yield claim
    denial = denial_of(page, sentence, draft.carried) if sentence and draft.stance == AUTO else None
    again = _claim(page, draft, denial, date, notes, sentence) if denial else None
    if again is not None:
        yield again


def _notes(page: Page, draft: Draft, sentence: Sentence | None, date: Date | None) -> tuple[Support, ...]:
    if sentence is not None:
        dated = next((d.end for d in sentence.dates if d.date is date), None)
        return footnotes.for_sentence(page, sentence, draft.carried, dated)
    row = page.row_at(draft.carried.start)
    if row is not None and draft.quote.end > row.end:
        return footnotes.within(page, draft.quote)  # an office and its term are rows of one fact
    if row is not None:
        return footnotes.for_row(page, row.value_start, row.end, draft.carried.start, draft.carried.end)
    return footnotes.within(page, draft.quote)


def _claim(
    page: Page, draft: Draft, stance: Stance, date: Date | None, notes: tuple[Support, ...], sentence: Sentence | None
) -> Claim | None:
    document = page.document
    start, end = draft.quote.start, min(draft.quote.end, len(document.text))
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    if start >= end:
        page.problems.append(f"{draft.rule}: no words to quote")
        return None
    text = " ".join(draft.text.split())
    if text and not any(c.isalnum() for c in text):
        return None
    person = person_of(page, draft.who)
    qualifiers = tuple((k, v) for k, v in draft.qualifiers if v != "")
    kind = f"{draft.property}/{stance.stance}/{stance.says or ''}"
    score = draft.score or rule_scores().get(draft.rule, _DEFAULT_SCORE)
    return Claim(
        id=claim_id(document.sha256, draft.rule, start, end, person.id, kind, text, qualifiers),
        person=person,
        property=draft.property,
        value=Value(text, draft.id),
        qualifiers=qualifiers,
        date=date,
        stance=stance.stance,
        says=stance.says,
        quote=document.quote(start, end),
        origin=draft.origin or (sentence.origin if sentence else "infobox"),
        rule=draft.rule,
        citations=notes,
        document=document_ref(document),
        score=round(score * (1.0 if stance.stance == "asserted" else _NOT_ASSERTED), 3),
        steps=draft.steps,
    )
