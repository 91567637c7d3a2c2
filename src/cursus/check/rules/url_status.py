"""``url-status`` says something that it cannot say, or says it where there is no archived copy.

It is ``live``, ``dead``, ``deviated``, ``unfit`` or ``usurped``, and chooses between the page and its copy.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://example.org/b |url-status=gone |archive-date=3 May
    2014 |archive-url=https://web.archive.org/web/20140503000000/https://example.org/b}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://example.org/b |url-status=dead}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://example.org/b |url-status=live}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import without_comments

CODE = "A7"
LEVEL = "notice"
_VALUES = frozenset({"live", "dead", "deviated", "unfit", "usurped"})


def check(context: Context) -> Iterator[Problem]:
    for cite in context.cites:
        values = cite.values
        status = values.get("url-status")
        if status is None:
            continue
        value = without_comments(status.value).strip()
        place = ((status.start, status.end),)
        label = cite.label
        if value == "bot: unknown":
            yield Problem(
                "a bot could not tell whether the page is alive",
                place,
                label,
                suggestion="look, and write live or dead",
            )
        elif value not in _VALUES:
            yield Problem(
                f"url-status={value}, which the template does not know", place, label, suggestion="write live or dead"
            )
        elif value != "live" and "archive-url" not in values:
            yield Problem(
                f"url-status={value}, but no archived copy",
                place,
                label,
                suggestion="add archive-url, or {{dead link}}",
            )
