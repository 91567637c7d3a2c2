"""BibTeX: the works behind the claims, in UTF-8, with what TeX would act on escaped.

Each work stands once, under a key that depends on nothing but the work. Types are those that every style knows; a date is
a year and a month, and in ``date`` in full where the day is known.
"""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from cursus.export.chosen import Chosen
from cursus.export.csl import item
from cursus.export.report import Report
from cursus.export.works import Work, write_works
from cursus.store import Store

ID = "bibtex"
MEDIA_TYPE = "application/x-bibtex; charset=utf-8"

_TYPES = {
    "book": "book", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "article": "article", "chapter": "incollection", "entry-encyclopedia": "incollection", "entry-dictionary": "incollection",
    "paper-conference": "inproceedings", "thesis": "phdthesis", "report": "techreport", "manuscript": "unpublished",
    "pamphlet": "booklet",
}  # fmt: skip
_CONTAINER = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "misc": "howpublished"}
_PUBLISHER = {"phdthesis": "school", "techreport": "institution", "unpublished": "howpublished"}
_FIELDS = {
    "publisher-place": "address", "collection-title": "series", "edition": "edition", "volume": "volume", "issue": "number",
    "page": "pages", "URL": "url", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "language": "language", "number": "number",
    "genre": "type", "note": "note",
}  # fmt: skip
"""CSL variable → field, of any type."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
_RANGE = re.compile(r"\s*[–—‒−-]+\s*")
_DONE = frozenset({"id", "type", "author", "editor", "title", "container-title", "publisher", "issued", "accessed"})
CIRCA = "a date with circa or a season: the year is in words"
PERIOD = "a date that is a stretch: its first year alone"
UNTITLED = "no title: the entry's words stand for it"


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the works behind the claims that are chosen, one entry after the other."""

    def put(work: Work, report: Report) -> None:
        out.write(entry(work, report).encode())

    return write_works(store, chosen, put)


def entry(work: Work, report: Report) -> str:
    """A work as an entry, with a line end behind it."""
    csl = item(work, report)
    kind = _TYPES.get(csl["type"], "misc")
    fields: dict[str, str] = {}
    for role in ("author", "editor"):
        if role in csl:
            fields[role] = " and ".join(_name(p) for p in csl[role])
    if "title" not in csl:
        report.lose(UNTITLED)
    fields["title"] = "{" + escaped(csl.get("title") or work.text) + "}"
    if "container-title" in csl:
        _put(fields, _CONTAINER.get(kind, "series"), csl["container-title"])
    if "publisher" in csl:
        _put(fields, _PUBLISHER.get(kind, "publisher"), csl["publisher"])
    _date(fields, csl, report)
    for name, value in csl.items():
        if name in _FIELDS:
            text = _RANGE.sub("--", value) if name == "page" else value
            _put(fields, _FIELDS[name], text)
        elif name not in _DONE:
            report.lose(f"{name}: BibTeX has no field for it")
    if "accessed" in csl:
        fields["urldate"] = _day(csl["accessed"])
    lines = "".join(
        f"  {name} = {value if name == 'month' else '{' + value + '}'},\n" for name, value in fields.items()
    )
    return f"@{kind}{{{work.key},\n{lines}}}\n"


def escaped(text: str) -> str:
    """The words as TeX shows them."""
    return " ".join(text.translate(_SPECIAL).split())


def _put(fields: dict[str, str], name: str, value: str) -> None:
    if name in ("url", "doi"):
        # Styles set these verbatim: only what would end the field is encoded.
        fields.setdefault(name, "".join(value.split()).translate({0x7B: "%7B", 0x7D: "%7D", 0x5C: "%5C"}))
    else:
        fields.setdefault(name, escaped(value))


def _name(person: dict[str, str]) -> str:
    if "literal" in person:
        return "{" + escaped(person["literal"]) + "}"
    return f"{{{escaped(person['family'])}}}, {escaped(person['given'])}"


def _date(fields: dict[str, str], csl: dict[str, Any], report: Report) -> None:
    issued = csl.get("issued")
    if issued is None:
        return
    if "literal" in issued:
        fields["year"] = escaped(issued["literal"])
        return
    first, *others = issued["date-parts"]
    if others and others[0][0] != first[0]:
        report.lose(PERIOD)
    if issued.get("circa") or issued.get("season"):
        report.lose(CIRCA)
    season = ("", "spring ", "summer ", "autumn ", "winter ")[issued.get("season", 0)]
    fields["year"] = f"{'circa ' if issued.get('circa') else ''}{season}{first[0]}"
    if len(first) > 1:
        fields["month"] = _MONTHS[first[1] - 1]
    if len(first) > 2:
        fields["date"] = _day(issued)


def _day(value: dict[str, Any]) -> str:
    """A date of CSL as an ISO date, as far as it goes."""
    if "literal" in value:
        return escaped(value["literal"])
    year, *rest = value["date-parts"][0]
    return "-".join([f"{year:04d}", *(f"{n:02d}" for n in rest)])
