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
from cursus.check.cs1 import canonical
from cursus.check.engine import Problem
from cursus.check.rules.common import short
from cursus.check.templates import Parameter
from cursus.claim import Fix

CODE = "F6"
LEVEL = "warning"
_TAIL = re.compile(
    r"(?:\s*[,;&])?\s*(?:\band\s+)?(?:''|<i>)?\bet\s*al(?:ii|ia)?\b\.?(?:''|</i>)?\Z|(?:\s*[,;&])?\s+and others\Z",
    re.IGNORECASE,
)
_ET_AL = re.compile(r"\bet\s*al\b|\band others\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    for cite, parameter in context.people:
        if _ET_AL.search(parameter.value):
            told = any(p.name.startswith("display-") for p in cite.template.parameters)
            yield Problem(
                f"et al. within a name: {short(parameter.value)}",
                ((parameter.start, parameter.end),),
                cite.label,
                suggestion=f"write {_display(parameter)}",
                fix=None if told else _fix(parameter),
            )


def _display(parameter: Parameter) -> str:
    kind = (canonical(parameter.name) or "").rstrip("0123456789")
    return "display-editors=etal" if kind.startswith("editor") else "display-authors=etal"


def _fix(parameter: Parameter) -> Fix | None:
    """The words taken from the end of a name, and the parameter that says the same; None where no name is left before them."""
    tail = _TAIL.search(parameter.value)
    kind = (canonical(parameter.name) or "").rstrip("0123456789")
    if tail is None or not tail.start() or kind not in ("author", "first", "authors", "editor", "editor-first"):
        return None
    name = parameter.value[: tail.start()]
    if _ET_AL.search(name) or "<" in name or "{" in name:
        return None
    return Fix(parameter.start, parameter.end, f"{name} |{_display(parameter)}")
