"""The records that travel through Cursus, from a read article to a published claim.

Every record is frozen, hashable and made of the standard library's types only, so that it can be pickled to a
worker, compared in a test and kept in a set. Later layers never mutate a record; they make a new one.

Offsets are Unicode code points, ``start`` inclusive and ``end`` exclusive. Two coordinate systems exist and no third:

* ``start``/``end`` address :attr:`Document.text`, the reader-visible text that is kept with the claims;
* ``source_start``/``source_end`` address :attr:`Document.source`, the input as it was given, decoded.

The JSON shapes of :class:`Claim` and :class:`Finding` live in :mod:`cursus.contract`.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

Qualifiers = tuple[tuple[str, "str | Bounds"], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of :attr:`Document.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of the map from text to source.

    A run whose two lengths are equal maps character by character; any other run is opaque: the text was produced by
    the whole source piece (a rendered template, an entity, collapsed white space) and each of its characters maps to all
    of it. Runs are ordered, do not overlap and cover the text without a gap. A run of text that has no source (a
    separator that the reader made) has ``source_start == source_end``.
    """

    start: int
    end: int
    source_start: int
    source_end: int

    @property
    def exact(self) -> bool:
        return self.end - self.start == self.source_end - self.source_start


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it. Section 0 is the lead: no heading, level 1, an empty path."""

    heading: str
    level: int
    path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like unit of text. Blocks are ordered and do not overlap.

    ``kind`` is one of ``title``, ``heading``, ``row`` (of an infobox), ``paragraph``, ``item`` (of a list), ``cells`` (a
    table row), ``caption``, ``quotation``, ``notice`` (hatnotes, maintenance boxes, licence lines), ``navigation``
    (succession and navigation boxes). Reference lists are not text: they become :class:`Citation` records.
    ``cells`` holds the cells of a ``row`` (label, value) or of a table row; ``table`` numbers the table it belongs to and
    ``header`` says that its cells are column heads.
    """

    kind: str
    start: int
    end: int
    section: int
    level: int = 0
    cells: tuple[Span, ...] = ()
    table: int = -1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block (``block`` indexes :attr:`Document.blocks`)."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter or line of an infobox.

    ``label`` is what the reader sees ("Battles/wars"), ``key`` the parameter's name where the source has one
    ("battles"), else the label in lower case. ``box`` is the box's template name or heading, ``group`` the sub-heading
    that the row stands under ("Military service"), ``start``/``end`` the whole row in the text and ``value_start``/
    ``value_end`` its value. ``items`` are the lines of the value, one or more. A value that is empty makes no row.
    """

    label: str
    key: str
    box: str
    group: str
    start: int
    end: int
    value_start: int
    value_end: int
    items: tuple[Span, ...]
    block: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark: it stands before the character ``at`` of the text, of which it is not itself a part.

    ``citation`` indexes :attr:`Document.citations`; -1 where the mark has no entry in any list (a dangling mark).
    ``source_start``/``source_end`` is the mark's own place in the source.
    """

    at: int
    label: str
    citation: int
    source_start: int
    source_end: int
    group: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One parsed field of a citation: a CSL-JSON variable, its value and its place in the source.

    Names are CSL's (author, editor, issued, title, container-title, publisher, publisher-place, URL, accessed, page,
    volume, issue, ISBN, DOI, language ...) and two that CSL lacks: ``archive-url`` and ``archive-date``. People are
    "Family, Given" or the literal name, one Field each, in order. Dates are kept in the source's words; ``edtf`` is their
    reading, None where they cannot be read. ``parameter`` is the template parameter the value came from, if any.
    """

    name: str
    value: str
    source_start: int
    source_end: int
    edtf: str | None = None
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One entry of a reference list.

    ``label`` is the number or letter a reader of the rendered page sees, ``name`` the ref's name in wikitext, ``group``
    its group ("" for the default one). ``text`` is the entry as a reader sees it. ``type`` is a CSL type ("" when unknown),
    ``template`` the citation template. ``backlinks`` are the labels of the way back ("6.0", "a") where the copy shows them.
    ``defined`` is False for an entry that is used but whose content is nowhere in the source. An entry may hold several works
    ("A. B."): ``works`` then holds the fields of each, and ``fields`` those of the first.
    """

    label: str
    name: str | None
    group: str
    text: str
    source_start: int
    source_end: int
    type: str = ""
    template: str = ""
    fields: tuple[Field, ...] = ()
    works: tuple[tuple[Field, ...], ...] = ()
    backlinks: tuple[str, ...] = ()
    defined: bool = True

    def get(self, name: str) -> str | None:
        """The first value of a CSL variable, or None."""
        return next((f.value for f in self.fields if f.name == name), None)

    def all(self, name: str) -> tuple[Field, ...]:
        return tuple(f for f in self.fields if f.name == name)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the text: the words ``start``..``end`` lead to ``target`` (a page title, or a URL)."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the reader could not make sense of, kept for the checks: its kind, its place and its words."""

    kind: str
    message: str
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read. ``form`` is ``wikitext``, ``html`` or ``text``; ``id`` is the first 16 hex digits of
    ``sha256``, which is the hash of the bytes as given."""

    id: str
    path: str
    title: str
    sha256: str
    form: str
    source: str
    text: str
    runs: tuple[Run, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    citations: tuple[Citation, ...]
    links: tuple[Link, ...]
    categories: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    lang: str = "en"
    url: str | None = None
    revision: str | None = None
    timestamp: str | None = None
    licence: str | None = None
    attribution: str | None = None

    def quote(self, start: int, end: int, origin_section: int | None = None) -> Quote:
        """The verbatim words ``start``..``end`` with their place in the source and the headings above them."""
        source_start, source_end = self.source_span(start, end)
        path = self.sections[self.section_at(start) if origin_section is None else origin_section].path
        return Quote(self.text[start:end], start, end, source_start, source_end, path)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of source behind ``text[start:end]``."""
        return source_span(self.runs, start, end)

    def section_at(self, offset: int) -> int:
        """The index of the section that holds the offset."""
        starts = [s.start for s in self.sections]
        return max(bisect.bisect_right(starts, offset) - 1, 0)


def source_span(runs: tuple[Run, ...], start: int, end: int) -> tuple[int, int]:
    """Map ``start``..``end`` of a text through its runs; generated characters at either edge widen nothing."""
    if not runs:
        return 0, 0
    first = max(bisect.bisect_right(runs, start, key=lambda r: r.start) - 1, 0)
    last = max(bisect.bisect_left(runs, max(end, start + 1), key=lambda r: r.start) - 1, first)
    while first < last and runs[first].source_start == runs[first].source_end:
        first += 1
    while last > first and runs[last].source_start == runs[last].source_end:
        last -= 1
    a, b = runs[first], runs[last]
    low = a.source_start + (max(start - a.start, 0) if a.exact else 0)
    high = b.source_start + (min(end, b.end) - b.start) if b.exact else b.source_end
    return low, max(low, high)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number that the source may only bound: "at least 3" is (3, None), "about 60" is (60, 60, approx)."""

    min: int | None
    max: int | None
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """When a claim is true, as an EDTF string (ISO 8601-2:2019, level 1 and the level 2 sets) that says no more than ``text``.

    ``earliest`` and ``latest`` are ISO days (None where open), ``starts``/``ends`` say whether the first or last day is a
    real beginning or end, ``rule`` names what produced it, ``anchor`` the EDTF date a relative phrase was resolved against.
    """

    edtf: str
    text: str
    earliest: str | None
    latest: str | None
    starts: bool = False
    ends: bool = False
    rule: str = ""
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Value:
    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    exact: str
    start: int
    end: int
    source_start: int
    source_end: int
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """A footnote behind a claim; ``scope`` is ``direct``, ``inherited``, ``section`` or ``general``."""

    label: str
    name: str | None
    scope: str


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """What a claim or finding says of the document it came from."""

    id: str
    path: str
    title: str
    sha256: str
    url: str | None = None
    revision: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact that one document states about one person. See :mod:`cursus.contract` for its JSON.

    ``steps`` are the normalising steps from the quote to the value, each "what: before -> after", for ``cursus explain``;
    they are kept in the store and are no part of the exported contract. Where a reviewer corrected the claim, ``corrected``
    tells field by field (``value``, ``date`` as EDTF, ``person``, ``stance``) what its source says instead.
    """

    id: str
    person: Person
    property: str
    value: Value
    qualifiers: Qualifiers
    date: Date | None
    stance: str
    says: str | None
    quote: Quote
    origin: str
    rule: str
    citations: tuple[Support, ...]
    document: DocumentRef
    score: float
    status: str = "unreviewed"
    steps: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()

    def qualifier(self, name: str) -> str | None:
        value = next((v for k, v in self.qualifiers if k == name), None)
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the source that a finding is about, with its exact words."""

    source_start: int
    source_end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement of ``source[source_start:source_end]`` that is certain to be right."""

    source_start: int
    source_end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check has to say about a document. ``level`` is ``error``, ``warning``, ``notice`` or ``info``."""

    id: str
    rule: str
    code: str
    level: str
    message: str
    document: DocumentRef
    line: int
    column: int
    spans: tuple[Place, ...]
    citation: str | None = None
    claims: tuple[str, ...] = ()
    suggestion: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two things were found alike or not: a score from 0 to 1 and what each part of it rests on."""

    score: float
    match: bool
    parts: tuple[str, ...] = field(default=())


def document_ref(document: Document) -> DocumentRef:
    return DocumentRef(
        document.id, document.path, document.title, document.sha256, document.url, document.revision, document.licence
    )


def permanent_link(url: str, revision: str) -> str:
    """The address of one revision of a MediaWiki page, from the page's address."""
    if "oldid=" in url:
        return url
    return f"{url}{'&' if '?' in url else '?'}oldid={revision}"


def line_column(source: str, offset: int) -> tuple[int, int]:
    """1-based line and column (code points) of an offset; lines end at ``\\n``."""
    line_start = source.rfind("\n", 0, offset) + 1
    return source.count("\n", 0, offset) + 1, offset - line_start + 1
