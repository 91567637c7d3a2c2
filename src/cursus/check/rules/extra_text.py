"""A citation template is given words that it writes itself: "pp." before pages, "vol." before a volume, "ed." behind an edition.

They come out doubled: "pp. pp. 3–5".

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |date=1891 |pages=pp. 3–5}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |date=1891 |edition=2nd ed.}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |date=1891 |pages=3–5 |edition=2nd |volume=II}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.claim import Fix

CODE = "F9"
LEVEL = "error"
_BEFORE = {
    "page": re.compile(r"(?:pp?\b\.?|pages?\b|pgs?\b\.?)\s*(?=[\divxlc])", re.IGNORECASE),
    "pages": re.compile(r"(?:pp?\b\.?|pages?\b|pgs?\b\.?)\s*(?=[\divxlc])", re.IGNORECASE),
    "volume": re.compile(r"(?:vols?\b\.?|volumes?\b)\s*(?=[\divxlc])", re.IGNORECASE),
    "issue": re.compile(r"(?:no\b\.?|nos\b\.?|issue\b|number\b)\s*(?=\d)", re.IGNORECASE),
}
_BEHIND = re.compile(r"\s*\b(?:ed\.?|edn\.?|edition)\s*\Z", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    for key in (*_BEFORE, "edition"):
        for cite, parameter in context.parameters((key,)):
            place = None
            if key in _BEFORE and (match := _BEFORE[key].match(parameter.value)):
                place = (parameter.start, parameter.start + match.end())
            elif key == "edition" and (match := _BEHIND.search(parameter.value)) and match.start():
                place = (parameter.start + match.start(), parameter.end)
            if place:
                words = context.document.source[slice(*place)].strip()
                yield Problem(
                    f"the template writes “{words}” itself", (place,), cite.label,
                    suggestion=f"leave “{words}” out", fix=Fix(*place, ""),
                )  # fmt: skip
