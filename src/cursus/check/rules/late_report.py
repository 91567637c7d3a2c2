"""Something "was reported" at a time, but every source cited for it was published in a later year.

A report of that time would be the better source; the later one may only remember it.

Not reported: sentences with a source of that year, sources without a year, and words that look back ("it was later
reported").

FAIL (text):

    Ada Berg

    In April 2011, Berg was reported as holding the rank of colonel in the northern battery.[1]

    Career

    Berg led the third battery for twenty years and retired from the service in 2012.[1]

    References

    1. Holm, Karl (May 20, 2014). "The colonel". Harbour Times. Retrieved May 22, 2014.

PASS (text):

    Ada Berg

    In April 2014, Berg was reported as holding the rank of colonel in the northern battery.[1]

    Career

    Berg led the third battery for twenty years and retired from the service in 2012.[1]

    References

    1. Holm, Karl (May 20, 2014). "The colonel". Harbour Times. Retrieved May 22, 2014.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, days_of, entry, first
from cursus.check.engine import Problem
from cursus.check.rules.common import short
from cursus.claim import Citation
from cursus.text.dates.words import MONTHS

CODE = "D14"
LEVEL = "notice"
_REPORTED = re.compile(r"\b(?:was|were) (?:widely )?reported\b", re.IGNORECASE)
_LOOKS_BACK = re.compile(r"\b(?:later|since|subsequently|retrospect)", re.IGNORECASE)
_MONTHS = "|".join(MONTHS)
_WHEN = re.compile(
    rf"\b(?:In|By|On|in|on) (?:\d{{1,2}} )?(?:{_MONTHS})(?: \d{{1,2}},)? (?P<year>(?:19|20)\d{{2}})(?!\d)"
)


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    for covered in context.covered_with("reported"):
        sentence = covered.sentence
        words = document.text[sentence.start : sentence.end]
        if covered.state != "cited" or not _REPORTED.search(words) or _LOOKS_BACK.search(words):
            continue
        dates = list(_WHEN.finditer(words))
        if len(dates) != 1:
            continue
        citations = [document.citations[m.citation] for m in covered.marks if m.citation >= 0]
        years = [_year(c) for c in citations]
        if years and all(y and y > dates[0]["year"] for y in years):
            place = document.source_span(sentence.start + dates[0].start(), sentence.start + dates[0].end())
            sources = ", ".join(sorted({y for y in years if y}))
            yield Problem(
                f"reported in {dates[0]['year']}, but its sources are of {sources}: {short(words)}",
                (place, *map(entry, citations)),
            )


def _year(citation: Citation) -> str | None:
    days = days_of(first(citation.fields, "issued")) if len(citation.works) < 2 else None
    return days.first[:4] if days is not None else None
