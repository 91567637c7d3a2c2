"""A link where a citation template cannot take one: an address in a title or a number, a wikilink in the address.

The link breaks, or the template's own.

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=[https://example.org/b The Winter War] |last=Holm |date=1891}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=[[Ada Berg|Berg]] |url=https://example.org/b |website=Harbour Times}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite book |title=[[The Winter War]] |last=Holm |date=1891 |id=[https://example.org/b 7]}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import without_comments

CODE = "F8"
LEVEL = "error"
_PLAIN = frozenset(
    {
        "title",
        "chapter",
        "work",
        "publisher",
        "place",
        "date",
        "year",
        "volume",
        "issue",
        "edition",
        "publication-place",
        "agency",
    }
)
_EXTERNAL = re.compile(r"\[?\bhttps?://")


def check(context: Context) -> Iterator[Problem]:
    for cite in context.cites:
        label = cite.label
        values = cite.values
        for key, parameter in values.items():
            if (
                key in _PLAIN
                and "http" in parameter.value
                and _EXTERNAL.search(without_comments(parameter.value))
                and "{{" not in parameter.value
            ):
                yield Problem(
                    f"an address within {parameter.name}", ((parameter.start, parameter.end),), label,
                    suggestion="put it into url, and a name here",
                )  # fmt: skip
        title = values.get("title")
        if "url" in values and title is not None and "[[" in title.value:
            yield Problem(
                "a title that is a wikilink, and an address beside it", ((title.start, title.end),), label,
                suggestion="keep the address, and link the title's words elsewhere",
            )  # fmt: skip
        if "url" in values and "[[" in values["url"].value:
            place = ((values["url"].start, values["url"].end),)
            yield Problem("a wikilink as an address", place, label, suggestion="use title-link")
