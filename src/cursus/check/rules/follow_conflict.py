"""A footnote that goes on with another one (``follow``) has a name of its own, or follows one that is not there.

MediaWiki shows an error instead of the words.

FAIL (wikitext):

    Berg led the battery.<ref name="holm">Holm, p. 3,</ref> She left.<ref follow="lind">and p. 4.</ref>

FAIL (wikitext):

    Berg led the battery.<ref name="holm">Holm, p. 3,</ref> She left.<ref name="more" follow="holm">and p. 4.</ref>

PASS (wikitext):

    Berg led the battery.<ref name="holm">Holm, p. 3,</ref> She left.<ref follow="holm">and p. 4.</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.unbalanced_markup import visible

CODE = "L9"
LEVEL = "error"
_TAG = re.compile(r"<ref\s(?P<attributes>[^<>]{0,300})>", re.IGNORECASE)
_FOLLOW = re.compile(r"\bfollow\s*=\s*(?:\"([^\"<>]+)\"|'([^'<>]+)'|([^\s\"'<>/=]+))", re.IGNORECASE)
_NAME = re.compile(r"\bname\s*=\s*(?:\"([^\"<>]+)\"|'([^'<>]+)'|([^\s\"'<>/=]+))", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    source = context.document.source
    if not context.wikitext or "follow" not in source:
        return
    tags = [m for start, end in visible(source) for m in _TAG.finditer(source, start, end)]
    names = {_value(m) for tag in tags if (m := _NAME.search(tag["attributes"]))}
    for tag in tags:
        follow = _FOLLOW.search(tag["attributes"])
        if follow is None:
            continue
        if _NAME.search(tag["attributes"]):
            yield Problem("a footnote that follows another one cannot have a name", (tag.span(),))
        elif _value(follow) not in names:
            yield Problem(f"follows the footnote {_value(follow)}, which is not there", (tag.span(),))


def _value(match: re.Match[str]) -> str:
    return " ".join(next(g for g in match.groups() if g is not None).split())
