"""Relative phrases in other languages than English, from ``date_phrases.tsv``: "im folgenden Jahr", "trois ans plus tard", "через год".

One pattern for each language jumps from phrase to phrase; what a phrase means is looked up by its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from cursus.tables import rows
from cursus.text.dates.phrase import Phrase
from cursus.text.dates.trie import trie

_COUNT = "{n}"
#: What shows that a season has a year of its own: a number a few words behind it.
_YEAR_FOLLOWS = re.compile(r"[^.,;:!?()\d]{0,24}\d")
#: Characters read as another one, of one length each.
_SAME = (("\n", " "), ("(", " "), ("«", " "), ("„", " "), ("\xa0", " "), ("’", "'"), ("ʼ", "'"))
_UNSURE_REACH = 24


@dataclass(frozen=True, slots=True)
class _Book:
    """``pattern`` finds phrases behind a blank, ``fixed`` holds those without a count by folded words, ``counted`` the patterns of the
    others; ``barred`` are the words that must not follow a form, ``unsure`` what before a count leaves it open."""

    pattern: re.Pattern[str]
    fixed: dict[str, Phrase]
    counted: tuple[tuple[re.Pattern[str], str, Phrase], ...]
    barred: dict[str, frozenset[str]]
    numbers: dict[str, int]
    unsure: tuple[str, ...]


def languages() -> frozenset[str]:
    """The languages that have phrases here."""
    return frozenset(row[0] for row in rows("date_phrases"))


def find_said(text: str, lang: str) -> Iterator[tuple[int, int, Phrase]]:
    """All relative phrases of a text in a language of the table, in order; none in any other language."""
    book = _book(lang)
    if book is None:
        return
    plain = f" {text}"
    for character, other in _SAME:
        plain = plain.replace(character, other)
    end = 0
    for found in book.pattern.finditer(plain):
        # The blank in front makes places in the plain text those of the text plus one: the blank's own place is the phrase's.
        start, stop = found.start(), found.end() - 1
        meant = _meaning(lang, found.group().lstrip().casefold()) if start >= end else None
        if meant is None:
            continue
        form, phrase = meant
        if _fits(book, plain, start, stop, form, phrase):
            yield start, stop, phrase
            end = stop


def _fits(book: _Book, plain: str, start: int, stop: int, form: str, phrase: Phrase) -> bool:
    barred = book.barred.get(form)
    if barred is not None:
        word = re.match(r"\s([^\W\d_]+)", plain[stop + 1 : stop + 24])
        if word is not None and word[1].casefold() in barred:
            return False
    if _COUNT in form and phrase.kind != "age":
        before = plain[max(start - _UNSURE_REACH, 0) : start + 1].casefold()
        if before.rstrip().endswith(book.unsure) and before[-1:] == " ":
            return False
    return phrase.kind != "season" or phrase.count != 2 or _YEAR_FOLLOWS.match(plain, stop + 1) is None


@lru_cache(maxsize=4096)
def _meaning(lang: str, words: str) -> tuple[str, Phrase] | None:
    """The form of the table that words have, and what it means."""
    book = _book(lang)
    if book is None:
        return None
    words = " ".join(words.split())
    phrase = book.fixed.get(words)
    if phrase is not None:
        return words, phrase
    for pattern, form, meant in book.counted:
        match = pattern.fullmatch(words)
        if match is not None:
            count = int(match[1]) if match[1].isdigit() else book.numbers[match[1]]
            return form, Phrase(meant.kind, meant.unit, meant.count * count, code=meant.code)
    return None


@cache
def _book(lang: str) -> _Book | None:
    own = [row[1:] for row in rows("date_phrases") if row[0] == lang]
    if not own:
        return None
    numbers = {form: int(row[2]) for row in own if row[0] == "number" for form in row[3].split("|")}
    unsure = tuple(f" {form}" for row in own if row[0] == "unsure" for form in row[3].split("|"))
    number = rf"(?:{trie([list(word) for word in numbers])}|[0-9]{{1,3}})"
    fixed: dict[str, Phrase] = {}
    counted: list[tuple[re.Pattern[str], str, Phrase]] = []
    barred: dict[str, frozenset[str]] = {}
    forms: list[str] = []
    for kind, unit, count, listed, *stops in own:
        if kind in ("number", "unsure"):
            continue
        season = kind == "season"
        amount = {"": 0, "n": 1, "-n": -1}[count] if count in ("", "n", "-n") else int(count)
        phrase = Phrase(kind, "season" if season else unit, amount, code=int(unit) if season else 0)
        for form in listed.split("|"):
            folded = form.casefold()
            forms.append(form)
            if stops:
                barred[folded] = frozenset(stops[0].split("|"))
            if _COUNT in form:
                counted.append((re.compile(re.escape(folded).replace(r"\{n\}", f"({number})")), folded, phrase))
            else:
                fixed[folded] = phrase
    numbers_said = f"(?:{trie([list(w) for w in _capitalised(numbers)])}|[0-9]{{1,3}})"
    spelled = [re.findall(r"\{n\}| |[^ {]", form) for form in _capitalised(forms)]
    initials = {form[0] for form in spelled if form[0] != _COUNT} | {word[0] for word in _capitalised(numbers)}
    opening = "".join(map(re.escape, sorted(initials)))
    phrases = trie(spelled, {" ": " +", _COUNT: numbers_said})
    pattern = re.compile(f" (?=[0-9{opening}])(?:{phrases})(?!\\w)")
    return _Book(pattern, fixed, tuple(counted), barred, numbers, unsure)


def _capitalised(forms: Iterable[str]) -> list[str]:
    """Forms as they stand inside a sentence and as they begin one."""
    return list(dict.fromkeys(g for f in forms for g in (f, f[:1].upper() + f[1:])))
