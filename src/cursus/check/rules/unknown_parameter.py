"""A citation template has a parameter that it does not know.

What it holds is not shown. Mostly the name is misspelt.

Not reported: empty ones, and templates of other languages' wikis.

FAIL (wikitext):

    Berg led it.<ref>{{cite book |titel=The Winter War |last=Holm |date=1891}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |URL=https://example.org/b |website=Harbour Times}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last1=Holm |author-link1=Karl Holm |date=1891 |colour=}}</ref>
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.cs1 import canonical, known, retired
from cursus.check.engine import Problem
from cursus.claim import Fix

CODE = "F5"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    for cite, parameter in context.parameters((None,)):
        name = parameter.name
        if not name or len(name) > 60 or name.isdecimal() or name in retired():
            continue
        lower = name.lower()
        near = [lower] if canonical(lower) else difflib.get_close_matches(lower, _plain_names(), 1, 0.75)
        yield Problem(
            f"{{{{{cite.template.name}}}}} knows no {name}",
            ((parameter.name_start, parameter.name_end),),
            cite.label,
            suggestion=f"write {near[0]}" if near else "remove it, or find the parameter that is meant",
            fix=Fix(parameter.name_start, parameter.name_end, lower) if canonical(lower) else None,
        )


def _plain_names() -> list[str]:
    return [name for name in known() if "#" not in name]
