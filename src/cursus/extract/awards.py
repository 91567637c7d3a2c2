"""Decorations from prose and from lists under headings that announce them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from cursus.claim import Date, Span
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import AUTO, Draft, Who
from cursus.extract.frames import hits
from cursus.extract.mentions import Reading, clause_end, named_in, narrative, possessor, quote_span, read
from cursus.text.awards import AwardMatch, find_awards
from cursus.text.dates import read_date

_HEADING = re.compile(
    r"\b(?:awards?|decorations?|honou?rs?|medals?|orders|recognitions?|distinctions?|ribbons?)\b", re.IGNORECASE
)
# A heading about somebody else's honours: places named after him, things he founded.
_NOT_HEADING = re.compile(
    r"\b(?:legacy|memorials?|named|namesake|battle\shonou?rs|football|music|film|criticism|publications?|citation)\b",
    re.IGNORECASE,
)
# Words between two awards of one list: nothing but counts, articles, degrees and dates.
_GAP = re.compile(
    r"(?:\s(?:for|when|in\srecognition\sof|during)\s(?:(?!who\b|brother\b|son\b|father\b|wife\b|awarded\b|received\b)[\w’'-]+\s?){1,12}(?=,))?"
    r"(?:\s?\((?:[^()]{0,60})\))?(?:\s(?:with|and)\s(?:[\w“”\"-]+\s?){1,6}(?:[Cc]lusters?|[Ll]eaves|[Ll]eaf|[Ss]tars?|[Bb]ars?|[Dd]evices?|[Vv]|[Pp]alms?|[Cc]lasps?))?(?:\s(?:in|on|of)\s(?:\w+\s)?(?:\d{1,2},?\s)?\d{4})?\s?[,;]?\s?(?:as\swell\sas|along\swith|together\swith|in\saddition\sto|plus|and|&|with|or)?\s?(?:also\s|later\s|then\s|both\s)?"
    r"(?:with\s|to\s)?(?:the\s|an?\s|his\s|her\s|\d{1,2}\s|[a-z]+\s){0,3}(?:awards\sof\s(?:the\s)?)?(?:[A-Z][\w’'-]+['’]s\s)?"
)


def extract(page: Page) -> Iterator[Draft]:
    """Awards of the lead and the prose, of list items under award headings, of post-nominal letters behind the subject's name."""
    yield from _post_nominals(page)
    for sentence in narrative(page):
        reading = read(sentence.text)
        if not reading.awards and "knighted" not in sentence.text:
            continue
        if sentence.origin == "list":
            listed = list(_listed(page, sentence, reading))
            yield from listed
            if listed:
                continue
        yield from _stated(page, sentence, reading)
    yield from _cells(page)


def _post_nominals(page: Page) -> Iterator[Draft]:
    """ "Major-General Sir Isaac Brock KB (…) was": letters right behind the name that opens the lead."""
    opening = page.opening
    if opening is None:
        return
    head = re.match(r"[^(]{3,140}?(?=\s?\(|\s(?:was|is)\b)", opening.text)
    if head is None:
        return
    for award in read(opening.text).awards:
        if award.post and award.end <= head.end():
            span = opening.span(0, award.end)
            yield Draft(
                "award",
                award.text,
                span,
                "award.post-nominal",
                page.subject,
                fact=opening.span(award.start, award.end),
                date=None,
                stance="asserted",
            )


def _stated(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    text = sentence.text
    taken: set[tuple[str, int]] = set()
    for hit in hits(page, sentence, "award"):
        limit = clause_end(text, hit.verb_end)
        if hit.frame.objects[0] == "knighted":
            for who in hit.who:
                yield Draft(
                    "award",
                    "knighted",
                    quote_span(page, sentence, hit.start, hit.verb_end),
                    hit.frame.rule,
                    who,
                    fact=sentence.span(hit.start, hit.verb_end),
                )
            continue
        grade = hit.frame.objects[0] == "award-grade"
        chain = _chain(
            text,
            reading,
            hit.at if not grade else hit.verb_end,
            limit,
            60 if hit.passive or hit.frame.rule != "award.awarded" else 40,
        )
        for award in chain:
            if award.post or (
                grade
                and not re.match(
                    r"(?:knight|companion|officer|commander|member|chevalier|hero|dame|grand)\b",
                    award.text,
                    re.IGNORECASE,
                )
            ):
                continue
            for who in hit.who:
                if (who.name, award.start) in taken:
                    continue
                taken.add((who.name, award.start))
                draft = _draft(page, sentence, award, who, hit.frame.rule, hit.start)
                yield replace(draft, date=_own_date(sentence, chain, award, hit.start)) if len(chain) > 1 else draft
    yield from _nouns(page, sentence, reading, taken)


def _own_date(
    sentence: Sentence, chain: list[AwardMatch], award: AwardMatch, verb: int
) -> Date | Literal["auto"] | None:
    """The date of one award of a list: the one behind it, or one for all of them."""
    dates = [(d.start - sentence.start, d.date) for d in sentence.dates]
    n = chain.index(award)
    low, high = award.start, chain[n + 1].start if n + 1 < len(chain) else len(sentence.text)
    own = [date for at, date in dates if low <= at < high]
    if not any(chain[0].start <= at < chain[-1].start for at, _ in dates):
        return AUTO
    return own[0] if own else next((date for at, date in dates if at < verb), None)


_BREAKS = re.compile(
    r"\b(?:for\s(?:his|her|the|which|\w+ing)|by\s(?:the|President|King|Queen|General)|after|which|because|in\srecognition|in\shonou?r|former|recipient\sof|like|whose|who|despite|instead|but)\b"
)


def _chain(text: str, reading: Reading, at: int, limit: int, room: int) -> list[AwardMatch]:
    """The first award that the words at ``at`` lead up to, and those listed behind it."""
    out: list[AwardMatch] = []
    position = at
    for award in reading.awards:
        if award.start < at:
            continue
        gap = text[position : award.start]
        if not out:
            if (
                award.start >= limit
                or len(gap) > room
                or _BREAKS.search(gap)
                or (", " in gap.strip(", ") and len(gap) > 24 and not re.search(r"[—–]|\bincluding\b", gap))
            ):
                break
        elif not _GAP.fullmatch(text[out[-1].end : award.start]):
            break
        out.append(award)
        position = award.end
    return out


def _draft(page: Page, sentence: Sentence, award: AwardMatch, who: Who, rule: str, start: int) -> Draft:
    low = min(start, award.start)
    qualifiers = (("degree", award.degree),) if award.degree else ()
    return Draft(
        "award",
        award.text,
        quote_span(page, sentence, low, award.end),
        rule,
        who,
        qualifiers=qualifiers,
        fact=sentence.span(low, award.end),
    )


_INCLUDE = re.compile(
    r"\b(?P<n>awards|decorations|honou?rs|medals|award|decoration)(?:\sand\s(?:awards|decorations|honou?rs|medals))?(?:\s[\w ]{0,40}?)?\s(?:include|included|includes|including|were|are|was)\s",
    re.IGNORECASE,
)
_RECIPIENT = re.compile(r",\s(?:an?\s|the\s)?(?:[\w’'-]+\s){0,3}recipients?\sof\s(?:both\s)?(?:the\s|an?\s|two\s)?")
_ADJECTIVE = re.compile(r"\s(?:recipient|winner|holder|laureate)s?\b")


def _nouns(page: Page, sentence: Sentence, reading: Reading, taken: set[tuple[str, int]]) -> Iterator[Draft]:
    """ "His decorations include …", "Smith, a recipient of the …", "Medal of Honor recipient John Smith"."""
    text = sentence.text
    for match in _INCLUDE.finditer(text):
        who = possessor(page, sentence, match.start("n"))
        if who is None and re.match(r"\W*(?:Other\s|Additional\s|Foreign\s|Further\s|Military\s|Civilian\s)", text):
            who = page.subject
        if who is None:
            continue
        for award in _chain(text, reading, match.end(), len(text), 60):
            if (who.name, award.start) not in taken:
                taken.add((who.name, award.start))
                yield _draft(page, sentence, award, who, "award.include", match.start())
    for match in _RECIPIENT.finditer(text):
        owner = next((a for a in named_in(page, sentence) if a.end == match.start()), None)
        if owner is None or owner.who is None:
            continue
        for award in _chain(text, reading, match.end(), clause_end(text, match.end()), 40):
            if (owner.who.name, award.start) not in taken:
                taken.add((owner.who.name, award.start))
                yield _draft(page, sentence, award, owner.who, "award.recipient", owner.start)
    for award in reading.awards:
        noun = _ADJECTIVE.match(text, award.end)
        if noun is None or award.post:
            continue
        mention = next((m for m in page.mentions(sentence) if 0 <= m.start - noun.end() <= 2), None)
        owner = next(
            (
                a
                for a in named_in(page, sentence)
                if re.fullmatch(
                    r",\s(?:an?\s|the\s)?(?:[\w-]+\s){0,2}", text[a.end : award.start] if a.end < award.start else ""
                )
            ),
            None,
        )
        who = owner.who if owner is not None else None
        if mention is not None:
            who = page.known(mention.name) or Who(mention.name)
        if who is not None and (who.name, award.start) not in taken:
            taken.add((who.name, award.start))
            yield _draft(
                page, sentence, award, who, "award.recipient", min(award.start, owner.start if owner else award.start)
            )


def _under_heading(page: Page, section: int) -> bool:
    path = page.document.sections[section].path
    return (
        bool(path) and any(_HEADING.search(h) for h in path[-2:]) and not any(_NOT_HEADING.search(h) for h in path[-2:])
    )


_ITEM = re.compile(
    r"^(?:[•*·–-]\s?)?(?:(?:\d{4}|[A-Z][a-z]+\s\d{4}|\d{1,2}\s[A-Z][a-z]+\s\d{4}|[A-Z][\w.’-]+(?:\s[A-Z][\w.’-]+){0,3})\s?[:–—-]\s)?(?:the\s|two\s|three\s|four\s|\d\s?x?\s)*"
)


def _listed(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    """The awards of a list item under an award heading: the first, and those joined to it."""
    if not _under_heading(page, sentence.section):
        return
    text = sentence.text
    lead = _ITEM.match(text)
    start = lead.end() if lead else 0
    awards = [a for a in reading.awards if not a.post or a.start == start]
    if (
        not awards
        or awards[0].start - start > 30
        or re.search(r"\b(?:named|established|Award\sin\shonou?r)\b", text[: start + 60])
    ):
        return
    chain = _chain(text, reading, start, len(text), 40) or []
    for award in chain[:3]:
        qualifiers = (("degree", award.degree),) if award.degree else ()
        yield Draft(
            "award",
            award.text,
            sentence.span(0, len(text)),
            "award.listed",
            page.subject,
            qualifiers=qualifiers,
            fact=sentence.span(award.start, award.end),
        )
    if len(chain) == 1 and "Citation" in chain[0].text:
        yield from _repeated(page, sentence, chain[0])


_PLACE_YEAR = re.compile(r",\s(?P<p>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,2})\s(?P<y>\d{4})")


def _repeated(page: Page, sentence: Sentence, award: AwardMatch) -> Iterator[Draft]:
    """ "Presidential Unit Citation, Guadalcanal 1942, Okinawa 1945": one award for each place and year."""
    found = list(_PLACE_YEAR.finditer(sentence.text, award.end))
    for match in found[1:]:
        date = read_date(match["y"])
        yield Draft(
            "award",
            award.text,
            sentence.span(0, match.end()),
            "award.listed",
            page.subject,
            qualifiers=(("for", match["p"]),),
            fact=sentence.span(match.start("p"), match.end()),
            date=date.date if date else AUTO,
        )


def _cells(page: Page) -> Iterator[Draft]:
    """Awards in tables under an award heading, one for each cell that begins with its name."""
    document = page.document
    for block in document.blocks:
        if block.kind != "cells" or block.header or not _under_heading(page, block.section):
            continue
        for cell in block.cells:
            words = document.text[cell.start : cell.end]
            found = [a for a in find_awards(words) if a.start <= 4 and not a.post]
            if found:
                year = read_date(document.text[block.start : block.end])
                span = Span(cell.start + found[0].start, cell.start + found[0].end)
                yield Draft(
                    "award",
                    found[0].text,
                    Span(block.start, block.end),
                    "award.table",
                    page.subject,
                    qualifiers=(("degree", found[0].degree),) if found[0].degree else (),
                    fact=span,
                    date=year.date if year else None,
                    stance="asserted",
                    origin="table",
                )
