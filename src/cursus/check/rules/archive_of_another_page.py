"""The archived copy is of another page than the address.

A reader who follows the archive reads something else than the source. Pages move, and editors then write
the new address beside the old copy: a remark, look at both. A copy of a site's front page, or of another site's, is a warning.

Not reported: addresses that differ by a prefix of the host, an ending of the page or its questions, and those that share a
number or a long name.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://example.org/b |archive-date=3 May 2014
    |archive-url=https://web.archive.org/web/20140503000000/https://harbour.example.net/lind}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://www.example.org/b/ |archive-date=3 May 2014
    |archive-url=https://web.archive.org/web/20140503000000/http://example.org:80/b}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.archives import original, plain_address
from cursus.check.context import Context, first, span
from cursus.check.engine import Problem

CODE = "A4"
LEVEL = "notice"
_INDEX = re.compile(r"/?(?:index|default|home)\.\w{2,5}$|\.\w{2,5}$|/$", re.IGNORECASE)
_LONG = re.compile(r"[\w]{12,}|\d{5,}")


def check(context: Context) -> Iterator[Problem]:
    if context.copied:
        return
    for citation, fields, copy in context.works_with("archive-url"):
        url = first(fields, "URL")
        page = original(copy.value)
        if url is None or page is None or original(url.value) is not None:
            continue
        mine, theirs = plain_address(url.value), plain_address(page)
        if mine == theirs or _alike(mine, theirs):
            continue
        front = "/" not in theirs.partition("?")[0] and "/" in mine
        yield Problem(
            f"the archived copy is of {page}", (span(copy), span(url)), citation.label or None,
            level="warning" if front or _site(mine) != _site(theirs) else None,
        )  # fmt: skip


def _alike(mine: str, theirs: str) -> bool:
    """Whether two addresses are likely of one page."""
    a, b = _page(mine), _page(theirs)
    if a == b:
        return True
    return bool(set(_LONG.findall(mine.partition("/")[2])) & set(_LONG.findall(theirs.partition("/")[2])))


def _page(address: str) -> tuple[str, str]:
    host, _, path = address.partition("?")[0].casefold().partition("/")
    return _site(host), _INDEX.sub("", path)


def _site(address: str) -> str:
    """The name of the site, without what stands before or behind it: "bbc" of "news.bbc.co.uk"."""
    parts = address.partition("/")[0].casefold().split(".")
    return max(parts[-3:-1] or parts, key=len)
