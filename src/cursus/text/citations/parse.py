"""A reference as a reader sees it → CSL type and fields.

What a label says is read first, wherever it stands. What is left is read by shape: names before a bracketed date or a
quoted title, then the title, then outlet, place, publisher and date. A part whose shape is not clear makes no field.
"""

from __future__ import annotations

import re

from cursus.text.citations.draft import Draft
from cursus.text.citations.fields import TextField
from cursus.text.citations.head import read_head, read_short
from cursus.text.citations.labels import read_labels
from cursus.text.citations.tail import read_tail
from cursus.text.citations.title import find_quoted, read_untitled

_LIMIT = 4000
_FORMAT = re.compile(
    r"\((?:PDF|DOC|XLS|Video|Audio|Podcast|Press release|Blog|Interview|Report|Thesis|Speech|Documentary|map|"
    r"(?:free )?registration required|subscription required)\)",
    re.IGNORECASE,
)
_LANGUAGE_FLAG = re.compile(
    r"\s*\((?P<language>en|de|fr|es|it|pt|ru|uk|ar|fa|he|tr|pl|ro|nl|sv|no|da|fi|cs|hu|el|ja|zh|ko)\)\s"
)


def parse_reference(text: str) -> tuple[str, tuple[TextField, ...]]:
    """(CSL type or "", fields in the order of the text) of a free-text reference. Never raises.

    Offsets address ``text``; names are "Family, Given" or as they are written. Text beyond 4,000 characters is not
    read.
    """
    draft = Draft(text[:_LIMIT])
    flag = _LANGUAGE_FLAG.match(draft.rest)
    if flag:
        draft.add("language", *flag.span("language"))
        draft.take(*flag.span())
    title = find_quoted(draft)
    if title:
        draft.take(title.outer_start, title.outer_end)
    read_labels(draft)
    if "(" in draft.rest:
        for match in _FORMAT.finditer(draft.rest):
            draft.take(*match.span())
    if title:
        if read_head(draft, title.outer_start):
            draft.add("title", title.start, title.end)
            read_tail(draft, title.outer_end, quoted=True)
    elif not read_short(draft):
        read_untitled(draft)
    fields = tuple(sorted(draft.fields, key=lambda f: (f.start, f.end, f.name)))
    return _type(fields, title is not None), fields


def _type(fields: tuple[TextField, ...], quoted: bool) -> str:
    """The CSL type where the fields leave no doubt."""
    names = {f.name for f in fields}
    if "title" not in names:
        return ""
    if {"volume", "container-title"} <= names and names & {"issue", "page"} and "ISBN" not in names:
        return "article-journal"
    if "ISBN" in names:
        return "chapter" if quoted and "container-title" in names else "book"
    if not quoted and {"publisher", "issued"} <= names and "container-title" not in names:
        return "book"
    return "webpage" if names & {"accessed", "archive-date", "URL", "archive-url"} else ""
