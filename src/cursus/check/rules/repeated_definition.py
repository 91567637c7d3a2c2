"""One footnote is written out again under the same name, word for word.

The second time its name is enough: the two cannot drift apart then.

FAIL (wikitext):

    Berg led the battery.<ref name="holm">Holm, ''The Winter War'', p. 3.</ref> She fell
    ill.<ref name="holm">Holm, ''The Winter War'', p. 3.</ref>

PASS (wikitext):

    Berg led the battery.<ref name="holm">Holm, ''The Winter War'', p. 3.</ref> She fell ill.<ref name="holm" />
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.unbalanced_markup import visible
from cursus.claim import Fix

CODE = "L4"
LEVEL = "notice"
_OPEN = re.compile(r"<ref\s(?P<attributes>[^<>/]{0,300})>", re.IGNORECASE)
_CLOSE = re.compile(r"</ref\s*>", re.IGNORECASE)
_NAME = re.compile(r"\bname\s*=\s*(?:\"([^\"<>]+)\"|'([^'<>]+)'|([^\s\"'<>/=]+))", re.IGNORECASE)
_GROUP = re.compile(r"\bgroup\s*=", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    if not context.wikitext:
        return
    source = context.document.source
    seen: dict[str, tuple[int, int, str]] = {}
    for start, end in visible(source):
        place = start
        while (match := _OPEN.search(source, place, end)) is not None:
            close = _CLOSE.search(source, match.end(), end)
            if close is None:
                break
            place = close.end()
            name = _NAME.search(match["attributes"])
            if name is None or _GROUP.search(match["attributes"]):
                continue
            words = " ".join(source[match.end() : close.start()].split())
            key = name[1] or name[2] or name[3]
            earlier = seen.setdefault(key, (match.start(), close.end(), words))
            if earlier[0] != match.start() and earlier[2] == words and words:
                yield Problem(
                    f"the footnote {key!r} is written out again", ((match.start(), close.end()), earlier[:2]),
                    suggestion="its name is enough here", fix=Fix(match.end() - 1, close.end(), " />"),
                )  # fmt: skip
