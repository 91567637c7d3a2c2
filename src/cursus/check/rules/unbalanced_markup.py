"""Brackets of the markup that are opened and never closed, or closed and never opened: ``[[``, ``{{``, ``{|``.

What follows is shown as markup, or vanishes into a template.

Not reported: brackets in comments, ``<nowiki>``, ``<pre>``, ``<math>`` and ``<code>``.

FAIL (wikitext):

    Berg led the [[third battery in the winter.

    She left the service.

PASS (wikitext):

    Berg led the [[third battery]] in the winter. <!-- [[ -->
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.claim import Fix

CODE = "X2"
LEVEL = "warning"
_SKIP = re.compile(r"<!--|<(?P<tag>nowiki|pre|math|code|source|syntaxhighlight|timeline|score)\b[^<>]*>", re.IGNORECASE)
#: A link or a template without another one in it comes in one piece.
_TOKEN = re.compile(r"\[\[(?P<link>[^\[\]{}]*)\]\]|\{\{(?P<template>[^{}\[\]]*)\}\}(?!\})|\[\[|\]\]|\{\{+|\}\}+")
_HALF_CLOSED = re.compile(r"\[\[([^\[\]{}<>|\n:/]{1,80}(?:\|[^\[\]{}<>|\n]{1,80})?)\](?!\])")
_MOST = 20


def check(context: Context) -> Iterator[Problem]:
    if not context.wikitext:
        return
    source = context.document.source
    links: list[int] = []
    braces: list[tuple[int, int]] = []
    found: list[tuple[int, str]] = []
    for start, end in visible(source):
        for match in _TOKEN.finditer(source, start, end):
            if match.lastgroup:
                continue
            sign = match.group()
            if sign == "[[":
                links.append(match.start())
            elif sign == "]]":
                if links:
                    links.pop()
                else:
                    found.append((match.start(), "]]"))
            elif sign[0] == "{":
                braces.append((match.start(), len(sign)))
            else:
                _close(braces, match.start(), len(sign), found)
    found.extend((place, "[[") for place in links)
    found.extend((place, "{" * count) for place, count in braces if count >= 2)
    for place, sign in sorted(found)[:_MOST]:
        verb = "is never closed" if sign[0] in "[{" else "closes nothing"
        half = _HALF_CLOSED.match(source, place) if sign == "[[" else None
        yield Problem(
            f"{sign} {verb}", ((place, place + len(sign)),),
            suggestion="close it behind " + half[1] if half else None, fix=Fix(half.end(), half.end(), "]") if half else None,
        )  # fmt: skip


def _close(braces: list[tuple[int, int]], place: int, count: int, found: list[tuple[int, str]]) -> None:
    """Match closing braces against the open ones; a run of five may close a parameter and a template."""
    while count >= 2 and braces:
        start, open_count = braces.pop()
        taken = min(count, open_count)
        count -= taken
        if open_count - taken >= 2:
            braces.append((start, open_count - taken))
    if count >= 2:
        found.append((place, "}" * count))


@lru_cache(maxsize=2)
def visible(source: str) -> tuple[tuple[int, int], ...]:
    """The stretches of wikitext outside comments and tags whose content is no markup."""
    return tuple(_visible(source))


def _end(source: str, tag: str, place: int) -> int:
    """Where a tag is closed, -1 where it is not."""
    found = _closing(tag).search(source, place)
    return found.start() if found else -1


@cache
def _closing(tag: str) -> re.Pattern[str]:
    return re.compile(f"</{tag}", re.IGNORECASE)


def _visible(source: str) -> Iterator[tuple[int, int]]:
    position = 0
    open_ended: set[str] = set()
    while True:
        match = _SKIP.search(source, position)
        if match is None:
            yield position, len(source)
            return
        yield position, match.start()
        if match.group().endswith("/>") or (match["tag"] or "").lower() in open_ended:
            position = match.end()
            continue
        closing = "-->" if match["tag"] is None else f"</{match['tag']}"
        end = _end(source, match["tag"].lower(), match.end()) if match["tag"] else source.find(closing, match.end())
        if end < 0:
            if match["tag"] is None:
                return
            open_ended.add(match["tag"].lower())
            position = match.end()
            continue
        position = end + len(closing)
