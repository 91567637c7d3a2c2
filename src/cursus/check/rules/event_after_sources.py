"""An event is dated after every source cited for it had been published and read.

The footnote cannot support the words, or a date is wrong.

Not reported: facts without a footnote of their own, sources without a full date, planned events, and events of the
same month.

FAIL (text):

    Ada Berg

    Career

    Berg led the third battery for twenty years and retired from the service on 9 June 2014.[1]

    References

    1. Holm, Karl (May 20, 2011). "The colonel". Harbour Times. Retrieved May 22, 2011.

PASS (text):

    Ada Berg

    Career

    Berg led the third battery for twenty years and retired from the service on 9 June 2010.[1]

    References

    1. Holm, Karl (May 20, 2011). "The colonel". Harbour Times. Retrieved May 22, 2011.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, days_of, entry, first
from cursus.check.days import shift
from cursus.check.engine import Problem
from cursus.check.rules.mixed_date_formats import is_month
from cursus.claim import Citation, Field
from cursus.text.citations.dates import edtf

CODE = "D13"
LEVEL = "warning"
_FUTURE = re.compile(
    r"\b(?:will|would|until|scheduled|expected|planned|set to|due to|to be|upcoming|by)\b", re.IGNORECASE
)
_SLACK = 31


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    for paragraph in context.all_paragraphs:
        for covered in paragraph.sentences:
            if covered.state != "cited":
                continue
            sentence = covered.sentence
            days = [d for d in context.text_days_within(sentence.start, sentence.end) if is_month(d.month)]
            if not days or _FUTURE.search(document.text[sentence.start : sentence.end]):
                continue
            newest = _newest(document.citations[m.citation] for m in covered.marks)
            if newest is None:
                continue
            for found in days:
                said = document.text[found.start : found.end]
                day = edtf(said)
                if day and len(day) == 10 and day > shift(newest, _SLACK):
                    place = document.source_span(found.start, found.end)
                    sources = (entry(document.citations[m.citation]) for m in covered.marks)
                    yield Problem(
                        f"{said} is later than every source cited for it (the newest is of {newest})",
                        (place, *sources),
                    )


def _newest(citations: Iterator[Citation]) -> str | None:
    """The last day on which any of the sources was published or read; None when one of them does not tell."""
    days = []
    for citation in citations:
        for fields in citation.works or (citation.fields,):
            mine = [d for name in ("issued", "accessed", "archive-date") if (d := _last(fields, name))]
            if not mine or (first(fields, "URL") and not first(fields, "accessed")):
                return None
            days.append(max(mine))
    return max(days, default=None)


def _last(fields: tuple[Field, ...], name: str) -> str | None:
    days = days_of(first(fields, name))
    return days.last if days is not None and days.month else None
