"""Text copied from a wiki page → Document.

The copy may come from a browser or from lynx, wrapped or not, with or without infobox and reference list. Nothing in
it is marked
up, so the reader works by shape: the reference lists are taken out first (:mod:`.references`), then the title is found
(:mod:`.title`), the infobox (:mod:`.box`), and what is left is prose (:mod:`.prose`); :mod:`.write` passes it to the
builder.
"""

from __future__ import annotations

import re

from cursus.claim import Document
from cursus.read.builder import Builder
from cursus.read.language import language_of
from cursus.read.plain.box import find_box, read_box
from cursus.read.plain.contents import without_contents
from cursus.read.plain.grid import with_grids
from cursus.read.plain.lines import Line, layout_of, split_lines
from cursus.read.plain.noise import is_noise, without_site
from cursus.read.plain.parts import Part
from cursus.read.plain.prose import licence_of, read_prose
from cursus.read.plain.references import Index, find_references, to_citations
from cursus.read.plain.title import find_title, is_page_name, title_from_lead
from cursus.read.plain.write import Writer

_TAGLINE = re.compile(
    r"(?:From|De|Aus|Da|Un article de|Din|Материал из|Матеріал з|من) .{0,40}(?:\bwiki|вики|вікі|ويكي)", re.IGNORECASE
)
_REVISION = re.compile(r"[?&]oldid=(\d{1,12})")


def read_plain(source: str, *, path: str, sha256: str, title: str | None = None) -> Document:
    """Read one article from plain text. Never raises; text without any structure becomes paragraphs. ``title`` is
    used where the text shows none."""
    lines = with_grids(without_contents(without_site(split_lines(source))))
    layout = layout_of(lines)
    lines, references = find_references(lines, layout)
    head, title_line = find_title(lines, layout, title)
    shown = title_line.text if title_line is not None else ""
    name = shown.replace("_", " ") if "_" in shown and " " not in shown else shown
    parts: list[Part] = []
    if title_line is not None and title_line.cells:
        head -= 1  # the infobox's own head, to be read with it
    elif title_line is not None:
        parts.append(Part("title", ((title_line.start, shown),)))
    box = find_box(lines, head, layout)
    if box is not None:
        start, end = box
        parts += read_box(lines[start:end], name or title or "", layout)
        rest = lines[head:start] + lines[end:]
    else:
        rest = lines[head:]
    if title_line is None:
        name = title_from_lead(rest, title)
    elif title and name.casefold() != title.casefold() and not _is_headline(lines, head) and is_page_name(title, lines):
        name = title
    # What stands above the title is the site's name or a hatnote.
    above = lines[: head if title_line.cells else head - 1] if title_line is not None else []
    notices = [Part("notice", ((line.start, line.text),)) for line in above if line.text and not is_noise(line.text)]
    body = notices + parts + read_prose(rest, layout, name or title or "")
    licence, url = licence_of(body)
    revision = _REVISION.search(url) if url else None
    builder = Builder(source, language_of(source))
    writer = Writer(builder, Index(references))
    for part in body:
        writer.write(part)
    return builder.finish(
        path=path,
        title=name or title or "",
        sha256=sha256,
        form="text",
        citations=to_citations(references),
        licence=licence,
        url=url,
        revision=revision[1] if revision else None,
    )


def _is_headline(lines: list[Line], head: int) -> bool:
    """Whether the line before ``head`` is the page's own headline: the site's tagline stands below it."""
    below = next((line.text for line in lines[head : head + 3] if line.text), "")
    return bool(_TAGLINE.match(below))


__all__ = ["read_plain"]
