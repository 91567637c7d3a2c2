"""An entry of the reference list that no footnote mark leads to.

Either the mark was lost in an edit, so that a sentence stands without its source, or the entry supports nothing and
belongs under "Further reading".

Not reported: lists of an article without footnotes, short lists of general sources, which have no numbers, and entries
that are used inside other notes or in a part of the page that is no text (a gallery, a navigation box). In a copied
text the mark may have stood in a box or a picture's caption that the copy lost.

FAIL (text):

    Ada Berg

    Berg led the third battery in the winter of 1863.[1]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Berg led the third battery in the winter of 1863.[1] She left the service in 1870.[2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cursus.check.context import Context, entry
from cursus.check.engine import Problem
from cursus.claim import Citation

CODE = "L2"
LEVEL = "warning"


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if not context.has_footnotes:
        return
    candidates = 0
    for index, citation in enumerate(document.citations):
        if not citation.defined or index in context.marks_of or not (citation.label or citation.name):
            continue
        candidates += 1
        if candidates > _MOST:
            return  # a list without marks: they were lost as a whole
        if not _used_unseen(context, citation):
            called = f"[{citation.label}]" if citation.label else f"named {citation.name}"
            yield Problem(
                f"the reference {called} is cited nowhere", (entry(citation),), citation=citation.label or None
            )


_MOST = 200
_LISTS = ("{{reflist", "{{Reflist", "{{refs", "{{Refs", "{{notelist", "{{Notelist", "{{références", "{{Références")
_TARGET = re.compile(r"#([^\"'#\s<>]{1,200})[\"']")
_ENTRY = re.compile(r"<li[^<>]*\bid=[\"'](?P<id>[^\"']{1,200})[\"']")


def _used_unseen(context: Context, citation: Citation) -> bool:
    """Whether the source uses the entry somewhere that makes no mark of the text."""
    source = context.document.source
    if context.wikitext:
        return not citation.name or source.count(citation.name) > 1 or not _in_list(source, citation.source_start)
    if context.copied:
        return not citation.label.isdigit() or f"[{citation.label}]" in source
    entries = list(_ENTRY.finditer(source, max(citation.source_start - 3000, 0), citation.source_start))
    if not entries:
        return True
    return entries[-1]["id"] in _targets(source)


def _in_list(source: str, place: int) -> bool:
    """Whether a place of wikitext lies inside a list of references: what stands elsewhere is cited where it stands."""
    opened = max(source.rfind("<references", 0, place), *(source.rfind(t, 0, place) for t in _LISTS))
    return opened >= 0 and source.find("</references>", opened, place) < 0


@lru_cache(maxsize=1)
def _targets(source: str) -> frozenset[str]:
    """All places of the page that its links lead to."""
    return frozenset(_TARGET.findall(source))
