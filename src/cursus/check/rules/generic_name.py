"""An author who is nobody: "Staff", "Admin", "About us", an address.

A program filled in what it found on the page. Leave the author out where there is none.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times |author=About us}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times |last=www.example.org}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times |author=General Staff}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.cs1 import generic
from cursus.check.engine import Problem
from cursus.check.rules.common import short

CODE = "F6"
LEVEL = "warning"
_ADDRESS = re.compile(r"https?:|www\.|@\w|\.(?:com|org|net|html?)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    for cite, parameter in context.people:
        value = parameter.value.strip("[]() .")
        if not value or value.startswith("(("):
            continue
        nobody = value.casefold() in generic("author")
        if nobody or _ADDRESS.search(value):
            yield Problem(
                f"no author's name: {short(value)}", ((parameter.start, parameter.end),), cite.label,
                suggestion="name the author, or nobody", level=None if nobody else "notice",
            )  # fmt: skip
