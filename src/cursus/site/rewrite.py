"""A page of the site as a page of a folder: its links lead from file to file, and what needs a server is gone.

It works on the markup that the site's own templates make, where ``<`` and ``"`` in words are always escaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_ATTRIBUTE = re.compile(r'(<(?:a|link)\b[^>]*?) href="(/[^"]*)"')
_FORM = re.compile(r"<form\b.*?</form>\s*", re.S)
_SCRIPT = re.compile(r"<script\b[^>]*></script>\s*")
_NAV_ITEM = re.compile(r"<a>[^<]*</a> ?")
_NAV = re.compile(r"<nav\b.*?</nav>", re.S)
_LIVE = re.compile(r'<p class="(?:files|onward live)">.*?</p>\s*', re.S)
_SEARCH = re.compile(r'<form class="search".*?</form>', re.S)
_PLACE = "<!--search-->"
"""What cannot stand in a page otherwise: ``<`` in words is escaped."""

SEARCH = (
    '<form class="search" role="search" data-search="{data}"><label class="unseen" for="{id}">Search</label>'
    '<input id="{id}" type="search" name="q" maxlength="200" autocomplete="off" spellcheck="false" dir="auto" '
    'placeholder="A name in any script, a unit, a place"></form>'
    "<noscript>Searching needs JavaScript; the lists do not.</noscript>"
)


def rewrite(page: str, target: Callable[[str], str | None], scripts: str, data: str) -> tuple[str, list[str]]:
    """The page, and the addresses that its links led to.

    ``target`` says where an address is to be found from here, None where nowhere: the link becomes mere words. ``scripts`` is the way
    to the folder of scripts, ``data`` to what the search reads.
    """
    followed: dict[str, None] = {}

    def linked(match: re.Match[str]) -> str:
        address = html.unescape(match[2])
        there = target(address)
        if there is None:
            return match[1]
        followed[address] = None
        return f'{match[1]} href="{html.escape(there)}"'

    number = 0

    def search(_: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return SEARCH.format(data=html.escape(data), id=f"q{number}")

    page = _SCRIPT.sub("", page)
    page = _LIVE.sub("", page)
    page = _SEARCH.sub(_PLACE, page)
    page = _FORM.sub("", page)
    page = re.sub(_PLACE, search, page)
    page = _ATTRIBUTE.sub(linked, page)
    page = _NAV.sub(lambda nav: _NAV_ITEM.sub("", nav[0]), page)
    tags = f'<link rel="stylesheet" href="{html.escape(scripts)}/search.css">\n<script src="{html.escape(scripts)}/pagefind.js" defer></script>\n<script src="{html.escape(scripts)}/search.js" defer></script>\n'
    return page.replace("</head>", f"{tags}</head>", 1), list(followed)
