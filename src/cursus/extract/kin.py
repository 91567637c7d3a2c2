"""Words for relatives, and the relatives of the subject that the article names."""

from __future__ import annotations

import re
from functools import cache

from cursus.extract.context import Page, Sentence
from cursus.extract.draft import Who
from cursus.tables import rows
from cursus.text.countries import demonyms
from cursus.text.names import read_name
from cursus.text.tokens import first_pieces, words_of

INVERSE = {"parent": "child", "child": "parent", "sibling": "sibling", "spouse": "spouse", "other": "other"}

# "his beloved second wife", "her six-year-old son"
ADJECTIVES = (
    r"(?:(?:own|late|elder|older|younger|eldest|oldest|youngest|first|second|third|fourth|fifth|only|future|maternal|"
    r"paternal|twin|former|beloved|dying|new|then|surviving|eminent|famous|estranged|infant|adopted|illegitimate|"
    r"surviving|"
    r"[A-Z][a-z]+(?:an|ish|ese|ench)|\w+-year-old|two|three|four|five|six)\s){0,3}"
)


@cache
def kinds() -> dict[str, str]:
    """Kin word → what that relative is: spouse, child, parent, sibling, other."""
    return {word: kind for word, kind, _ in rows("kin")}


@cache
def plurals() -> frozenset[str]:
    return frozenset(word for word, _, number in rows("kin") if number == "many")


@cache
def kin_starts() -> frozenset[str]:
    """The words one of which every kin word begins with: a cheap test before a sentence is read."""
    return first_pieces(word for word, _, _ in rows("kin"))


@cache
def words() -> str:
    """All kin words as an alternation, the longest first."""
    return "|".join(sorted((re.escape(row[0]) for row in rows("kin")), key=lambda w: (-len(w), w)))


@cache
def possessed() -> re.Pattern[str]:
    """ "his father", "John's elder brothers": ``pron`` or ``poss``, and ``kin``."""
    return re.compile(
        rf"\b(?:(?P<pron>[Hh]is|[Hh]er)|(?P<poss>(?:[Tt]he\s)?[A-Z][\w’.-]*(?:\s(?:(?:de|del|von|van|al|bin|ibn)\s)?"
        rf"[A-Z][\w’.-]*){{0,4}}?)(?:['’]s|(?<=s)['’]))\s{ADJECTIVES}(?P<kin>{words()})(?![\w-])"
    )


@cache
def _names_kin() -> re.Pattern[str]:
    return re.compile(r"(?:\s+and\s+(?:\w+\s)?\w+)?(?:,\s+|\s+(?:was|is)\s+(?:named\s+|called\s+)?|\s+)(?=[A-Z\"])")


def is_owner(page: Page, match: re.Match[str]) -> bool:
    """Whether "his" or "John's" before a kin word speaks of the subject."""
    if match["pron"]:
        return (match["pron"].lower() == "her") == page.female
    name = match["poss"].removeprefix("The ").removeprefix("the ")
    return page.is_subject(name) or name in page.subject_name.full.split()


def kin_of(page: Page) -> dict[str, Who]:
    """The subject's relatives by the word for them: "father" → the person, where the article names just one."""
    if page.kin_memo is None:
        page.kin_memo = _named_kin(page)
    return page.kin_memo


_ONE_NAME = re.compile(
    r"(?:,\s|\s(?:named\s|called\s)?)(?P<n>[A-Z][^\W\d_][\w’-]+)(?=[,.;]|\s(?:who|and|had|died|served|worked|came|moved)\b|$)"
)


def one_named_kin(page: Page) -> dict[str, Who]:
    """Relatives of the subject who are known by one name only: "her father, Bernard, a lawyer, …"."""
    if page.single_kin_memo is None:
        page.single_kin_memo = {}
        for sentence in page.sentences:
            if words_of(sentence.text).isdisjoint(kin_starts()):
                continue
            for match in possessed().finditer(sentence.text):
                named = _ONE_NAME.match(sentence.text, match.end())
                if (
                    named is not None
                    and is_owner(page, match)
                    and named["n"] not in page.subject_forms
                    and named["n"].casefold() not in demonyms()
                ):
                    page.single_kin_memo.setdefault(named["n"], Who(named["n"]))
    return page.single_kin_memo


def _named_kin(page: Page) -> dict[str, Who]:
    """The subject's father, mother, wife … by name, where the article gives each but one: "his father, Colonel Abbas
    Ali"."""
    found: dict[str, dict[str, Who]] = {}
    for sentence in page.sentences:
        if words_of(sentence.text).isdisjoint(kin_starts()):
            continue
        for match in possessed().finditer(sentence.text):
            kin = match["kin"].lower()
            if kin in plurals() or not is_owner(page, match):
                continue
            link = _names_kin().match(sentence.text, match.end())
            name = link and _name_at(page, sentence, link.end())
            if name:
                who = page.known(name)
                found.setdefault(kin, {}).setdefault(name, Who(name) if who is None or who.subject else who)
    return {kin: next(iter(people.values())) for kin, people in found.items() if len(people) == 1}


def _name_at(page: Page, sentence: Sentence, at: int) -> str | None:
    mention = next((m for m in page.mentions(sentence) if m.start <= at <= m.name_start), None)
    return read_name(mention.name).full if mention is not None and len(mention.name.split()) > 1 else None
