"""A citation template holds one parameter twice, perhaps under two of its names.

Only one of the two is shown; the other is lost to the reader.

Not reported: one that is empty or holds nothing but a comment, beside a filled one.

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |date=1891 |date=1895}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |accessdate=3 May 2014 |access-date=4 May 2014}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |last2=Lind |date=1891 |url=}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import without_comments
from cursus.check.templates import Parameter
from cursus.claim import Fix

CODE = "F4"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    for cite in context.cites:
        if len(cite.values) == len(cite.filled):
            continue  # each once
        seen: dict[str, Parameter] = {}
        for key, parameter in cite.filled:
            if key is None or not without_comments(parameter.value).strip():
                continue
            earlier = seen.setdefault(key, parameter)
            if earlier is parameter:
                continue
            names = dict.fromkeys((earlier.name, parameter.name))
            same = earlier.value == parameter.value
            yield Problem(
                f"{' and '.join(names)} given twice" + ("" if same else ", with different values"),
                ((parameter.bar, parameter.over), (earlier.bar, earlier.over)),
                cite.label,
                suggestion="keep one of them",
                fix=Fix(parameter.bar, parameter.over, "") if same else None,
            )
