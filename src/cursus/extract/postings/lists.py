"""Postings that stand in lists: dated items, items under a heading that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft
from cursus.extract.mentions import (
    Reading,
)
from cursus.extract.postings.roles import is_title, unit_in
from cursus.text.tokens import word_class

_LIST_HEADING = re.compile(
    r"\b(?:assignments?|career|postings?|commands?|appointments?|positions?|service|offices?|posts|timeline|history|experience|chronology|roles?)\b",
    re.IGNORECASE,
)
_DATED_ITEM = re.compile(
    r"^(?:\(?(?:[A-Z][a-z]{2,8}\.?\s)?(?:\d{1,2},?\s)?(?:[A-Z][a-z]{2,8}\.?\s)?\d{4}\)?(?:\s?[-–—]\s?(?:[\w.]+\s){0,3}(?:\d{4}|\d{2}|present))?)\s?(?:[:,.–—-]\s?|\s)"
)


def listed(page: Page, sentence: Sentence, reading: Reading, taken: set[tuple[str, int]]) -> Iterator[Draft]:
    """An item of a list of assignments: "2003–2005: commander, 3rd Brigade", "Commanding Officer, USS Texas (1941–1943)"."""
    path = page.document.sections[sentence.section].path
    headed = any(_LIST_HEADING.search(heading) for heading in path)
    text = sentence.text
    dated = _DATED_ITEM.match(text)
    start = dated.end() if dated else 0
    if not (headed and (dated or sentence.dates)):
        return
    i = reading.index(start)
    while i < len(reading.tokens) and (reading.tokens[i].low in word_class("determiner") or not reading.tokens[i].word):
        i += 1
    if i >= len(reading.tokens):
        return
    at = reading.tokens[i].start
    role = next((r for r in reading.roles if r.start == at), None)
    unit = next((u for u in reading.units if u.start == at), None)
    if role is not None and not is_title(page, sentence, role):
        end = role.end
        follower = next(
            (
                u
                for u in reading.units
                if re.fullmatch(r",\s(?:the\s)?", text[end : u.start] if u.start >= end else "x")
            ),
            None,
        )
        if follower is not None and not role.has_complement:
            end = follower.end
        value = text[role.start : end]
        qualifiers: list[tuple[str, str]] = [("role", text[role.head_start : role.head_end])]
        inside = follower if follower is not None else unit_in(reading, role)
        if inside is not None:
            qualifiers.append(("unit", inside.text))
        taken.add((page.subject.name, sentence.start + end))
        yield Draft(
            "posting",
            value,
            sentence.span(0, len(text)),
            "posting.list",
            page.subject,
            id=role.id,
            qualifiers=tuple(qualifiers),
            fact=sentence.span(role.start, end),
        )
    elif unit is not None and unit.kind in ("unit", "ship") and not unit.generic:
        taken.add((page.subject.name, sentence.start + unit.end))
        yield Draft(
            "posting",
            unit.text,
            sentence.span(0, len(text)),
            "posting.list",
            page.subject,
            qualifiers=(("unit", unit.text),),
            fact=sentence.span(unit.start, unit.end),
        )
