"""A citation template in which nothing is filled in.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title= |url=}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import without_comments

CODE = "F1"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    for cite in context.cites:
        if not any(without_comments(p.value).strip() for _, p in cite.filled):
            template = cite.template
            yield Problem(
                f"{{{{{template.name}}}}} with nothing in it", ((template.start, template.end),),
                cite.label, suggestion="fill it in, or remove the footnote",
            )  # fmt: skip
