"""Names as the search compares them: no accents, no vowel marks, one form of each letter, no punctuation.

Folding is for finding only; nothing folded is ever shown. It is applied to the stored names and to the query alike, so
that a rule which is wrong for a language costs a wrong neighbour in a list and never a missed person.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({
    # Latin letters that Unicode does not decompose
    "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ø": "o", "Ø": "o", "ı": "i", "ħ": "h", "Ħ": "h",
    "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ə": "a", "Ə": "a",
    # Arabic and Persian letters that are written one for the other
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ـ": "",
    # apostrophes and the signs for ayn and hamza join what they stand between
    "'": "", "’": "", "‘": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "`": "", "´": "", "ʹ": "", "ʺ": "", "ء": "",
})  # fmt: skip
_CJK = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af])")
_JOINED = str.maketrans("", "", "'`")
_WORD = re.compile(r"\w+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The searchable form of a name: its words in lower case without marks, joined by one space.

    >>> fold("Tōgō Heihachirō"), fold("O'Higgins"), fold("خَلِيفَة")
    ('togo heihachiro', 'ohiggins', 'خليفه')
    >>> fold("東郷")
    '東 郷'
    """
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text.translate(_JOINED).lower()))
    text = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    text = _unmarked(text)
    text = unicodedata.normalize("NFC", text).translate(_LETTERS).casefold().replace("_", " ")
    return " ".join(_WORD.findall(_CJK.sub(r" \1 ", text) if _CJK.search(text) else text))


def _unmarked(text: str) -> str:
    """The text taken apart, without what stands above or below its letters."""
    return "".join([c for c in unicodedata.normalize("NFKD", text) if c < "\u0300" or not unicodedata.combining(c)])


def plain(text: str) -> str:
    """The text in lower case without accents, for the words of quotes; its length may differ."""
    return _unmarked(text.casefold())


def quote_words(text: str) -> list[str]:
    """The words of a quote, or of a search in quotes.

    >>> quote_words("Zum „Général“ 1861/62")
    ['zum', 'general', '1861', '62']
    """
    return _LETTERS_AND_DIGITS.findall(plain(text))
