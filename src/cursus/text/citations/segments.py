"""Where one part of a reference ends and the next begins."""

from __future__ import annotations

import re

from cursus.text.citations.draft import GONE, Draft

_ABBREVIATION = re.compile(
    r"(?:^|[\s(.\x00])(?:[^\W\d_]|Inc|Co|Corp|Ltd|St|Dr|Mr|Mrs|Ms|Jr|Sr|vol|no|ed|eds|Maj|Gen|Lt|Col|Capt|Sgt|Adm|"
    r"Brig|Rev|Gov|Sen|Rep|Prof|Ph|Mt|Ft|approx|trans|Univ|Dept|Bros|cf|vs|U\.S|U\.K|D\.C|г)$"
)
_END = re.compile(r"\.\s+(?:[—–]\s)?|\s//\s*|\s[–—-]\s(?=via\s)|[?!]\s+(?=[^\W\d_a-z])|\.?\s*\x00+[\s.,;:)\]]*|\.$")


def is_abbreviation(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to an abbreviation or initial."""
    return _ABBREVIATION.search(text, start, stop) is not None


def segment(draft: Draft, position: int) -> tuple[int, int]:
    """The next words up to a full stop that ends a segment, to words already read, or to the end."""
    text = draft.rest
    while position < len(text) and text[position] in " .,;:/—–" + GONE:
        position += 1
    end = position
    while True:
        match = _END.search(text, end)
        if match is None:
            return draft.trimmed(position, len(text))
        stop = match.start()
        if text[stop] == "." and is_abbreviation(text, position, stop) and stop + 1 < len(text):
            end = match.end()
            continue
        if text[stop] in "?!":
            return position, stop + 1
        return draft.trimmed(position, stop) if text[stop - 1] not in "?!" else (position, stop)
