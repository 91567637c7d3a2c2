"""Annotated paragraphs whose text is kept elsewhere: JSON Lines of offsets, the text found again by its hash.

One line is one paragraph::

    {"file": "en/Some_Officer.wikitext", "sha256": "…", "country": "NG",
     "mentions": [["T1", "Person", 0, 12], ["T2", "Rank", 14, 21]], "relations": [["has_rank", "T1", "T2"]]}

``file`` is relative to the corpus (``dump.xml.bz2#Title`` for a page of an export), ``sha256`` the hash (hexadecimal, of UTF-8) of a block of the document that the reader
makes of that file, and the offsets are code points of that block.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from cursus.claim import Document
from cursus.read import ReadError, read, read_page
from cursus.read.dump import read_pages
from cursus.tag.model import KIND_NAMES, RELATION_NAMES, RELATIONS, Mention, Paragraph, Relation


class AnnotationError(ValueError):
    """An annotation that contradicts itself or its text; its words say what and where."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The paragraphs whose text was found, in the order of the file, and a line for each that was not or is not sound."""

    paragraphs: tuple[Paragraph, ...]
    problems: tuple[str, ...]


def paragraphs_of(data: bytes, name: str) -> dict[str, str]:
    """The blocks of an article as our reader gives them: hash → text. Raises ReadError."""
    return _by_hash(read(data, name))


def paragraphs_of_page(dump: bytes, name: str, title: str) -> dict[str, str]:
    """The same for one page of a MediaWiki export, packed or not; empty where it has no such page. Raises ReadError."""
    for page in read_pages(dump, name):
        if page.title == title:
            return _by_hash(read_page(page, name))
    return {}


def _by_hash(document: Document) -> dict[str, str]:
    blocks = (document.text[block.start : block.end] for block in document.blocks)
    return {hash_of(text): text for text in blocks}


def hash_of(text: str) -> str:
    """What a paragraph is called in an annotation."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def load(annotation: Path, corpus: Path) -> Loaded:
    """The annotated paragraphs of a JSON Lines file, with their text from the corpus. Raises OSError for the file itself."""
    paragraphs: list[Paragraph] = []
    problems: list[str] = []
    blocks: dict[str, dict[str, str]] = {}
    for number, line in enumerate(annotation.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        where = f"{annotation.name}:{number}"
        try:
            row = _row(line)
            if row["file"] not in blocks:
                blocks[row["file"]] = {}
                blocks[row["file"]] = _blocks(corpus, row["file"])
            text = blocks[row["file"]].get(row["sha256"])
            if text is None:
                raise AnnotationError(f"{row['file']} has no paragraph with the hash {row['sha256'][:12]}…")
            paragraphs.append(_paragraph(row, text))
        except AnnotationError as error:
            problems.append(f"{where}: {error}")
    return Loaded(tuple(paragraphs), tuple(problems))


def _blocks(corpus: Path, file: str) -> dict[str, str]:
    path, _, title = file.partition("#")
    try:
        data = (corpus / path).read_bytes()
        return paragraphs_of_page(data, path, title) if title else paragraphs_of(data, file)
    except ReadError as error:
        raise AnnotationError(str(error)) from error
    except OSError as error:
        raise AnnotationError(f"{file}: {error.strerror}; is the corpus at {corpus}?") from error


_SHAPE = {"file": str, "sha256": str, "mentions": list, "relations": list}


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise AnnotationError(f"is no JSON ({error})") from error
    if not isinstance(row, dict):
        raise AnnotationError("is no JSON object")
    for key, kind in _SHAPE.items():
        if not isinstance(row.get(key), kind):
            raise AnnotationError(f"has no {key}, or one of the wrong kind")
    return row


def _paragraph(row: dict[str, Any], text: str) -> Paragraph:
    places: dict[str, int] = {}
    mentions: list[Mention] = []
    for name, mention in _mentions(row["mentions"], text):
        if name in places:
            raise AnnotationError(f"{name} is there twice")
        places[name] = len(mentions)
        mentions.append(mention)
    relations = tuple(_relation(cells, places, mentions) for cells in row["relations"])
    return Paragraph(row["file"], text, tuple(mentions), relations, str(row.get("country", "")))


def _mentions(cells: list[Any], text: str) -> Iterator[tuple[str, Mention]]:
    for cell in cells:
        match cell:
            case [str(name), str(kind), int(start), int(end)]:
                if kind not in KIND_NAMES:
                    raise AnnotationError(f"{name}: there is no kind {kind!r}; it is one of {', '.join(KIND_NAMES)}")
                words = text[start:end]
                if not 0 <= start < end <= len(text) or words != words.strip():
                    raise AnnotationError(f"{name}: {start}..{end} is no stretch of words of the paragraph")
                yield name, Mention(KIND_NAMES[kind], start, end)
            case _:
                raise AnnotationError(f"{cell!r} is no mention: name, kind, start, end")


def _relation(cell: Any, places: dict[str, int], mentions: list[Mention]) -> Relation:
    match cell:
        case [str(kind), str(person), str(other)]:
            if kind not in RELATION_NAMES:
                raise AnnotationError(f"there is no relation {kind!r}; it is one of {', '.join(RELATION_NAMES)}")
            name = RELATION_NAMES[kind]
            if person not in places or other not in places:
                raise AnnotationError(f"{kind} {person} {other}: there is no such mention")
            ends = mentions[places[person]].kind, mentions[places[other]].kind
            if ends != ("Person", RELATIONS[name]):
                raise AnnotationError(f"{kind} leads from Person to {RELATIONS[name]}, not from {ends[0]} to {ends[1]}")
            return Relation(name, places[person], places[other])
        case _:
            raise AnnotationError(f"{cell!r} is no relation: kind, person, other")
