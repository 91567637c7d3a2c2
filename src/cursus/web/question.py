"""Questions that are asked in the search box: "who commanded the 4th Regiment on 1 May 1875"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cursus.text.dates import EdtfError, bounds, read_date

_WHO = re.compile(
    r"\A\W*who\s+(?:was|were|had\s+been)?\s*(?:the\s+)?"
    r"(?:commanded|commanding|led|headed|in\s+command\s+of|in\s+charge\s+of|commander\s+of|commanders\s+of|commander|held)\s+"
    r"(?:the\s+)?(?P<unit>\S.{0,160}?)(?:\s+(?:on|in|at|during|as\s+of)\s+(?P<when>[\w ,./-]{4,30}))?\s*\??\Z",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d\Z")


@dataclass(frozen=True, slots=True)
class Question:
    """Who commanded ``unit``, in its asker's words, on a day (ISO; "" where none was given). ``first`` and ``last`` are the days that
    the words for it may mean, the same for a single day."""

    unit: str
    when: str
    first: str
    last: str


def question(words: str) -> Question | None:
    """The question that words ask; None where they are to be searched for."""
    match = _WHO.match(words)
    if match is None:
        return None
    when = (match["when"] or "").strip()
    days = day_bounds(when) if when else ("", "")
    if days is None:  # "in the Crimea": part of the name
        return Question(f"{match['unit']} {words[match.end('unit') :].strip(' ?')}".strip(), "", "", "")
    return Question(match["unit"].strip(), when, *days)


def day_bounds(when: str) -> tuple[str, str] | None:
    """The first and the last ISO day that words for a date may mean; None where they mean none, or are open."""
    try:
        edtf = when if _ISO.match(when) else None
        if edtf is None:
            read = read_date(when)
            edtf = read.date.edtf if read is not None else None
        low, high = bounds(edtf) if edtf else (None, None)
    except EdtfError:
        return None
    return (low, high) if low is not None and high is not None else None
