"""The page is put into one category twice.

The second has no effect, or silently changes how the page is sorted.

FAIL (wikitext):

    Berg led the battery.

    [[Category:Artillery officers]]
    [[Category:1870 deaths]]
    [[Category:Artillery officers]]

PASS (wikitext):

    Berg led the battery.

    [[Category:Artillery officers]]
    [[Category:1870 deaths]]
    [[:Category:Artillery officers]]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.unbalanced_markup import visible
from cursus.claim import Fix
from cursus.tables import rows

CODE = "X4"
LEVEL = "notice"


def check(context: Context) -> Iterator[Problem]:
    if not context.wikitext or not context.document.categories:
        return
    source = context.document.source
    seen: dict[str, tuple[int, int, str]] = {}
    for start, end in visible(source):
        for match in _link().finditer(source, start, end):
            name = " ".join(match["name"].replace("_", " ").split())
            key = match["key"] or ""
            earlier = seen.setdefault(name[:1].upper() + name[1:], (*match.span(), key))
            if earlier[0] == match.start():
                continue
            same = earlier[2] == key
            yield Problem(
                f"the category {name} is given twice", (match.span(), earlier[:2]),
                suggestion="keep one of them", fix=Fix(*_line(source, *match.span()), "") if same else None,
            )  # fmt: skip


def _line(source: str, start: int, end: int) -> tuple[int, int]:
    """The link, with its line end where it stands alone on its line."""
    alone = source[start - 1 : start] in ("", "\n")
    return (start, end + 1) if alone and source[end : end + 1] == "\n" else (start, end)


@cache
def _link() -> re.Pattern[str]:
    """The link to a category, by its word in any of the wikis."""
    words = [name for kind, names in rows("wiki_namespaces") if kind == "category" for name in names.split("|")]
    return re.compile(
        rf"\[\[\s*(?:{'|'.join(map(re.escape, words))})\s*:(?P<name>[^\[\]|\n]{{1,200}})(?P<key>\|[^\[\]\n]{{0,200}})?\]\]",
        re.IGNORECASE,
    )
