"""Which script a string is written in, as an ISO 15924 code."""

from __future__ import annotations

import re
from functools import cache

# Code point ranges of Unicode's Scripts.txt, joined where only punctuation lies between them.
_RANGES = (
    (
        "Latn",
        "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff\uff21-\uff5a",
    ),
    ("Grek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("Cyrl", "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"),
    ("Armn", "\u0531-\u058f"),
    ("Hebr", "\u0591-\u05f4\ufb1d-\ufb4f"),
    ("Arab", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"),
    ("Syrc", "\u0700-\u074f"),
    ("Thaa", "\u0780-\u07bf"),
    ("Deva", "\u0900-\u097f"),
    ("Beng", "\u0980-\u09ff"),
    ("Guru", "\u0a00-\u0a7f"),
    ("Gujr", "\u0a80-\u0aff"),
    ("Taml", "\u0b80-\u0bff"),
    ("Telu", "\u0c00-\u0c7f"),
    ("Knda", "\u0c80-\u0cff"),
    ("Mlym", "\u0d00-\u0d7f"),
    ("Sinh", "\u0d80-\u0dff"),
    ("Thai", "\u0e00-\u0e7f"),
    ("Laoo", "\u0e80-\u0eff"),
    ("Tibt", "\u0f00-\u0fff"),
    ("Mymr", "\u1000-\u109f"),
    ("Geor", "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f"),
    ("Hang", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"),
    ("Ethi", "\u1200-\u139f"),
    ("Khmr", "\u1780-\u17ff"),
    ("Hira", "\u3041-\u309f"),
    ("Kana", "\u30a0-\u30ff\u31f0-\u31ff"),
    ("Hani", "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"),
)


NAMES = {
    "Latn": "Latin", "Arab": "Arabic script", "Cyrl": "Cyrillic", "Grek": "Greek", "Hebr": "Hebrew", "Armn": "Armenian",
    "Hani": "Chinese characters", "Jpan": "Japanese", "Kana": "Katakana", "Hira": "Hiragana", "Hang": "Korean",
    "Deva": "Devanagari", "Thai": "Thai", "Geor": "Georgian", "Ethi": "Ethiopic", "Beng": "Bengali", "Taml": "Tamil",
    "Syrc": "Syriac", "Thaa": "Thaana", "Zyyy": "Other signs",
}  # fmt: skip
"""Scripts as English calls what is written in them."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{code}>[{ranges}]+)" for code, ranges in _RANGES))


def script_of(text: str) -> str:
    """The script of most of the letters; ``Jpan`` for kana with kanji, ``Zyyy`` where there is no letter."""
    counts: dict[str, int] = {}
    for match in _pattern().finditer(text):
        code = match.lastgroup or ""
        counts[code] = counts.get(code, 0) + match.end() - match.start()
    if not counts:
        return "Zyyy"
    if "Hira" in counts or "Kana" in counts:
        return (
            "Jpan"
            if "Hani" in counts or ("Hira" in counts and "Kana" in counts)
            else max(counts, key=lambda c: counts[c])
        )
    return max(counts, key=lambda c: counts[c])
