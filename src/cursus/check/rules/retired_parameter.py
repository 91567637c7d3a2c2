"""A parameter that citation templates no longer take.

What it says is not shown any more. Its successor takes it where there is one.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times |deadurl=no}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |coauthors=Ada Lind |date=1891}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times |url-status=live}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.cs1 import canonical, retired
from cursus.check.engine import Problem
from cursus.check.templates import Parameter, Template
from cursus.claim import Fix

CODE = "F5"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    taken_no_longer = retired()
    for cite in context.cites:
        template = cite.template
        for _, parameter in cite.filled:
            found = taken_no_longer.get(parameter.name)
            if found is None:
                continue
            successor, values = found
            yield Problem(
                f"{{{{{template.name}}}}} no longer takes {parameter.name}",
                ((parameter.bar, parameter.over),),
                cite.label,
                suggestion=f"write {successor}" if successor else "remove it",
                fix=_fix(template, parameter, successor, values),
            )


def _fix(template: Template, parameter: Parameter, successor: str, values: dict[str, str]) -> Fix | None:
    """The successor with the value as it is written now, where that is certain and the successor is not there yet."""
    value = values.get(parameter.value.casefold(), parameter.value if "*" in values else None)
    if value is None or any(
        canonical(p.name) == canonical(successor)
        for p in template.parameters
        if p.value and p is not parameter and p.name not in retired()
    ):
        return None
    return Fix(parameter.name_start, parameter.end, f"{successor}={value}")
