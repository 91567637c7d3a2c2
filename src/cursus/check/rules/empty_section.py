"""A heading with nothing below it.

In copied text only headings with a usual name are looked at.

Not reported: headings whose section holds a list, a table, a template or a picture that is no text, and headings
that only gather sub-headings.

FAIL (text):

    Ada Berg

    Berg led the third battery in the winter of 1863.

    Legacy

    Later service

    She left the service in 1870 and lived in the north.

PASS (text):

    Ada Berg

    Berg led the third battery in the winter of 1863.

    Later service

    She left the service in 1870 and lived in the north.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem

CODE = "X3"
LEVEL = "notice"
_SOURCES = re.compile(
    r"(?:references?|notes?|footnotes?|citations?|sources?|notes and references|references and notes|einzelnachweise|"
    r"notes et références|références|referencias|note|примечания|примітки)",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"(?:external links|see also|further reading|bibliography|works|career|early life|personal life|legacy|death|awards|"
    r"honou?rs|military career|later life|family)",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"\{\{|\{\||<references|\[\[|<gallery|^[*#:;]", re.IGNORECASE | re.MULTILINE)


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if document.form == "html":
        return
    filled = {b.section for b in document.blocks if b.kind not in ("heading", "notice")}
    headings = {b.section: b for b in document.blocks if b.kind == "heading"}
    for index, section in enumerate(document.sections):
        block = headings.get(index)
        if block is None or index in filled or _SOURCES.fullmatch(section.heading.strip()):
            continue
        if context.copied and not _USUAL.fullmatch(section.heading.strip()):
            continue  # a copy does not mark its headings: a short line may be anything
        following = document.sections[index + 1] if index + 1 < len(document.sections) else None
        if following is not None and following.level > section.level:
            continue
        start, end = document.source_span(block.start, block.end)
        stop = document.source_span(following.start, following.start + 1)[0] if following else len(document.source)
        if context.wikitext and _CONTENT.search(document.source, end, max(stop, end)):
            continue
        yield Problem(f"nothing stands under the heading {section.heading}", ((start, end),))
