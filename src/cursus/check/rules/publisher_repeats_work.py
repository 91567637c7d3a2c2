"""The publisher says the same as the outlet, is a mere place, or one field holds two outlets.

Style: "Harbour Times. The Harbour Times." tells a reader nothing more than the first two words.

Not reported: a publisher that only contains the outlet's name ("BBC News. BBC").

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. Holm, Karl (May 22, 2014). "The colonel". Harbour Times. The Harbour Times. Retrieved May 22, 2014.

PASS (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. Holm, Karl (May 22, 2014). "The colonel of the battery". Harbour Times. Northern Press. Retrieved May 22, 2014.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cursus.check.context import Context, first, span
from cursus.check.engine import Problem
from cursus.check.rules.common import fold
from cursus.text.citations.places import is_place

CODE = "F12"
LEVEL = "notice"
_TWO = re.compile(r"[^\W\d_][^/]{3,}\s?/\s?[^\W\d_][^/]{3,}")


def check(context: Context) -> Iterator[Problem]:
    for citation, fields in context.works:
        work, publisher = first(fields, "container-title"), first(fields, "publisher")
        label = citation.label or None
        if work and publisher and _key(work.value) == _key(publisher.value):
            message = f"the publisher repeats the outlet: {work.value} / {publisher.value}"
            yield Problem(message, (span(work), span(publisher)), label)
        elif publisher and all(map(is_place, publisher.value.split(","))):
            yield Problem(f"a place as publisher: {publisher.value}", (span(publisher),), label)
        for field in (work, publisher):
            if (
                field
                and "/" in field.value
                and _TWO.fullmatch(field.value)
                and " " in field.value
                and "://" not in field.value
            ):
                yield Problem(f"two outlets in one field: {field.value}", (span(field),), label)


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    return fold(name).removeprefix("the ").replace(" ", "")
