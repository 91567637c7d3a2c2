"""The words around dates, by language: months, modifiers, prepositions, seasons, and what makes a number no year.

A lexicon is built once for each language and reading: ``prose`` knows the language's own words (and English month names), ``field``
knows those of every language that does not contradict them, because the fields of a wiki keep foreign dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from cursus.tables import rows

#: What a word does: its role and value in ``date_words.tsv``.
Sense = tuple[str, str]

#: The sense of "perhaps".
DOUBT: Sense = ("mod", "uncertain")
_AFTER_ROLES = ("tail", "present")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``before`` maps a phrase to its sense and ``widest`` the last word of phrases to their greatest number of words; ``after`` does
    so for phrases behind a date by first word; ``quiet`` are the words behind a date that may change it, ``pairs`` the last two words of
    phrases before it; ``links`` and ``months`` map words to meanings, ``joining`` are the first words of links, ``binding`` those of
    links that make one date of two with their years, ``plain`` the single prepositions that change nothing, ``parts`` the single words for a part of a date,
    ``doubts`` those that leave it unsure, ``unled`` the verbs of a language whose years need no preposition, behind which a noun counts nothing."""

    lang: str
    months: dict[str, int]
    before: dict[str, Sense]
    widest: dict[str, int]
    after: dict[str, tuple[tuple[str, Sense], ...]]
    links: dict[str, str]
    units: re.Pattern[str]
    quiet: frozenset[str]
    pairs: frozenset[str]
    joining: frozenset[str]
    binding: frozenset[str]
    plain: frozenset[str]
    parts: frozenset[str]
    doubts: frozenset[str]
    unled: frozenset[str]
    forms: tuple[str, ...] = field(default=())


def _known(lang: str) -> str:
    return lang.partition("-")[0].casefold() or "en"


@cache
def _words() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    return tuple((lang, role, value, tuple(forms.split("|"))) for lang, role, value, forms in rows("date_words"))


def months() -> dict[str, int]:
    """Numbers of the month names and abbreviations of all languages, by case-folded form, English first."""
    return field_lexicon("en").months


@cache
def prose_lexicon(lang: str) -> Lexicon:
    """The lexicon of running text; an unknown language has English words beside its own months."""
    code = _known(lang)
    spoken = {row[0] for row in _words()}
    return _build(code, (code,) if code in spoken else ("en",), (code, "en"))


@cache
def field_lexicon(lang: str) -> Lexicon:
    """The lexicon of fields: the language, then English, then all others as far as they agree among themselves."""
    code = _known(lang)
    order = list(dict.fromkeys([code, "en", *(row[0] for row in _words())]))
    months = list(dict.fromkeys([code, "en", *(row[0] for row in rows("months"))]))
    return _build(code, tuple(order), tuple(months))


def _build(code: str, langs: tuple[str, ...], month_langs: tuple[str, ...]) -> Lexicon:
    before: dict[str, Sense] = {}
    after: dict[str, list[tuple[str, Sense]]] = {}
    links: dict[str, str] = {}
    units: list[str] = []
    unled: list[str] = []
    for lang in langs:
        own: dict[str, Sense] = {}
        for row_lang, role, value, forms in _words():
            if row_lang != lang:
                continue
            for form in forms:
                if role == "link":
                    links.setdefault(form, value)
                elif role == "unit":
                    units.append(form)
                elif role == "unled":
                    if lang == langs[0]:
                        unled.append(form)
                elif role in _AFTER_ROLES:
                    after.setdefault(form.split()[0], []).append((form, (role, value)))
                else:
                    own.setdefault(form, (role, value))
        for form, sense in own.items():
            before.setdefault(form, sense)
    widest: dict[str, int] = {}
    for form in before:
        words = form.split()
        widest[words[-1]] = max(widest.get(words[-1], 0), len(words))
    months, forms = _months(month_langs)
    return Lexicon(
        code, months, before, widest,
        {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in after.items()},
        links,
        _units(units),
        frozenset({unit.split()[0] for unit in units} | set(after) | {w.split()[0] for w, v in links.items() if v == "to"}),
        frozenset(" ".join(form.split()[-2:]) for form in before if " " in form),
        frozenset(link.split()[0] for link in links),
        frozenset(link.split()[0] for link, value in links.items() if value != "and"),
        frozenset(form for form, sense in before.items() if sense == ("at", "in") and " " not in form),
        frozenset(form for form, sense in before.items() if sense[0] == "part" and " " not in form and form.isalpha()),
        frozenset(form for form, sense in before.items() if sense == DOUBT and " " not in form),
        frozenset(unled),
        forms,
    )  # fmt: skip


def _units(words: list[str]) -> re.Pattern[str]:
    """What behind a number makes it a quantity."""
    longest_first = sorted(set(words), key=lambda u: (-len(u), u))
    nouns = "|".join(map(re.escape, longest_first)) or "(?!)"
    return re.compile(rf"\s?(?:(?:{nouns})(?!\w)|[%°€])", re.IGNORECASE)


def _months(langs: tuple[str, ...]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Numbers by folded form. The first two languages win; among the others a form with two meanings has none."""
    sure: dict[str, int] = {}
    others: dict[str, set[int]] = {}
    spelled: list[str] = []
    for lang, number, forms in rows("months"):
        if lang not in langs:
            continue
        for form in forms.split("|"):
            folded = form.casefold()
            if lang in langs[:2]:
                spelled.append(form)
            if lang == langs[0]:
                sure[folded] = int(number)
            elif lang in langs[:2]:
                sure.setdefault(folded, int(number))
            elif len(form) > 2:
                others.setdefault(folded, set()).add(int(number))
    for folded, numbers in others.items():
        if len(numbers) == 1:
            sure.setdefault(folded, *numbers)
    return sure, tuple(sorted(set(spelled), key=lambda f: (-len(f), f)))
