"""A footnote mark leads nowhere: its number has no entry in the reference list, or no ``<ref>`` defines its name.

A reader who follows the mark finds nothing, so what stands before it is unsupported. Restore the entry, from the page's
history or from the article the text was taken from, or remove the mark and cite the words anew.

Not reported: marks of a copy that shows no reference list at all, and bracketed numbers that are no footnotes (years,
"[sic]"), which the reader does not take for marks. In copied text only numbers count: the lists of lettered and named
groups ("[n 4]") do not always come along.

FAIL (text):

    Ada Berg

    Berg led the third battery in the winter of 1863.[1] She left the service in 1870.[3]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.

FAIL (wikitext):

    Berg led the third battery.<ref name="holm" />

PASS (wikitext):

    Berg led the third battery.<ref name="holm">Holm, ''The Winter War'', p. 3.</ref> She fell ill.<ref name="holm" />
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.coverage import leads_nowhere
from cursus.check.engine import Problem
from cursus.check.rules.unbalanced_markup import visible

CODE = "L1"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    """One problem for each label that leads nowhere, with all its marks."""
    document = context.document
    if not any(c.defined for c in document.citations) and not context.wikitext:
        return
    elsewhere = _numbers_of_lines(context) if context.copied else frozenset()
    lost: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for mark in document.marks:
        if not leads_nowhere(document, mark):
            continue
        if context.copied and (not mark.label.isdigit() or mark.label in elsewhere):
            continue  # "[il]", or a note of a group whose list the copy shows elsewhere
        citation = document.citations[mark.citation] if mark.citation >= 0 else None
        name = citation.name if citation is not None and citation.name else ""
        lost.setdefault((mark.group, mark.label, name), []).append((mark.source_start, mark.source_end))
    if context.wikitext:
        told = {name for _, _, name in lost}
        seen = {c.name for c in document.citations if c.name}
        for name, span in _used_unseen(document.source, seen):
            if name not in told:
                lost.setdefault(("", "", name), []).append(span)
    length = _length(context)
    for (_, label, name), spans in lost.items():
        if name:
            message = f"the footnote named {name} is used but defined nowhere"
        else:
            message = f"[{label}] has no entry in the reference list{length}"
        yield Problem(
            message, tuple(spans), citation=label or None, suggestion="restore the reference or cite the words anew"
        )


_NAME = re.compile(
    r"<ref\s[^<>]*?\bname\s*=\s*(?:\"([^\"<>]+)\"|'([^'<>]+)'|([^\s\"'/<>]+))[^<>/]*(/?)>", re.IGNORECASE
)
_ANY_NAME = re.compile(r"\bname\s*=\s*(?:\"([^\"<>]+)\"|'([^'<>]+)'|([^\s\"'/<>|}]+))\s*(/?)", re.IGNORECASE)


def _used_unseen(source: str, seen: set[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Names that are used in parts of the page that are no text (tables made by templates) and defined nowhere."""
    used = [
        (name, match.span())
        for start, end in visible(source)
        for match in _NAME.finditer(source, start, end)
        if match[4] and (name := _name(match)) not in seen
    ]
    if used:
        defined = {_name(m) for m in _ANY_NAME.finditer(source) if not m[4]}
        yield from (item for item in used if item[0] not in defined)


def _name(match: re.Match[str]) -> str:
    return " ".join(next(g for g in match.groups()[:3] if g is not None).split())


_NUMBERED = re.compile(r"^[^\S\n]*\[?(\d{1,4})[.\]]\s", re.MULTILINE)


def _numbers_of_lines(context: Context) -> frozenset[str]:
    """The numbers that begin a line in or behind the list as it was read: an entry that could not be read is there."""
    start = min((c.source_start for c in context.document.citations), default=0)
    line = context.document.source.rfind("\n", 0, start) + 1
    return frozenset(_NUMBERED.findall(context.document.source, line))


def _length(context: Context) -> str:
    labels = [c.label for c in context.document.citations if c.defined and c.label.isdigit() and not c.group]
    return f", which ends at {labels[-1]}" if labels else ""
