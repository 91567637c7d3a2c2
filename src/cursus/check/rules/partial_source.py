"""A source that speaks for a state or a cause, or whose use is disputed.

No fault: often there is no other, and it is good for what its owner says of himself. A reader should know, and the text should
name it.

FAIL (wikitext):

    Berg led it.<ref>{{cite news |title=Ada Berg |url=https://tass.com/world/1 |agency=TASS |work=TASS}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.engine import Problem

CODE = "S8"
LEVEL = "info"
_SAID = frozenset({"state", "marginal"})


def check(context: Context) -> Iterator[Problem]:
    for citation, fields in context.works:
        found = context.rating(fields)
        if found is not None and found[0].category in _SAID:
            yield Problem(found[0].words, (span(found[1]),), citation.label or None)
