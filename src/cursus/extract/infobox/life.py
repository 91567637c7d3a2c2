"""Birth and death rows. Separate parameters of one box join to one claim, separate lines of a copied box do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.claim import Date, Row, Span
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.infobox.rows import AGE, BRACKETS, is_empty, value
from cursus.extract.infobox.rows import plain as value_of
from cursus.text.dates import read_date
from cursus.text.names import tokens
from cursus.text.scripts import script_of

_ISO = re.compile(r"\(\s*\d{4}-\d\d-\d\d\s*\)\s*")
_NOW = re.compile(
    r"\s*\((?:now|present[- ]day|modern|today|currently|actuelle?|actual|heute|ныне|сегодня|нині)[^()]*\)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{1,4}(?:\s?a\.\s?C\.)?")
_NEAR = 600
"""Characters between two rows that one quote may still join."""


def extract(page: Page, rows: list[tuple[Row, str]]) -> Iterator[Draft]:
    for box in _boxes(page, rows):
        for prop in ("birth", "death"):
            yield from _one(page, box, prop)
    for row, kind in rows:
        if kind == "lifespan":
            yield from _lifespan(page, row)


def _boxes(page: Page, rows: list[tuple[Row, str]]) -> list[list[tuple[Row, str]]]:
    """The rows of each box: of wikitext by the template, elsewhere all rows are one box's."""
    if page.document.form != "wikitext":
        return [rows]
    boxes: dict[str, list[tuple[Row, str]]] = {}
    for row, kind in rows:
        boxes.setdefault(row.box, []).append((row, kind))
    return list(boxes.values())


def _one(page: Page, rows: list[tuple[Row, str]], prop: str) -> Iterator[Draft]:
    def first(kind: str) -> Row | None:
        return next((r for r, k in rows if k == f"{prop}_{kind}"), None)

    date_row, place_row, day_row = first("date"), first("place"), first("day")
    cause = value(page, first("cause")) if prop == "death" else ""
    extra = (("cause", cause),) if not is_empty(cause) else ()
    date, place, name = _date_and_place(page, date_row) if date_row else (None, "", None)
    own = [row for row in (date_row, place_row) if row is not None]
    if date_row and day_row and _YEAR.fullmatch(value(page, date_row)):
        found = read_date(f"{value(page, day_row)} {value(page, date_row)}", lang=page.document.lang)
        date = found.date if found is not None else date
        own.append(day_row)
    if name is not None and prop == "birth":
        yield name
    if date_row and place_row and page.document.form == "wikitext":
        start, end = min(row.start for row in own), max(row.end for row in own)
        if end - start <= _NEAR:
            place = place or _place(value(page, place_row))
            if date or place:
                yield _claim(page, prop, place, date, Span(start, end), extra)
            return
    if date_row and (date or place):
        dated = [row for row in own if row is not place_row]
        yield _claim(page, prop, place, date, Span(min(r.start for r in dated), max(r.end for r in dated)), extra)
    if place_row:
        alone = _place(value(page, place_row))
        if alone:
            yield _claim(page, prop, alone, None, Span(place_row.start, place_row.end), () if date_row else extra)


def _claim(
    page: Page, prop: str, place: str, date: Date | None, quote: Span, extra: tuple[tuple[str, str], ...]
) -> Draft:
    qualifiers = ((("place", place),) if place else ()) + extra
    return Draft(
        prop, place, quote, f"infobox.{prop}", page.subject, qualifiers=qualifiers, date=date, stance="asserted"
    )


def _date_and_place(page: Page, row: Row) -> tuple[Date | None, str, Draft | None]:
    """A "Born" row: the date is in one line, the place in the lines after it; a first line without date is the name."""
    date: Date | None = None
    place: list[str] = []
    name: Draft | None = None
    for index, item in enumerate(row.items):
        text = value_of(page.text[item.start : item.end])
        plain = _ISO.sub("", AGE.sub("", text))
        found = read_date(plain, lang=page.document.lang) if date is None else None
        if found is not None:
            date = found.date
            tail = BRACKETS.sub("", plain[found.end :]).strip(" ,;)")
            if len(tail) > 2 and tail[0].isupper():
                place.append(tail)
            head = plain[: found.start].strip(" ,(")
            if _shares_name(page, head):
                name = _born_as(page, head, Span(item.start, item.start + len(head)))
            continue
        if date is not None:
            place.append(text)
        elif index == 0 and len(row.items) > 1:
            if _shares_name(page, text):
                name = _born_as(page, text, Span(item.start, item.end))
        elif re.search(r"[^\W\d]", text) and not row.key.endswith("date"):
            place.append(text)
    return date, _place(", ".join(p for p in place if p)), name


def _shares_name(page: Page, text: str) -> bool:
    return len(text.split()) > 1 and bool({t for n in page.full_names for t in tokens(n)} & set(tokens(text)))


def _born_as(page: Page, text: str, span: Span) -> Draft:
    return Draft(
        "name",
        text,
        span,
        "infobox.birth-name",
        page.subject,
        qualifiers=(("kind", "birth"), ("script", script_of(text))),
        date=None,
        stance="asserted",
    )


def _place(text: str) -> str:
    text = _NOW.sub("", AGE.sub("", " ".join(text.split())))
    text = re.split(r"\s(?:Cause of death|Resting place|Buried)\b", text)[0]
    if is_empty(text) or re.fullmatch(r"[\d\W]*", text):
        return ""
    text = text.strip(" ,;")
    return text if re.search(r"\b\w\.\w?\.?$|\b[A-Z]\.$", text) else text.rstrip(".")


def _lifespan(page: Page, row: Row) -> Iterator[Draft]:
    text = page.text[row.value_start : row.value_end]
    match = re.fullmatch(r"\(?\s*(?P<b>.{0,40}?\d{3,4})\s*[-–—]\s*(?P<d>.{0,40}?\d{3,4})\)?", text)
    if match is None:
        return
    for prop, name in (("birth", "b"), ("death", "d")):
        found = read_date(match[name], lang=page.document.lang)
        if found is not None:
            span = Span(row.value_start + match.start(name), row.value_start + match.end(name))
            yield Draft(prop, "", span, "infobox.lifespan", page.subject, date=found.date, stance="asserted")
