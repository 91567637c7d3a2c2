"""A parameter of a citation template that takes few words only is given another.

The template passes over it.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times |url-access=paywall}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times |url-access=subscription}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cursus.check.context import Context
from cursus.check.cs1 import canonical
from cursus.check.engine import Problem
from cursus.check.rules.common import short, without_comments
from cursus.tables import rows

CODE = "F5"
LEVEL = "error"


@cache
def _values() -> dict[str, tuple[str, ...]]:
    return {name: tuple(values.split("|")) for name, values in rows("cs1_values")}


def check(context: Context) -> Iterator[Problem]:
    for template, citation in context.cites:
        for parameter in template.parameters:
            allowed = _values().get(canonical(parameter.name) or "") if parameter.name else None
            value = without_comments(parameter.value).strip()
            if allowed is not None and value and value.casefold() not in allowed and "{{" not in value:
                yield Problem(
                    f"{parameter.name}={short(value)}, which the template does not know", ((parameter.start, parameter.end),),
                    citation.label if citation else None, suggestion=f"write {' or '.join(allowed[:4])}",
                )  # fmt: skip
