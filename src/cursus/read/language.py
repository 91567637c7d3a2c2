"""In which language an article is written: by its script, and among languages of one script by their commonest
words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from cursus.tables import rows
from cursus.text.scripts import script_of

_WORD = re.compile(r"[^\W\d_]+")
# Markup whose words are not the article's: tags, the innermost templates, link targets.
_MARKUP = re.compile(
    r"<[^<>]{0,1000}>|\{\{[^{}]{0,2000}\}\}|\[\[[^\[\]|]{0,200}\||https?:\S{1,300}|&\w{1,10};|^[ *]*\|[^=\n]{1,40}=",
    re.MULTILINE,
)
# What a text in a script of many languages is taken for when too few of its words say more.
_LIKELIEST = {"Cyrl": "ru", "Arab": "ar"}
_WINDOW = 20_000
_SHARE = 60  # what a common word weighs, to be divided among the languages that have it
# Scripts that one language writes, as far as biographies go.
_ONE_LANGUAGE = {
    "Grek": "el",
    "Armn": "hy",
    "Hebr": "he",
    "Deva": "hi",
    "Beng": "bn",
    "Guru": "pa",
    "Gujr": "gu",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Sinh": "si",
    "Thai": "th",
    "Laoo": "lo",
    "Mymr": "my",
    "Geor": "ka",
    "Hang": "ko",
    "Ethi": "am",
    "Khmr": "km",
    "Hira": "ja",
    "Kana": "ja",
    "Jpan": "ja",
    "Hani": "zh",
}


def language_of(text: str, default: str = "en") -> str:
    """The ISO 639-1 code of the language of most of the words; ``default`` where too few of them say."""
    text = _MARKUP.sub(" ", text[: 4 * _WINDOW])[:_WINDOW]
    script = script_of(text)
    if script in _ONE_LANGUAGE:
        return "mr" if script == "Deva" and "\u0906\u0939\u0947" in text else _ONE_LANGUAGE[script]
    counts: Counter[str] = Counter()
    words = _WORD.findall(text.casefold())
    for word in words:
        langs = _languages().get(word, ())
        for lang in langs:
            counts[lang] += _SHARE // len(langs)
    default = _LIKELIEST.get(script, default)
    if not counts:
        return default
    best, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return best if most >= 2 * _SHARE and most * 30 >= len(words) * _SHARE else default


def language_of_page(text: str, declared: str | None) -> str:
    """The language of a page of a wiki that is ``declared`` to be in one (an ISO 639 code), as far as it says so.

    The words decide among the languages whose words are known: not every export is labelled right. The label decides
    for any other.
    """
    if declared is None:
        return language_of(text)
    known = {lang for langs in _languages().values() for lang in langs}
    found = language_of(text, default=declared)
    return found if declared in known or script_of(text[:_WINDOW]) in _ONE_LANGUAGE else declared


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Common word → the languages that use it."""
    out: dict[str, tuple[str, ...]] = {}
    for lang, words in rows("language_words"):
        for word in words.split():
            out[word] = (*out.get(word, ()), lang)
    return out
