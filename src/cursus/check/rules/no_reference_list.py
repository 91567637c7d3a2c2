"""Footnotes, and no list that shows them.

Some wikis add one at the end by themselves; a group's footnotes are shown by no list but its own.

FAIL (wikitext):

    Berg led the battery.<ref>Holm, ''The Winter War'', p. 3.</ref>

    == Life ==
    She left.<ref group="note">The day is disputed.</ref> <references />

PASS (wikitext):

    Berg led the battery.<ref>Holm, ''The Winter War'', p. 3.</ref> She left.{{efn|The day is disputed.}}

    == References ==
    {{notelist}}
    {{reflist}}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.templates import Template
from cursus.tables import rows

CODE = "L8"
LEVEL = "error"
_LIST = re.compile(r"<references\b(?P<attributes>[^<>]{0,200})>", re.IGNORECASE)
_GROUP = re.compile(r"\bgroup\s*=\s*[\"']?\s*([^\"'<>/|]{1,60})", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if not context.wikitext or not document.marks:
        return
    lists = _lists(document.source, context.templates)
    if lists is None:
        return
    missing: dict[str, tuple[int, int]] = {}
    for mark in document.marks:
        if mark.group and mark.group not in lists:
            missing.setdefault(mark.group, (mark.source_start, mark.source_end))
    for group, place in missing.items():
        yield Problem(
            f"the footnotes of the group {group} have no list",
            (place,),
            suggestion=f'add <references group="{group}" />',
        )
    if not lists:
        mark = document.marks[0]
        if not mark.group:
            yield Problem(
                "footnotes, and no list of them", ((mark.source_start, mark.source_end),), level="notice",
                suggestion="add {{reflist}} or <references />",
            )  # fmt: skip


@cache
def _known() -> dict[str, str]:
    """Template → its recipe, of those that show a list."""
    return {
        name: recipe
        for names, _, recipe in rows("templates_refs")
        if recipe.startswith("reflist")
        for name in names.split("|")
    }


def _lists(source: str, templates: Iterable[Template]) -> set[str] | None:
    """The groups that have a list, "" the unnamed one; None where a template may make lists of its own."""
    found = set()
    for match in _LIST.finditer(source):
        group = _GROUP.search(match["attributes"])
        found.add(group[1].strip() if group else "")
    known = _known()
    for template in templates:
        recipe = known.get(template.name)
        if recipe is None:
            if "ref" in template.name and "list" in template.name:
                return None
            continue
        named = next((p.value for p in template.parameters if p.name in ("group", "gruppe", "groupe", "grupo")), "")
        found.add(named.strip('"') or recipe.removeprefix("reflist").strip())
    return found
