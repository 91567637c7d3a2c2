"""Occupations: what a lead says somebody was, what an apposition adds, what somebody became."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cursus.extract.actors import resolve, verb_agent
from cursus.extract.context import Page, Sentence
from cursus.extract.draft import AUTO, Draft, Who
from cursus.extract.people import UPPER, Mention
from cursus.extract.personal import is_a
from cursus.tables import rows
from cursus.text.tokens import first_pieces, words_of

_LEAD_ONLY = frozenset(
    (
        "officer",
        "soldier",
        "general",
        "admiral",
        "commander",
        "marshal",
        "field marshal",
        "minister",
        "governor",
        "bishop",
        "judge",
        "scout",
        "coach",
        "peer",
        "ace",
        "partisan",
        "academic",
        "doctor",
    )
)
"""Nouns that elsewhere name a rank, a post, or something else."""
_NOT_AFTER = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z]|-|\s(?:General|Corps|Academy|Training|Cadet|Candidate|who)")


def _either(kind: str) -> str:
    words = sorted((row[1] for row in rows("occupations") if row[0] == kind), key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, words))


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<o>(?:(?:{_either('before')})\s){{0,2}}(?:{_either('noun')}))(?![\w-])")


@cache
def _became() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:was|is|became|become|becoming|worked\sas|working\sas|employed\sas)\s(?:also\s|later\s|then\s)?(?:an?)\s(?:[a-z-]+\s){{0,3}}?"
        rf"(?P<o>(?:(?:{_either('before')})\s){{0,2}}(?:{_either('noun')}))(?![\w-])"
    )


@cache
def _before_name() -> re.Pattern[str]:
    one = rf"(?:(?:{_either('before')})\s){{0,2}}(?:{_either('noun')})"
    return re.compile(rf"(?<![\w-])(?P<o>{one})(?:\sand\s(?:[a-z]+\s)?(?P<o2>{one}))?\s(?={UPPER})")


@cache
def _behind_name() -> re.Pattern[str]:
    one = rf"(?:(?:{_either('before')})\s){{0,2}}(?:{_either('noun')})"
    return re.compile(
        rf"(?:\s\([^()]{{2,60}}\))?\s?[,—–]\s?(?:(?:an?|the|his|her)\s)?(?:[a-z-]+\s){{0,3}}?(?P<o>{one})(?:\sand\s(?:[a-z]+\s)?(?P<o2>{one}))?(?![\w-])"
    )


@cache
def _trades() -> frozenset[str]:
    return first_pieces(
        word for row in rows("occupations") for word in (row[1], row[1].split(" ")[-1]) if row[0] in ("noun", "before")
    )


def extract(page: Page) -> Iterator[Draft]:
    for index, sentence in enumerate(page.sentences):
        if sentence.origin in ("caption", "table") or words_of(sentence.text).isdisjoint(_trades()):
            continue
        if index < 4 or sentence.section == 0:
            yield from _lead(page, sentence)
        if sentence is not page.opening:
            yield from _told(page, sentence)
        for mention in page.mentions(sentence):
            yield from _beside(page, sentence, mention)


_KIN_BETWEEN = re.compile(
    r"\b(?:brother|sister|son|daughter|father|mother|wife|husband|widow|cousin|friend|of|by|with|and)\s"
)


def _draft(sentence: Sentence, who: Who, word: str, start: int, end: int, at: int, rule: str, dated: bool) -> Draft:
    return Draft(
        "occupation",
        word,
        sentence.span(start, end),
        rule,
        who,
        fact=sentence.span(at, at + len(word)),
        date=AUTO if dated else None,
    )


def _lead(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """Everything that the lead's "was a … and …" lists."""
    match = is_a(page, sentence)
    if match is None:
        return
    base, end = match.start("np"), match.end("np")
    more = re.match(
        r"(?:,\s[a-z][\w\s-]{2,40}){1,5}?,?\sand\s[a-z][\w -]{2,40}?(?=\s(?:who|in|of|from|for|best|known|during)\b|[.,;(]|$)",
        sentence.text[end:],
    )
    phrase = sentence.text[base : end + (more.end() if more else 0)]
    for noun in _noun().finditer(phrase):
        if _NOT_AFTER.match(phrase, noun.end()) or re.search(
            r"\b(?:director|attorney|secretary|inspector|major|brigadier)[ -]$", phrase[: noun.start()]
        ):
            continue
        yield _draft(
            sentence,
            page.subject,
            noun["o"],
            match.start(),
            base + noun.end(),
            base + noun.start(),
            "occupation.lead",
            False,
        )


def _told(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "became a local teacher", "was a businessman"."""
    for match in _became().finditer(sentence.text):
        word = match["o"]
        if word in _LEAD_ONLY or _NOT_AFTER.match(sentence.text, match.end()):
            continue
        who = verb_agent(page, sentence, match.start())
        if who is not None:
            yield _draft(
                sentence,
                who,
                word,
                match.start(),
                match.end(),
                match.start(),
                "occupation.became",
                "became" in match.group(),
            )


def _beside(page: Page, sentence: Sentence, mention: Mention) -> Iterator[Draft]:
    """ "military historian and author Thomas Taylor", "Francisco del Valle, a surgeon", "the outlaw Pancho Villa"."""
    text = sentence.text
    found = [
        m for m in _before_name().finditer(text, max(mention.start - 60, 0), mention.end) if m.end() == mention.start
    ]
    behind = _behind_name().match(text, mention.end)
    who: Who | None = None
    for match, rule in ((found[-1] if found else None, "occupation.before-name"), (behind, "occupation.behind-name")):
        if match is None or len(mention.name.split()) < 2:
            continue
        # "John Ryle, the brother of the philosopher Gilbert Ryle": the noun is the next name's.
        if match is behind and (_KIN_BETWEEN.search(match.group()) or re.match(rf"\s{UPPER}", text[match.end() :])):
            continue
        who = who or resolve(page, mention)
        if who.subject:
            return
        for group in ("o", "o2"):
            word = match[group]
            if not word or word in _LEAD_ONLY:
                continue
            start, end = min(match.start("o"), mention.start), max(match.end(), mention.end)
            yield _draft(sentence, who, word, start, end, match.start(group), rule, False)
