"""One footnote name, two different contents.

Only one of the contents is shown, whichever name the editor had in mind; the other source is lost to the reader.
Give one of them another name.

Not reported: repetitions of the same content, whatever their white space.

FAIL (wikitext):

    Berg led the battery.<ref name="holm">Holm, ''The Winter War'', p. 3.</ref> She fell
    ill.<ref name="holm">Lind, ''The Summer War'', p. 9.</ref>

PASS (wikitext):

    Berg led the battery.<ref name="holm">Holm, ''The Winter War'', p. 3.</ref> She fell
    ill.<ref name="holm">Holm, ''The Winter War'', p. 3.</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import faults

CODE = "L3"
LEVEL = "error"
_NO_NAME = re.compile(r"'[^\w']*'")  # a name of signs only is left by a copy that broke the quotation marks


def check(context: Context) -> Iterator[Problem]:
    return (p for p in faults(context, "duplicate-ref-definition") if not _NO_NAME.search(p.message))
