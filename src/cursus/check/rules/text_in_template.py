"""Words in a citation template that belong to no parameter, or one parameter that has swallowed the next.

A bar or an equals sign is missing; the template does not show the words, or shows them in the wrong place.

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |Leipzig |date=1891}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War publisher=Amelang |last=Holm |date=1891}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b?title=x&author=y |last=Holm | |date=1891}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.cs1 import canonical
from cursus.check.engine import Problem
from cursus.check.rules.common import short, without_comments

CODE = "F5"
LEVEL = "error"
_SWALLOWED = re.compile(r"(?<=\s)([a-z][a-z0-9-]{1,30})\s?=")


def check(context: Context) -> Iterator[Problem]:
    for cite in context.cites:
        label = cite.label
        for _, parameter in cite.filled:
            place = ((parameter.start, parameter.end),)
            if not parameter.name:
                words = without_comments(parameter.value).strip()
                if words and not words.startswith("{{"):
                    yield Problem(
                        f"words that belong to no parameter: {short(words)}",
                        place,
                        label,
                        suggestion="name the parameter",
                    )
            elif "=" in parameter.value and parameter.name not in ("url", "archive-url", "archiveurl", "quote"):
                match = _SWALLOWED.search(without_comments(parameter.value[:500]))
                if match and canonical(match[1]) and "{{" not in parameter.value and "//" not in parameter.value:
                    yield Problem(
                        f"a bar is missing before {match[1]}=", place, label, suggestion=f"write |{match[1]}="
                    )
