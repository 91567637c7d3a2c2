"""One file of data as one Document with its claims."""

from __future__ import annotations

import bisect
import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field

import orjson

from cursus.claim import Block, Citation, Claim, Document, Field, Run, Section, Support, document_ref
from cursus.importing import ftm, ipif, lines, sfm
from cursus.importing.formats import FORMATS, MAX_BYTES
from cursus.importing.model import Draft, Origin, Rows, claim_of
from cursus.page import Problem

__all__ = ["FORMATS", "Imported", "UnknownFormat", "detect", "read"]

_PROBED = 20
_LONGEST_HEADER = 1 << 16
_NAMES = {
    "jsonl": "Cursus JSON Lines", "ftm": "FollowTheMoney entities", "ftm-statements": "FollowTheMoney statements",
    "sfm": "Security Force Monitor sheets", "ipif": "IPIF",
}  # fmt: skip
_HEADERS = frozenset({"type:claim", "about_entity:ref:claim"})


class UnknownFormat(ValueError):
    """The file is of none of the formats, or cannot be opened as what it is; the message says which are known."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file gives: ``rows`` counts the rows read, ``passed`` what no claim holds, by reason."""

    format: str
    document: Document
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
    passed: Counter[str] = field(default_factory=Counter)


def detect(data: bytes) -> str:
    """The format of a file by its content. Raises UnknownFormat."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[:4] == b"PK\x03\x04":
        return "sfm"
    if head[:1] == b"{":
        for line in head.split(b"\n", _PROBED)[:_PROBED]:
            try:
                found = orjson.loads(line)
            except orjson.JSONDecodeError:
                continue
            if isinstance(found, dict) and (kind := _kind(found)):
                return kind
        if any(f'"{name}"'.encode() in head for name in ipif.LISTS):
            return "ipif"
    if _header(head[:_LONGEST_HEADER].decode("utf-8", "replace")) & _HEADERS:
        return "sfm"
    known = ", ".join(f"{name} ({words})" for name, words in _NAMES.items())
    raise UnknownFormat(f"is of none of the formats that can be imported: {known}")


def _header(text: str) -> set[str]:
    """The names of a table's columns; none where its first line is no header."""
    try:
        return set(next(csv.reader([text[:_LONGEST_HEADER].split("\n", 1)[0]]), []))
    except csv.Error:
        return set()


def _kind(found: dict[str, object]) -> str:
    if {"person", "property", "quote"} <= found.keys():
        return "jsonl"
    if {"schema", "properties"} <= found.keys():
        return "ftm"
    if {"entity_id", "prop", "schema"} <= found.keys():
        return "ftm-statements"
    return "ipif" if any(isinstance(found.get(name), list) for name in ipif.LISTS) else ""


def read(data: bytes, path: str, format_: str | None = None, *, max_bytes: int = MAX_BYTES) -> Imported:
    """Read a file that is called ``path`` in claims and messages; its format is told by its content, unless given.

    The Document's text is the file's text, letter by letter (of a zip: its tables one behind the other), so that a quote is the
    row as it stands. Raises UnknownFormat.
    """
    if len(data) > max_bytes:
        raise UnknownFormat(f"is larger than {max_bytes >> 20} MB; split it, or raise the limit with --max-bytes")
    kind = format_ or detect(data)
    sha256 = hashlib.sha256(data).hexdigest()
    rows = Rows()
    tables: dict[str, tuple[int, str]] = {}
    if kind == "sfm":
        text, tables = _tables(data, path, max_bytes)
        sfm.read(tables, sha256[:16], rows)
    else:
        text = _text(data)
        _READERS[kind](text, sha256[:16], rows)
    drafts = sorted(rows.drafts, key=lambda d: (d.start, d.end))
    citations, footnotes = _footnotes(drafts)
    document = _document(path, sha256, text, drafts, citations)
    ref, rule = document_ref(document), f"import.{kind}"
    claims: dict[str, Claim] = {}
    for draft in drafts:
        label = footnotes.get(draft.origin) if draft.origin is not None else None
        claim = claim_of(draft, text, ref, rule, (Support(label, None, "direct"),) if label is not None else ())
        claims.setdefault(claim.id, claim)
    places = _Places(text, tables, path)
    problems = tuple(
        Problem(places.of(start), reason, "mend the row, and import the file again", document.id)
        for start, reason in sorted(rows.bad)
    )
    return Imported(kind, document, tuple(claims.values()), problems, Counter(rows.passed))


_READERS = {"jsonl": lines.read, "ftm": ftm.read, "ftm-statements": ftm.read_statements, "ipif": ipif.read}


def _text(data: bytes) -> str:
    """Raises UnknownFormat."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnknownFormat(f"is no text in UTF-8 (byte {error.start + 1:,})") from error


def _tables(data: bytes, path: str, max_bytes: int) -> tuple[str, dict[str, tuple[int, str]]]:
    """The text of all tables, and each with the place where it begins. Raises UnknownFormat."""
    if data[:4] != b"PK\x03\x04":
        text = _text(data)
        header = _header(text)
        name = "posting" if "posting:roles:assertion" in header else "person"
        return text, {name: (0, text)}
    out, tables, at = io.StringIO(newline=""), dict[str, tuple[int, str]](), 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in sfm.TABLES:
                member = next((m for m in packed.infolist() if m.filename.rpartition("/")[2] == f"{name}.csv"), None)
                if member is None:
                    continue
                with packed.open(member) as file:
                    raw = file.read(max_bytes - at + 1)
                text = _text(raw)
                if at + len(text) > max_bytes:
                    raise UnknownFormat(f"holds more than {max_bytes >> 20} MB of tables")
                tables[name] = (at, text)
                at += out.write(text)
                if text and not text.endswith("\n"):
                    at += out.write("\n")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, UnknownFormat):
            raise
        raise UnknownFormat(f"is no whole zip: {error}") from error
    if not tables:
        raise UnknownFormat(f"is a zip without any of the tables {', '.join(f'{name}.csv' for name in sfm.TABLES)}")
    return out.getvalue(), tables


class _Places:
    """Offsets as ``file:line``; of a zip ``file/table.csv:line``."""

    def __init__(self, text: str, tables: dict[str, tuple[int, str]], path: str) -> None:
        self._breaks = [m.start() for m in re.finditer("\n", text)]
        self._path = path
        self._tables = [] if len(tables) < 2 else sorted((start, name) for name, (start, _) in tables.items())

    def of(self, offset: int) -> str:
        line = bisect.bisect_left(self._breaks, offset) + 1
        if not self._tables:
            return f"{self._path}:{line}"
        start, name = self._tables[bisect.bisect_right(self._tables, (offset, "\uffff")) - 1]
        return f"{self._path}/{name}.csv:{line - bisect.bisect_left(self._breaks, start)}"


def _footnotes(drafts: list[Draft]) -> tuple[tuple[Citation, ...], dict[Origin, str]]:
    """A footnote for each source that rows name: the same source and words once."""
    citations: list[Citation] = []
    labels: dict[Origin, str] = {}
    for draft in drafts:
        origin = draft.origin
        if origin is None or origin in labels:
            continue
        labels[origin] = str(len(citations) + 1)
        fields = [("title", origin.title), ("URL", origin.url)]
        words = ", ".join(words for _, words in fields if words) + (f": “{origin.quote}”" if origin.quote else "")
        citations.append(
            Citation(
                labels[origin], None, "", words, draft.start, draft.end, "webpage" if origin.url else "document",
                fields=tuple(Field(name, value, draft.start, draft.end) for name, value in fields if value),
            )
        )  # fmt: skip
    return tuple(citations), labels


def _document(path: str, sha256: str, text: str, drafts: list[Draft], citations: tuple[Citation, ...]) -> Document:
    """The file as a Document. No reader of articles has a part in it: text and source are the same."""
    blocks: list[Block] = []
    for draft in drafts:
        if not blocks or draft.start >= blocks[-1].end:
            blocks.append(Block("item", draft.start, draft.end, 0))
    return Document(
        id=sha256[:16],
        path=path,
        title=path.rpartition("/")[2],
        sha256=sha256,
        form="text",
        source=text,
        text=text,
        runs=(Run(0, len(text), 0, len(text)),) if text else (),
        sections=(Section("", 1, (), 0, len(text)),),
        blocks=tuple(blocks),
        sentences=(),
        rows=(),
        marks=(),
        citations=citations,
        links=(),
    )
