"""Service branches from prose: joining, serving in, leaving an army, a navy, an air force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.extract.actors import resolve
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Draft, Who
from cursus.extract.frames import hits, reach
from cursus.extract.mentions import Reading, acting, clause_end, narrative, quote_span, read
from cursus.text.units import UnitMatch

_SERVICE_OF = re.compile(
    r"(?:\s(?:Reserve|Reserves))?\s(?:(?:staff|line|flag|general|infantry|cavalry|artillery|intelligence|medical|naval|senior|career|engineer|reserve)\s)?(?:officers?|general|soldier|colonel|captain|major|lieutenant|admiral|commander|(?:helicopter\s|bomber\s|transport\s|test\s)?pilot|nurse|paratrooper|ranger|infantryman|aviator|sailor|marine|veteran|fighter\spilot|brigadier|sergeant|private|corporal|surgeon|leader|NCO|commodore|marshal|"
    r"lieutenant[ -](?:general|colonel|commander)|major[ -]general|brigadier[ -]general|vice[ -]admiral|rear[ -]admiral|flying\sace|four-star|three-star|two-star|one-star)\b",
    re.IGNORECASE,
)
_OFFICER_IN = re.compile(
    r"\b(?P<a>an?|the)\s(?:[\w’'.-]+\s){0,6}(?P<n>officer|soldier|general|colonel|captain|major|lieutenant|admiral|commander|pilot|[Aa]viator|[Oo]fficer|sailor|private|sergeant|marshal|surgeon|brigadier|chaplain|commodore|leader|corporal)s?(?:\s(?:and|&)\s(?:an?\s)?[\w-]+)?\s(?:in|of|with|for|from)\s(?:the\s|both\sthe\s)?(?=[A-Z])"
)
_OFFICER_BEHIND = re.compile(
    r"\b(?:officer|soldier|general|colonel|captain|major|lieutenant|commander)\s(?:in|of)\s(?:the\s)?$"
)
_IS = re.compile(
    r"\b(?:(?:was|is|were|became|being|remained)\s(?:\w+\s){0,2}|(?:served|serving|worked|career|enlisted|retired)\sas\s)$"
)


def extract(page: Page) -> Iterator[Draft]:
    """Branches, each once for a person, a place in the text and a rule."""
    for sentence in narrative(page):
        reading = read(sentence.text)
        branches = [u for u in reading.units if u.kind in ("branch", "arm")]
        if not branches:
            continue
        done: set[tuple[str, int]] = set()
        for draft in (
            *_verbs(page, sentence, reading, branches),
            *_predicates(page, sentence, reading, branches),
            *_bracketed(page, sentence, branches),
        ):
            key = (draft.who.name, draft.carried.end)
            if key not in done:
                done.add(key)
                yield draft


def _verbs(page: Page, sentence: Sentence, reading: Reading, branches: list[UnitMatch]) -> Iterator[Draft]:
    text = sentence.text
    for hit in hits(page, sentence, "branch"):
        at = reach(reading, hit.at, [u.start for u in branches], 4)
        if at is not None and at >= clause_end(text, hit.verb_end):
            continue
        if at is None:
            at = _within(reading, hit.at, branches)
        if at is None:
            continue
        n = next(i for i, u in enumerate(branches) if u.start == at)
        for k, unit in enumerate(branches[n:]):
            if (
                k
                and re.fullmatch(
                    r",?\s(?:and|,|then)?\s?(?:then\s|later\s|also\s)?(?:in\s|with\s)?(?:the\s)?",
                    text[branches[n + k - 1].end : unit.start],
                )
                is None
            ):
                break
            if unit.generic and (
                (hit.frame.rule == "branch.served" and unit.text.islower())
                or not re.search(r"\b(?:the|regular|active|full-time)\s$|[a-z]\s$", text[: unit.start])
                or re.search(r"\b(?:his|her|their|its|an?|my|own|this|that|whose)\s$", text[: unit.start])
            ):
                break
            if _swallowed(reading, unit, hit.verb_end) or re.search(r"\b(?:an?|another)\s$", text[: unit.start]):
                break
            for who in hit.who:
                yield _draft(page, sentence, unit, who, hit.frame.rule, hit.start)


def _within(reading: Reading, at: int, branches: list[UnitMatch]) -> int | None:
    """ "in three different armies: the Texian Army, the United States Army and …": the first of a list behind a colon."""
    match = re.compile(
        r"(?:[\w]+\s){0,3}(?:armies|services|branches|forces|navies)(?::|,\sthe|\s[–—]|\s-)?\s?(?:the\s)?"
    ).match(reading.text, at)
    if match is None:
        return None
    return next((u.start for u in branches if u.start == match.end()), None)


def _swallowed(reading: Reading, unit: UnitMatch, at: int) -> bool:
    """Whether the branch is the complement of an office behind the verb ("served as Secretary of the Navy")."""
    return any(
        at <= r.start and r.kind in ("office", "command", "staff") and r.of_start <= unit.start < r.of_end
        for r in reading.roles
    ) or any(at <= r.start and r.kind == "office" and r.head_start <= unit.start < r.head_end for r in reading.roles)


def _draft(page: Page, sentence: Sentence, unit: UnitMatch, who: Who, rule: str, start: int) -> Draft:
    low = min(start, unit.start)
    return Draft(
        "branch",
        unit.text,
        quote_span(page, sentence, low, unit.end),
        rule,
        who,
        id=None if unit.generic else unit.id,
        fact=sentence.span(low, unit.end),
        steps=(f"unit: {unit.text} -> {unit.id}",),
    )


def _predicates(page: Page, sentence: Sentence, reading: Reading, branches: list[UnitMatch]) -> Iterator[Draft]:
    """ "was a United States Army officer", "was an officer in the United States Army", "a retired Air Force Brigadier General"."""
    text = sentence.text
    for unit in branches:
        if (unit.generic and unit.text.islower()) or (
            unit.text.lower().endswith(("military", "police", "militia"))
            and not _OFFICER_BEHIND.search(text, 0, unit.start)
        ):
            continue
        if _SERVICE_OF.match(text, unit.end):
            article = re.search(r"\b(?:an?|the)\s(?:[\w’'.,-]+\s){0,5}$", text[: unit.start])
            start = article.start() if article else unit.start
        else:
            officer = next((m for m in _OFFICER_IN.finditer(text) if m.end() == unit.start), None)
            if officer is None:
                continue
            start = officer.start()
        verb = _IS.search(text, 0, start)
        if verb is None or re.search(
            r"\b(?:married|engaged|related|born|close|known|succeeded|replaced)\s(?:\w+\s)?$", text[:start]
        ):
            continue
        who = acting(page, sentence, verb.start())
        if who is None and sentence is page.opening:
            who = page.subject
        if who is not None:
            yield _draft(page, sentence, unit, who, "branch.is-officer", verb.start())


def _bracketed(page: Page, sentence: Sentence, branches: list[UnitMatch]) -> Iterator[Draft]:
    """ "Lt. Col. John H. Hoffman (USMC)"."""
    text = sentence.text
    for unit in branches:
        if text[unit.start - 2 : unit.start] != " (" or text[unit.end : unit.end + 1] != ")":
            continue
        mention = next((m for m in page.mentions(sentence) if m.end == unit.start - 2), None)
        if mention is not None:
            yield Draft(
                "branch",
                unit.text,
                sentence.span(mention.start, unit.end + 1),
                "branch.bracket",
                resolve(page, mention),
                id=unit.id,
                fact=sentence.span(unit.start, unit.end),
            )
