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
from cursus.check.engine import Problem
from cursus.check.rules.common import short, without_comments
from cursus.tables import rows

CODE = "F5"
LEVEL = "error"


@cache
def _values() -> dict[str, tuple[str, ...]]:
    return {name: tuple(values.split("|")) for name, values in rows("cs1_values")}


def check(context: Context) -> Iterator[Problem]:
    for name, allowed in _values().items():
        for cite, parameter in context.parameters((name,)):
            value = without_comments(parameter.value).strip()
            if value and value.casefold() not in allowed and "{{" not in value:
                yield Problem(
                    f"{parameter.name}={short(value)}, which the template does not know", ((parameter.start, parameter.end),),
                    cite.label, suggestion=f"write {' or '.join(allowed[:4])}",
                )  # fmt: skip
