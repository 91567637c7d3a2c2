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
from cursus.check.cs1 import canonical
from cursus.check.engine import Problem
from cursus.check.rules.common import without_comments
from cursus.check.templates import Parameter
from cursus.claim import Fix

CODE = "F4"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    for template, citation in context.cites:
        seen: dict[str, Parameter] = {}
        for parameter in template.parameters:
            key = canonical(parameter.name) if parameter.name else None
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
                citation.label if citation else None,
                suggestion="keep one of them",
                fix=Fix(parameter.bar, parameter.over, "") if same else None,
            )
