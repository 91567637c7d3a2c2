""" "Et al." is typed into a name.

It becomes part of the person's name. The template has ``display-authors=etal`` for it.

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |first=Karl et al. |date=1891}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |first=Karl |display-authors=etal |date=1891}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import is_name, short

CODE = "F6"
LEVEL = "warning"
_ET_AL = re.compile(r"\bet\s*al\b|\band others\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    for template, citation in context.cites:
        for parameter in template.parameters:
            if is_name(parameter.name) and _ET_AL.search(parameter.value):
                yield Problem(
                    f"et al. within a name: {short(parameter.value)}",
                    ((parameter.start, parameter.end),),
                    citation.label if citation else None,
                    suggestion="write display-authors=etal",
                )
