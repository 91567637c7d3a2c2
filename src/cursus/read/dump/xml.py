"""MediaWiki's XML, as a stream: bytes in, pages out, in memory of one page.

Expat reads it. Document types and entities are refused, and so are elements nested too deep, too many attributes and
pages too long: an export holds none of that.
"""

from __future__ import annotations

from xml.parsers import expat

from cursus.read.dump.page import DumpError, Page, Site, redirect_of

MAX_PAGE = 4 << 20
"""Characters of one page's text; MediaWiki itself stops at 2 MB."""
_MAX_DEPTH = 12
_MAX_ATTRIBUTES = 32
_MAX_FIELD = 4096
_MAX_NAMESPACES = 1000
_STEP = 1 << 18
_MOST_ELEMENTS = 100_000
_LONGEST_TAG = 1 << 20  # bytes in which nothing begins and no text stands
_BETWEEN = 64 << 20  # bytes of XML without the end of a page or a revision
_FIELDS = {
    ("mediawiki", "page", "title"): "title",
    ("mediawiki", "page", "ns"): "ns",
    ("mediawiki", "page", "id"): "id",
    ("mediawiki", "page", "revision", "id"): "revision",
    ("mediawiki", "page", "revision", "timestamp"): "timestamp",
    ("mediawiki", "page", "revision", "contributor", "username"): "contributor",
    ("mediawiki", "page", "revision", "contributor", "ip"): "contributor",
    ("mediawiki", "page", "revision", "text"): "text",
    ("mediawiki", "siteinfo", "sitename"): "name",
    ("mediawiki", "siteinfo", "base"): "base",
    ("mediawiki", "siteinfo", "dbname"): "dbname",
    ("mediawiki", "siteinfo", "generator"): "generator",
    ("mediawiki", "siteinfo", "namespaces", "namespace"): "namespace",
}


class _Refused(Exception):
    """Something that no export holds."""


class PageReader:
    """Takes XML in pieces, gives the pages that are complete. ``site`` stands for the start of an export that was read
    before: the pieces are then pages alone."""

    def __init__(self, name: str, site: Site | None = None) -> None:
        self.name = name
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.EntityDeclHandler = self._refuse_entity
        self._parser.ExternalEntityRefHandler = self._refuse_external
        self._path: list[str] = []
        self._pages: list[Page] = []
        self._values: dict[str, str] = {}
        self._redirect: str | None = None
        self._field: str | None = None
        self._parts: list[str] = []
        self._length = 0
        self._since = 0
        self._silent = 0
        self._elements = 0
        self._seen = False
        self.site = Site()
        self._info: dict[str, str] = {}
        self._namespaces: list[tuple[int, str]] = []
        self._key = 0
        if site is not None:
            self._parser.Parse(b"<mediawiki>", False)
            self.site = site

    @property
    def between_pages(self) -> bool:
        """Whether every element but the export's own is closed."""
        return len(self._path) == 1

    def take(self) -> list[Page]:
        pages, self._pages = self._pages, []
        return pages

    def feed(self, chunk: bytes | None) -> DumpError | None:
        """Read on; None ends the document."""
        try:
            if chunk is None:
                self._parser.Parse(b"", True)
            else:
                for start in range(0, len(chunk), _STEP):
                    self._feed(chunk[start : start + _STEP])
        except expat.ExpatError as error:
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS] and not self._seen:
                return DumpError(self.name, "is empty", "export the pages again")
            if chunk is None:
                return DumpError(
                    self.name, "is cut off", "the pages before the cut were read; fetch the export again for the rest"
                )
            return DumpError(
                self.name, "is no valid XML", "the pages that are valid were read; export the others again"
            )
        except (ValueError, LookupError):  # a declared encoding that expat or Python has not
            return DumpError(self.name, "is no valid XML", "export the pages again, in UTF-8")
        except _Refused as error:
            return DumpError(self.name, str(error), "give an export made by MediaWiki (Special:Export or dumpBackup)")
        return None

    def _feed(self, chunk: bytes) -> None:
        self._since += len(chunk)
        self._silent += len(chunk)
        if self._since > _BETWEEN:
            raise _Refused("has no end of a page within 64 MB")
        self._parser.Parse(chunk, False)
        if self._silent > _LONGEST_TAG:
            raise _Refused("has a tag longer than any export's")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._silent = 0
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise _Refused("has no end of a page within 100,000 elements")
        name = name.rsplit(":", 1)[-1]
        path = self._path
        if not path and name != "mediawiki":
            raise _Refused(f"is XML, but no MediaWiki export (it starts with <{name[:40]}>)")
        if not path:
            self._seen = True
            self._info["language"] = attributes.get("xml:lang", "")[:40]
            self._settle()
        if len(path) >= _MAX_DEPTH:
            raise _Refused("has elements nested deeper than any export")
        if len(attributes) > _MAX_ATTRIBUTES:
            raise _Refused("has an element with more attributes than any export")
        path.append(name)
        if name == "page" and len(path) == 2:
            self._values = {}
            self._redirect = None
        elif name == "redirect" and len(path) == 3:
            self._redirect = attributes.get("title", "")[:_MAX_FIELD]
        elif name == "namespace":
            self._key = _number(attributes.get("key", "0"))
        elif name == "revision" and len(path) == 3:
            # Of several revisions the last one is kept, which is the newest.
            for field in ("revision", "timestamp", "contributor", "text"):
                self._values.pop(field, None)
        self._field = _FIELDS.get(tuple(path))
        self._parts.clear()
        self._length = 0

    def _characters(self, words: str) -> None:
        self._silent = 0
        if self._field is None:
            return
        self._length += len(words)
        if self._length > (MAX_PAGE if self._field == "text" else _MAX_FIELD):
            raise _Refused(f"has a page whose {self._field} is longer than MediaWiki allows")
        self._parts.append(words)

    def _end(self, name: str) -> None:
        if self._field is not None:
            self._store(self._field, "".join(self._parts))
            self._field = None
            self._parts.clear()
        if len(self._path) == 2:
            if self._path[1] == "page":
                self._since = self._elements = 0
                self._pages.append(self._page())
            elif self._path[1] == "siteinfo":
                self._settle()
        elif len(self._path) == 3 and self._path[2] == "revision":
            self._since = self._elements = 0
        self._path.pop()

    def _store(self, field: str, words: str) -> None:
        if field == "namespace":
            if len(self._namespaces) < _MAX_NAMESPACES:
                self._namespaces.append((self._key, words.strip()))
        elif self._path[1] == "siteinfo":
            self._info[field] = words.strip()
        else:
            self._values[field] = words

    def _settle(self) -> None:
        """All that is known of the wiki, for the pages that follow."""
        self.site = Site(**self._info, namespaces=tuple(self._namespaces))

    def _page(self) -> Page:
        values = self._values
        title, text, ns = values.get("title", ""), values.get("text", ""), values.get("ns")
        return Page(
            title=title,
            # Exports before 2012 do not number the namespace, nor do those before 2014 say where a redirect leads.
            ns=self.site.namespace_of(title) if ns is None else _number(ns),
            id=_number(values.get("id", "0")),
            revision=values.get("revision"),
            timestamp=values.get("timestamp"),
            contributor=values.get("contributor"),
            text=text,
            redirect=self._redirect or redirect_of(text),
            site=self.site,
        )

    def _refuse_doctype(self, *_: object) -> None:
        raise _Refused("declares a document type, which no export does")

    def _refuse_entity(self, *_: object) -> None:
        raise _Refused("declares entities, which no export does")

    def _refuse_external(self, *_: object) -> int:
        raise _Refused("refers to another file, which no export does")


def _number(words: str) -> int:
    words = words.strip()
    return int(words) if words.lstrip("-").isascii() and words.lstrip("-").isdigit() and len(words) < 20 else 0
