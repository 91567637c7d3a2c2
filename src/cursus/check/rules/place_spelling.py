"""One place of publication is given with its country in one reference and without it in another.

"Tripoli, Libya" and "Tripoli". Reported once, with the places of the rarer form. Style only.

Not reported: places of which more than one region or country is told.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1] She left it.[2]

    References

    1. Holm, Karl (May 19, 2011). "The colonel of the battery". Berlin, Germany: Harbour Times. Retrieved May 20, 2011.
    2. Lind, Eva (May 21, 2011). "The battery without her colonel". Berlin: Harbour Post. Retrieved May 22, 2011.

PASS (text):

    Ada Berg

    Berg led the third battery.[1] She left it.[2]

    References

    1. Holm, Karl (May 19, 2011). "The colonel of the battery". Berlin, Germany: Harbour Times. Retrieved May 20, 2011.
    2. Lind, Eva (May 21, 2011). "The battery without her colonel". London: Harbour Post. Retrieved May 22, 2011.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.engine import Problem
from cursus.check.rules.common import fold

CODE = "F16"
LEVEL = "notice"


def check(context: Context) -> Iterator[Problem]:
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    spelled: dict[tuple[str, str], str] = {}
    for _, _, place in context.works_with("publisher-place"):
        if place.value.count(",") > 1:
            continue
        town, _, rest = place.value.partition(",")
        key, more = fold(town), fold(rest)
        if key:
            found.setdefault(key, {}).setdefault(more, []).append(span(place))
            spelled.setdefault((key, more), " ".join(place.value.split()))
    for town, forms in found.items():
        if len(forms) == 2 and "" in forms:
            common, rare = sorted(forms, key=lambda form: (-len(forms[form]), form))
            yield Problem(
                f"one place written two ways: {spelled[town, common]} and {spelled[town, rare]}", tuple(sorted(set(forms[rare])))
            )  # fmt: skip
