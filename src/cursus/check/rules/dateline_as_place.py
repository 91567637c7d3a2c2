"""The place of publication is the place that a correspondent wrote from.

"Benghazi: The Guardian" puts a London paper into Benghazi. The field is for where the publisher sits; the dateline of an article is
no part of a reference.

Only outlets whose seat is known are looked at.

Not reported: a city, region or country that the seat or the outlet's name shares with the place.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. Holm, Karl (May 19, 2011). "The colonel of the battery". Ulm, Germany: The Guardian. Retrieved May 20, 2011.

PASS (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. Holm, Karl (May 19, 2011). "The colonel of the battery". London, UK: The Guardian. Retrieved May 20, 2011.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cursus.check.context import Context, first, span
from cursus.check.engine import Problem
from cursus.check.rules.common import fold
from cursus.tables import rows

CODE = "F16"
LEVEL = "notice"


def check(context: Context) -> Iterator[Problem]:
    for citation, fields, place in context.works_with("publisher-place"):
        for name in ("container-title", "publisher"):
            outlet = first(fields, name)
            seats = _seats().get(fold(outlet.value).removeprefix("the ")) if outlet else None
            if outlet is None or seats is None:
                continue
            words = set(fold(place.value).split())
            if not words & seats and not words & set(fold(outlet.value).split()):
                yield Problem(
                    f"{outlet.value} is not published in {place.value}", (span(place), span(outlet)),
                    citation.label or None, suggestion="leave the place out; it is where the article was written",
                )  # fmt: skip
            break


@cache
def _seats() -> dict[str, frozenset[str]]:
    """Outlet, folded → the folded words of every place that it may rightly be said to come from."""
    return {
        name: frozenset(fold(places).split()) for names, places in rows("outlet_seats") for name in names.split(";")
    }
