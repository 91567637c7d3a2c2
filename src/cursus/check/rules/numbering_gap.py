"""The numbers of the reference list skip.

An entry was lost from the copy; marks that led to it lead nowhere.

Not reported: a list that begins anew at 1, which is another list.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1] She left the service in 1870.[3]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    3. Holm, Karl (1895). The Summer War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Berg led the third battery.[1] She left the service in 1870.[2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cursus.check.context import Context, entry
from cursus.check.engine import Problem

CODE = "L13"
LEVEL = "warning"
_NUMBER = re.compile(r"^[^\S\n]*\[?\d{1,4}[.\]][^\S\n]*[↑^]?[^\S\n]*$", re.MULTILINE)  # an entry without words


def check(context: Context) -> Iterator[Problem]:
    if not context.copied:
        return
    numbered = [c for c in context.document.citations if c.label.isdigit() and not c.group and c.defined]
    for before, after in pairwise(numbered):
        between = context.document.source[before.source_end : after.source_start].rpartition("\n")[0]
        if int(after.label) > int(before.label) + 1 and not _NUMBER.search(between):
            yield Problem(f"the reference list goes from {before.label} to {after.label}", (entry(after),), after.label)
