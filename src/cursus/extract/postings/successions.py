"""Who followed whom, and commands told from the unit's side: "was commanded by", "his officers included"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.actors import resolve
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft, Who
from cursus.extract.frames import Hit
from cursus.extract.mentions import (
    Reading,
    named_in,
    person_at,
)
from cursus.extract.postings.roles import posting_draft, role_at

_AS_ROLE = re.compile(r",?\s(?:as|in\s(?:the\s)?(?:command|charge)\sof|in\sthe\s(?:post|office|position|role)\sof)\s")


def successions(page: Page, sentence: Sentence, reading: Reading, hit: Hit) -> Iterator[Draft]:
    """ "succeeded Rupertus as commanding general of …": the posting with its predecessor, and the neighbour's own posting."""
    person = person_at(page, sentence, hit.at, hit.who[0])
    if person is None:
        return
    other, end = person
    link = _AS_ROLE.match(sentence.text, end)
    if link is None:
        return
    role = role_at(reading, link.end(), 4)
    by = hit.frame.rule == "posting.succeeded-by"
    if role is None:
        return
    for who in hit.who:
        if by:
            yield posting_draft(
                page, sentence, reading, role, other, "posting.succeeded", hit.start, (("predecessor", who.name),)
            )
            yield posting_draft(
                page, sentence, reading, role, who, "posting.predecessor", hit.start, (("successor", other.name),)
            )
        else:
            yield posting_draft(
                page, sentence, reading, role, who, "posting.succeeded", hit.start, (("predecessor", other.name),)
            )
            yield posting_draft(
                page, sentence, reading, role, other, "posting.predecessor", hit.start, (("successor", who.name),)
            )


_LED_BY = re.compile(
    r"(?:,?\s|\s\()(?:which\s(?:was|were)\s|then\s|to\sbe\s|now\s|was\s|were\s)*(?:commanded|led|headed|captained|under\s(?:the\s)?(?:overall\s)?(?:command|leadership)\sof|under)(?:\sby)?\s(?:the\s|then[ -]|now[ -])?"
)


def led_by(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    """ "HMS Ganges, commanded by Captain Thomas Fremantle", "Fort George, which was under the command of …": the unit's commander."""
    text = sentence.text
    for unit in reading.units:
        if unit.kind not in ("unit", "ship", "base") or unit.generic:
            continue
        match = _LED_BY.match(text, unit.end)
        if match is None:
            continue
        mention = next(
            (
                m
                for m in page.mentions(sentence)
                if match.end() <= m.start <= match.end() + 8
                and not text[match.end() : m.start]
                .strip()
                .strip("-")
                .replace("then", "")
                .replace("American", "")
                .replace("British", "")
            ),
            None,
        )
        if mention is None or text.startswith(("'s", "’s"), mention.end):
            continue
        yield Draft(
            "posting",
            unit.text,
            sentence.span(unit.start, mention.end),
            "posting.led-by",
            resolve(page, mention),
            id="role:commander",
            qualifiers=(("role", "commander"), ("unit", unit.text)),
            fact=sentence.span(unit.start, mention.end),
        )


_INCLUDED = re.compile(
    r"\b(?:[Oo]ther\s|[Hh]is\s|[Hh]er\s|[Ii]ts\s)?(?P<n>subordinates?|division\scommanders|brigade\scommanders|corps\scommanders|aides|aides-de-camp|staff\sofficers|deputies|successors)(?P<of>\s(?:in|of|on|under|at)\s[^,.;]{2,40}?)?\s(?:included|include|were|was|being)\s(?=[A-Z])"
)
_HIS_RANKED = re.compile(r"\b[Hh]is\s(?:[a-z]+\s){0,1}$")


def included(page: Page, sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    """ "Other subordinates in this unit included Earl Van Dorn, Edmund Kirby Smith and …": each of them; "his lieutenant colonel being
    Robert E. Lee and his majors William J. Hardee and George H. Thomas": each in the rank named."""
    text = sentence.text
    for match in _INCLUDED.finditer(text):
        value = match["n"] + (match["of"] or "")
        for who, end in _people_on(page, sentence, match.end()):
            yield Draft(
                "posting",
                value,
                sentence.span(match.start(), end),
                "posting.included",
                who,
                id="role:subordinate",
                qualifiers=(("role", match["n"]),),
                fact=sentence.span(match.start(), end),
            )
    for rank in reading.ranks:
        plural = text[rank.end : rank.end + 1] == "s"
        link = re.compile(r"\s(?:being\s|was\s|were\s|included\s)?(?=[A-Z])").match(text, rank.end + plural)
        if link is None or not rank.text[0].islower() or not _HIS_RANKED.search(text[: rank.start]):
            continue
        people = _people_on(page, sentence, link.end())
        for who, end in people if plural else people[:1]:
            span = sentence.span(rank.start, end)
            yield Draft("rank", rank.text, span, "rank.subordinate", who, id=rank.id, fact=span, stance="asserted")
            yield Draft(
                "posting",
                rank.text,
                span,
                "posting.subordinate",
                who,
                qualifiers=(("rank", rank.text),),
                fact=span,
                stance="asserted",
            )


def _people_on(page: Page, sentence: Sentence, at: int) -> list[tuple[Who, int]]:
    """The people listed from an offset on."""
    out: list[tuple[Who, int]] = []
    position = at
    for actor in named_in(page, sentence):
        if (
            actor.start >= position
            and actor.who is not None
            and re.fullmatch(r"|,\s(?:and\s)?|,?\sand\s" if out else r"", sentence.text[position : actor.start])
        ):
            out.append((actor.who, actor.end))
            position = actor.end
    return out
