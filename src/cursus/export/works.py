"""The works that claims rest on: each once, told apart as the dossier tells its sources apart."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from anyascii import anyascii

from cursus.claim import Citation, Claim, Field
from cursus.dossier.model import Reference
from cursus.dossier.sources import source_key
from cursus.export.chosen import Chosen
from cursus.export.report import Report
from cursus.store import Store
from cursus.store.cited import find_citation
from cursus.store.pick import Cited, cited

NO_FOOTNOTE = "no work: the claim has no footnote"
UNDEFINED = "no work: the footnote is defined nowhere in the article"
AGAIN_PAGE = "a page: of a work that is in the file already"
_NOT_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Work:
    """One cited work: a key that depends on nothing but the work, its CSL type ("" where unknown), and what its first
    footnote says of it: its fields, and the entry as a reader sees it."""

    key: str
    type: str
    fields: tuple[Field, ...]
    text: str

    def get(self, name: str) -> str:
        """The first value of a variable, "" for none."""
        return next((f.value for f in self.fields if f.name == name), "")

    def all(self, name: str) -> list[Field]:
        return [f for f in self.fields if f.name == name]


class Documents:
    """The reference lists of the articles of claims that come article by article: the last one is kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._id = ""
        self._last: Cited | None = None

    def of(self, claim: Claim) -> Cited | None:
        if claim.document.id != self._id:
            self._id, self._last = claim.document.id, cited(self._store, claim.document.id)
        return self._last


def entries(claim: Claim, document: Cited | None, report: Report | None = None) -> Iterator[tuple[int, Citation]]:
    """The entries that the footnotes of a claim mean, with their index; what leads nowhere is noted."""
    listed = document.citations if document is not None else ()
    for support in claim.citations:
        index = find_citation(support, listed)
        if index >= 0 and listed[index].defined:
            yield index, listed[index]
        elif report is not None:
            report.lose(UNDEFINED)
    if report is not None and not claim.citations:
        report.lose(NO_FOOTNOTE)


def works_of(citation: Citation) -> list[Work]:
    """The works of an entry, in its order."""
    if len(citation.works) > 1:
        return [_work(citation, fields, " ".join(f.value for f in fields)) for fields in citation.works if fields]
    return [_work(citation, citation.fields, citation.text)]


def write_works(store: Store, chosen: Chosen, put: Callable[[Work, Report], None]) -> Report:
    """Hand every work behind the chosen claims over once, in the order in which they are met.

    What is remembered meanwhile is the key of each work and the entries of one article.
    """
    report, documents = Report(), Documents(store)
    known: set[str] = set()
    at, here = "", set[int]()
    for claim in chosen.claims(store):
        document = documents.of(claim)
        if claim.document.id != at:
            at, here = claim.document.id, set()
        carried = False
        for index, citation in entries(claim, document, report):
            carried = True
            if index in here:
                continue
            here.add(index)
            for work in works_of(citation):
                if work.key not in known:
                    known.add(work.key)
                    put(work, report)
                elif work.get("page"):
                    report.lose(AGAIN_PAGE)
        report.claims += carried
    return report


def _work(citation: Citation, fields: tuple[Field, ...], text: str) -> Work:
    url = next((f.value for f in fields if f.name == "URL"), None)
    identity = source_key(Reference("", "", "", text, url=url))
    digits = hashlib.sha256("\x1f".join(identity).encode()).hexdigest()[:10]
    named = next(
        (f.value for name in ("author", "editor", "container-title", "title") for f in fields if f.name == name), ""
    )
    year = next((f.edtf[:4] for f in fields if f.name == "issued" and f.edtf and f.edtf[:4].isdigit()), "")
    word = _NOT_KEY.sub(" ", anyascii(named.split(",")[0]).casefold()).split()
    return Work(
        f"{word[-1] if word and ',' in named else word[0] if word else 'work'}{year}-{digits}",
        citation.type,
        fields,
        text,
    )
