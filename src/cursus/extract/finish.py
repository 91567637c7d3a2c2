"""Drafts → claims: footnotes, stance, date, identity; what cannot be quoted verbatim is dropped and reported."""

from __future__ import annotations

from collections.abc import Iterable

from cursus.claim import Claim, Date, Person, Span, Support, Value, document_ref
from cursus.contract import claim_id
from cursus.extract import dating, footnotes
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import AUTO, Draft, Who
from cursus.extract.stance import Stance, denial_of, stance_of
from cursus.text.names import slug


def person_of(page: Page, who: Who) -> Person:
    """The identity of a claim's person. The subject is known by the article's title, a linked person by the link's target;
    anybody else is known inside this document only, for a name alone identifies nobody."""
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
        key = (claim.person.id, claim.property, claim.value.text.casefold(), claim.stance, claim.origin)
        if any(
            key == (k.person.id, k.property, k.value.text.casefold(), k.stance, k.origin)
            and k.quote.start < claim.quote.end and claim.quote.start < k.quote.end
            and (k.date is None or claim.date is None or k.date.edtf == claim.date.edtf)
            for k in kept[-12:]
        ):
            continue
        kept.append(claim)
    return kept


def _claims(page: Page, draft: Draft) -> Iterable[Claim]:
    sentence = _sentence_at(page, draft.carried)
    stance, says = draft.stance, draft.says
    verdict: Stance | None
    if stance is AUTO:
        verdict = stance_of(page, sentence, draft.carried) if sentence else Stance()
        if verdict is None:
            return
    else:
        assert isinstance(stance, str)
        verdict = Stance(stance, says)
    date: Date | None
    if draft.date is AUTO:
        date = dating.bind(page, sentence, draft.carried) if sentence else None
    else:
        assert draft.date is None or isinstance(draft.date, Date)
        date = draft.date
    notes = footnotes.for_sentence(page, sentence, draft.carried) if sentence else _row_notes(page, draft)
    claim = _claim(page, draft, verdict, date, notes, sentence)
    if claim is None:
        return
    yield claim
    denial = denial_of(page, sentence, draft.carried) if sentence and draft.stance is AUTO else None
    if denial is not None:
        again = _claim(page, draft, denial, date, notes, sentence)
        if again is not None:
            yield again


def _row_notes(page: Page, draft: Draft) -> tuple[Support, ...]:
    for row in page.document.rows:
        if row.start <= draft.carried.start < row.end:
            return footnotes.for_row(page, row.value_start, row.end, draft.carried.start, draft.carried.end)
    marks = [m for m in page.document.marks if draft.quote.start < m.at <= draft.quote.end]
    return tuple(dict.fromkeys(footnotes.support(page.document, m, "direct") for m in marks))


def _claim(page: Page, draft: Draft, stance: Stance, date: Date | None, notes: tuple[Support, ...], sentence: Sentence | None) -> Claim | None:
    document = page.document
    start, end = draft.quote.start, draft.quote.end
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    if start >= end or end > len(document.text):
        page.problems.append(f"{draft.rule}: no words to quote")
        return None
    text = " ".join(draft.text.split())
    if text and not any(c.isalnum() for c in text):
        return None
    person = person_of(page, draft.who)
    qualifiers = tuple((k, v) for k, v in draft.qualifiers if v not in ("", None))
    extra = f"{draft.property}/{stance.stance}/{stance.says or ''}"
    return Claim(
        id=claim_id(document.sha256, draft.rule, start, end, person.id, extra, text, qualifiers),
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
        score=round(draft.score * (1.0 if stance.stance == "asserted" else 0.9), 3),
        steps=draft.steps,
    )


def _sentence_at(page: Page, span: Span) -> Sentence | None:
    return next((s for s in page.sentences if s.start <= span.start < s.end), None)
