"""Infobox rows → claims, by the table ``vocab/infobox.tsv``. The quote is the row, or the line of it that states the fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cursus.claim import Date, Row, Span
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.text.countries import country_id, strip_flag
from cursus.text.dates import DateMatch, find_dates, read_date
from cursus.text.names import read_name
from cursus.text.ranks import find_ranks, read_rank
from cursus.text.scripts import script_of
from cursus.vocab import infobox_parameters

_NUMBER = re.compile(r"[\s_]?\d{1,2}$")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_AGE = re.compile(r"\s*\((?:aged?|alter|âge|edad|возраст)[\s\xa0]?[^)]*\)", re.IGNORECASE)
_ISO_PAREN = re.compile(r"\(\s*\d{4}-\d\d-\d\d\s*\)\s*")
_NONE = re.compile(r"(?:n/?a|none|unknown|various|see below|yes|no|[-–—?])\.?", re.IGNORECASE)
_RELATIVE_KIND = re.compile(
    r"\((?P<k>[^()]*\b(?:father|mother|son|daughter|brother|sister|wife|husband|uncle|aunt|cousin|nephew|niece|grand\w+|in-law)\b[^()]*)\)|^(?P<k2>[\w ,'-]{0,30}(?:father|mother|son|daughter|brother|sister|uncle|aunt|cousin|nephew|niece|grand\w+|in-law)):?\s",
    re.IGNORECASE,
)
_KIN = {"father": "parent", "mother": "parent", "son": "child", "daughter": "child", "brother": "sibling", "sister": "sibling", "wife": "spouse", "husband": "spouse"}


@dataclass(frozen=True, slots=True)
class _Item:
    """One line of a value: its words without a date in brackets, the date, the span of the whole line."""

    text: str
    span: Span
    date: DateMatch | None


def _kind(row: Row) -> tuple[str, str] | None:
    table = infobox_parameters()
    key = row.key.casefold()
    return table.get(key) or table.get(_NUMBER.sub("", key)) or table.get(key.replace("_", " "))


def _suffix(row: Row) -> str:
    match = _NUMBER.search(row.key)
    return match.group().strip(" _") if match else ""


def unknown_rows(page: Page) -> list[Row]:
    """Rows that the table does not know: kept for reports, never guessed at."""
    return [row for row in page.document.rows if _kind(row) is None]


def _items(page: Page, row: Row) -> Iterator[_Item]:
    for item in row.items:
        yield from _split(page, Span(item.start, item.end))


def _split(page: Page, span: Span) -> Iterator[_Item]:
    """The parts of one line: copies run "A (1973) B (1978–1987)" together, a dated bracket before a capital ends a part."""
    text = page.text[span.start : span.end]
    start = 0
    for match in re.finditer(r"\(\D{0,8}\d{4}[^()]{0,24}\)\s+(?=[A-Z•])", text):
        yield _item(text[start : match.end()].rstrip(), span.start + start)
        start = match.end()
    yield _item(text[start:], span.start + start)


def _item(text: str, start: int) -> _Item:
    lead = len(text) - len(text.lstrip(" •*·-–†‡"))
    words, start = text[lead:].rstrip(" ,;"), start + lead
    span = Span(start, start + len(words))
    date: DateMatch | None = None
    value = words
    for match in _BRACKETS.finditer(words):
        found = read_date(match.group(1))
        if found is not None:
            date = date or found
            value = value.replace(match.group(), "", 1)
    if date is None and re.search(r"\d{3,4}", words):
        # "1999–2003: Commander" and "Commander, 1999–2003": a date at either edge is the date, one in the middle is part of a name.
        found = find_dates(words)
        edge = [d for d in found if d.start <= 1 or d.end >= len(words) - 1]
        if len(edge) == 1 and len(edge[0].date.text) < len(words) - 3:
            date = edge[0]
            outer = words[: date.start].rstrip(" ,:–—-") if date.end >= len(words) - 1 else words[date.end :].lstrip(" ,:–—-")
            if outer and not re.search(r"\b(?:of|in|campaign|War|Uprising|Revolution)$", outer):
                value = outer
    return _Item(" ".join(value.split()).strip(" ,;:"), span, date)


def _date(item: _Item) -> Date | None:
    return item.date.date if item.date else None


def extract(page: Page) -> Iterator[Draft]:
    rows = [(row, kind) for row in page.document.rows if (kind := _kind(row)) is not None]
    yield from _life(page, [(r, k[0]) for r, k in rows])
    yield from _offices(page, [(r, k[0]) for r, k in rows])
    for row, (kind, detail) in rows:
        if kind in ("name", "value", "service", "rank", "unit", "commands", "education", "relative", "membership"):
            yield from _SIMPLE[kind](page, row, detail)


# birth and death -----------------------------------------------------------------------------------------------------------
def _life(page: Page, rows: list[tuple[Row, str]]) -> Iterator[Draft]:
    """Date and place of birth and death; separate parameters of one box join to one claim, separate lines of a copy do not."""
    for prop in ("birth", "death"):
        dates = [r for r, k in rows if k == f"{prop}_date"][:1]
        places = [r for r, k in rows if k == f"{prop}_place"][:1]
        cause = next((page.text[r.value_start : r.value_end] for r, k in rows if prop == "death" and k == "death_cause"), "")
        extra = (("cause", " ".join(cause.split())),) if cause and not _NONE.fullmatch(cause) else ()
        date_row = dates[0] if dates else None
        place_row = places[0] if places else None
        if date_row and place_row and page.document.form == "wikitext":
            date, place = _date_and_place(page, date_row, prop)
            place = place or _place(page.text[place_row.value_start : place_row.value_end])
            if date or place:
                start, end = min(date_row.start, place_row.start), max(date_row.end, place_row.end)
                yield _born(page, prop, place, date, Span(start, end), extra)
            continue
        if date_row:
            date, place = _date_and_place(page, date_row, prop)
            if date or place:
                yield _born(page, prop, place, date, Span(date_row.start, date_row.end), extra)
        if place_row:
            place = _place(page.text[place_row.value_start : place_row.value_end])
            if place:
                yield _born(page, prop, place, None, Span(place_row.start, place_row.end), extra)
    for row, kind in rows:
        if kind == "lifespan":
            yield from _lifespan(page, row)


def _born(page: Page, prop: str, place: str, date: Date | None, quote: Span, extra: tuple[tuple[str, str], ...]) -> Draft:
    qualifiers = ((("place", place),) if place else ()) + extra
    return Draft(prop, place, quote, f"infobox.{prop}", page.subject, qualifiers=qualifiers, date=date, stance="asserted", score=0.97)


def _date_and_place(page: Page, row: Row, prop: str) -> tuple[Date | None, str]:
    """A "Born" row: the date is in one line, the place in the lines after it; a first line without date may be the name."""
    date: Date | None = None
    place: list[str] = []
    for index, item in enumerate(row.items):
        text = page.text[item.start : item.end]
        found = read_date(_ISO_PAREN.sub("", _AGE.sub("", text))) if date is None else None
        if found is not None:
            date = found.date
            rest = _AGE.sub("", text)
            rest = _ISO_PAREN.sub("", rest)
            at = rest.find(found.date.text)
            tail = rest[at + len(found.date.text) :] if at >= 0 else ""
            tail = _BRACKETS.sub("", tail).strip(" ,;)")
            if len(tail) > 2 and tail[0].isupper() and not tail.isdigit():
                place.append(tail)
            continue
        if date is not None:
            place.append(text)
        elif index == 0 and len(row.items) > 1:
            continue
        elif re.search(r"[^\W\d]", text) and row.key not in ("birth_date", "death_date"):
            place.append(text)
    return date, _place(", ".join(p for p in place if p))


def _place(text: str) -> str:
    text = _AGE.sub("", " ".join(text.split()))
    text = re.sub(r"\s*\((?:now|present[- ]day|modern|today)[^()]*\)", "", text)
    text = text.split(" Cause of death")[0]
    return "" if _NONE.fullmatch(text) or re.fullmatch(r"[\d\W]*", text) else text.strip(" ,;.")


def _lifespan(page: Page, row: Row) -> Iterator[Draft]:
    text = page.text[row.value_start : row.value_end]
    match = re.fullmatch(r"\(?\s*(?P<b>.*?\d{3,4})\s*[-–—]\s*(?P<d>.*?\d{3,4})\)?", text)
    if match is None:
        return
    for prop, name in (("birth", "b"), ("death", "d")):
        found = read_date(match[name])
        if found is not None:
            span = Span(row.value_start + match.start(name), row.value_start + match.end(name))
            yield Draft(prop, "", span, "infobox.lifespan", page.subject, date=found.date, stance="asserted", score=0.96)


# offices -------------------------------------------------------------------------------------------------------------------
def _offices(page: Page, rows: list[tuple[Row, str]]) -> Iterator[Draft]:
    """Offices with their terms: numbered parameters belong together, unnumbered lines of a copy by order."""
    groups: list[dict[str, Row]] = []
    current: dict[str, Row] | None = None
    by_suffix: dict[str, dict[str, Row]] = {}
    for row, kind in rows:
        if kind not in ("office", "office_jr", "term", "term_start", "term_end", "predecessor", "successor", "superior", "district"):
            continue
        if page.document.form == "wikitext":
            group = by_suffix.setdefault(_suffix(row), {})
            if not group:
                groups.append(group)
        else:
            if kind == "office" or current is None or (kind == "term" and "term" in current):
                current = {}
                groups.append(current)
            group = current
        group.setdefault(kind, row)
    for group in groups:
        yield from _office(page, group)


def _office(page: Page, group: dict[str, Row]) -> Iterator[Draft]:
    def value(kind: str) -> str:
        row = group.get(kind)
        return " ".join(page.text[row.value_start : row.value_end].split()) if row else ""

    office = value("office") or value("office_jr")
    if not office or _NONE.fullmatch(office) or len(office) < 4:
        return
    start, end = read_date(value("term_start")), read_date(value("term_end"))
    date = _term(start, end, value("term"))
    qualifiers = [("role", office)]
    for kind in ("predecessor", "successor", "superior"):
        words = _AGE.sub("", _BRACKETS.sub("", value(kind))).strip()
        if words and not _NONE.fullmatch(words) and len(words) < 80:
            qualifiers.append((kind, words))
    if value("district"):
        qualifiers.append(("place", value("district")))
    row = group.get("office") or group["office_jr"]
    if row.key.startswith(("order", "title")) and not re.search(r"[A-Za-z]{4}", office):
        return
    text = f"{office} {value('district')}".strip() if "district" in group and value("district") not in office else office
    yield Draft(
        "posting", text, Span(row.start, row.end), "infobox.office", page.subject, qualifiers=tuple(qualifiers), date=date, stance="asserted", score=0.92
    )


def _term(start: DateMatch | None, end: DateMatch | None, term: str) -> Date | None:
    if start and end:
        low, high = start.date, end.date
        if "/" in low.edtf or "/" in high.edtf or not (low.earliest and high.latest) or low.earliest > high.latest:
            return None
        return Date(f"{low.edtf}/{high.edtf}", f"{low.text} – {high.text}", low.earliest, high.latest, True, True, "date.term")
    if start:
        if "/" in start.date.edtf:
            return start.date
        return Date(f"{start.date.edtf}/..", start.date.text, start.date.earliest, None, True, False, "date.term-open")
    if end and "/" not in end.date.edtf:
        return Date(f"../{end.date.edtf}", end.date.text, None, end.date.latest, False, True, "date.term-end")
    found = read_date(term) if term else None
    return found.date if found else None


# the plain kinds -----------------------------------------------------------------------------------------------------------
def _names(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    for item in row.items:
        text = page.text[item.start : item.end]
        for match in re.finditer(r"[^,;/•]+" if detail in ("alias", "nickname") else r".+", text):
            words = match.group().strip(" •")
            name = words.strip('"“”„\' ') if detail == "nickname" else words
            name = re.sub(r"\s*\((?:[^()]*\b(?:alias|nickname|nom de guerre)\b[^()]*)\)", "", name)
            if detail in ("full", "native"):
                name = read_name(name).full if script_of(name) == "Latn" else name
            if len(name) < 2 or _NONE.fullmatch(name) or len(name) > 80:
                continue
            script = script_of(name)
            kind = "native" if detail == "full" and script != "Latn" else detail
            lead = len(match.group()) - len(match.group().lstrip(" •"))
            span = Span(item.start + match.start() + lead, item.start + match.end())
            if len(row.items) == 1 and span.start <= item.start + 1 and span.end >= item.end - 1:
                span = Span(row.start, row.end)
            yield Draft("name", name, span, "infobox.name", page.subject, qualifiers=(("kind", kind), ("script", script)), date=None, stance="asserted", score=0.96)


_VALUE_SPLIT = {"occupation": re.compile(r"\s*[,;•]\s*"), "citizenship": re.compile(r"\s*[,;•/]\s*|\s+-\s+")}


def _values(page: Page, row: Row, prop: str) -> Iterator[Draft]:
    for item in _items(page, row):
        text, span = item.text, item.span
        steps: list[str] = []
        if prop in ("branch", "allegiance", "citizenship"):
            stripped = strip_flag(text)
            if stripped != text:
                steps.append(f"flag: {text} -> {stripped}")
                text = stripped
        if prop == "award":
            shorter = re.sub(r"\s*(?:\((?:x\s?)?\d{1,2}\)|[x×]\s?\d{1,2}|\[\d+\])\s*$", "", text)
            text = re.sub(r"^\d{1,2}\s?[x×]?\s+(?=[A-Z])", "", shorter)
        if not text or _NONE.fullmatch(text) or len(text) > 140 or not re.search(r"[^\W\d_]{2}", text):
            continue
        if prop in ("battle", "award") and re.fullmatch(r"(?:and |see |more|list|other|others|as of)\b.*", text, re.IGNORECASE):
            continue
        parts = [text]
        splitter = _VALUE_SPLIT.get(prop)
        if splitter is not None and len(row.items) == 1:
            parts = [p for p in splitter.split(text) if p]
        whole = len(row.items) == 1 and len(parts) == 1
        for part in parts:
            quote = Span(row.start, row.end) if whole else span
            identity = country_id(part) if prop in ("allegiance", "citizenship") else None
            yield Draft(
                prop, part, quote, f"infobox.{prop}", page.subject, id=identity, fact=span, date=_date(item), stance="asserted", score=0.95, steps=tuple(steps)
            )


def _service(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    for item in row.items:
        text = page.text[item.start : item.end]
        for part in re.finditer(r"[^,;]+(?:,\s\d{4})?", text):
            found = read_date(part.group().strip())
            if found is None:
                continue
            lead = len(part.group()) - len(part.group().lstrip())
            single = len(row.items) == 1 and part.start() == 0 and part.end() == len(text)
            quote = Span(row.start, row.end) if single else Span(item.start + part.start() + lead, item.start + part.end())
            branch = _BRACKETS.search(part.group())
            qualifiers = (("branch", branch.group(1)),) if branch and not re.search(r"\d", branch.group(1)) else ()
            yield Draft("service", "", quote, "infobox.service", page.subject, qualifiers=qualifiers, date=found.date, stance="asserted", score=0.96)


def _rank(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    for item in _items(page, row):
        text = item.text
        found = find_ranks(text)
        if not text or _NONE.fullmatch(text) or len(text) > 90:
            continue
        value = text
        if found and (len(text) > found[0].end + 2):
            value = _BRACKETS.sub("", text).split(",")[0].strip() or found[0].text
        quote = Span(row.start, row.end) if len(row.items) == 1 else item.span
        # A rank in the box is the rank reached: "(1881)" is when, "(Confederate States Army)" is where.
        where = next((m.group(1) for m in _BRACKETS.finditer(page.text[item.span.start : item.span.end]) if not re.search(r"\d", m.group(1))), "")
        yield Draft("rank", value, quote, "infobox.rank", page.subject, id=read_rank(text), qualifiers=(("in", where),) if where else (), fact=item.span,
                    date=_date(item), stance="asserted", score=0.95)


def _units(page: Page, row: Row, detail: str, role: str = "") -> Iterator[Draft]:
    for item in _items(page, row):
        text = strip_flag(item.text)
        if not text or _NONE.fullmatch(text) or len(text) > 140 or not re.search(r"[^\W\d_]{3}", text):
            continue
        quote = Span(row.start, row.end) if len(row.items) == 1 else item.span
        qualifiers = ((("role", role),) if role else ()) + (("unit", text),)
        yield Draft("posting", text, quote, f"infobox.{row_kind(row)}", page.subject, qualifiers=qualifiers, fact=item.span, date=_date(item), stance="asserted", score=0.93)


def row_kind(row: Row) -> str:
    """The kind of field a row holds, "unknown" where the table does not know it."""
    kind = _kind(row)
    return kind[0] if kind else "unknown"


def _commands(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    yield from _units(page, row, detail, "commander")


_DEGREE = re.compile(r"\b(?:B\.?A\.?|B\.?S\.?c?\.?|M\.?A\.?|M\.?S\.?c?\.?|M\.?B\.?A\.?|J\.?D\.?|Ph\.?D\.?|LL\.?B\.?|[Bb]achelor[^,;]*|[Mm]aster[^,;]*|[Dd]octor[^,;]*)\b")


def _education(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    for item in row.items:
        text = page.text[item.start : item.end]
        degrees = [m.group(1) for m in _BRACKETS.finditer(text) if _DEGREE.search(m.group(1))]
        value = " ".join(_BRACKETS.sub("", text).split()).strip(" ,;")
        if not value or _NONE.fullmatch(value) or len(value) > 120 or not re.search(r"[^\W\d_]{3}", value):
            continue
        found = find_dates(text)
        quote = Span(row.start, row.end) if len(row.items) == 1 else Span(item.start, item.end)
        qualifiers = (("degree", ", ".join(degrees)),) if degrees else ()
        yield Draft("education", value, quote, "infobox.education", page.subject, qualifiers=(*qualifiers, ("kind", "graduated" if degrees or detail == "graduated" else "studied")),
                    fact=Span(item.start, item.end), date=found[0].date if len(found) == 1 else None, stance="asserted", score=0.93)


def _relatives(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    for item in row.items:
        text = page.text[item.start : item.end]
        for part in re.finditer(r"(?:[^,;•()]|\([^()]*\)?)+", text) if detail in ("child", "other", "spouse") else re.finditer(r".+", text):
            words = part.group().strip(" •")
            kin = _RELATIVE_KIND.search(words)
            name = re.sub(r"\s*\([^()]*\)|^[\w ,'-]{0,30}:\s", "", words)
            name = re.sub(r"^(?:\d+|one|two|three|four|five|six|seven|and)\s+(?=[A-Z])", "", name).strip(" .,")
            name = re.split(r"\s+(?:m\.|married|from|since|until|and \d)\b", name)[0]
            if not re.match(r"[^\W\d_]", name) or not name[0].isupper() or len(name) > 70 or _NONE.fullmatch(name):
                continue
            if re.search(r"\b(?:children|sons?|daughters?|including|see|married|issue|others?|wife|wives)\b", name, re.IGNORECASE):
                continue
            kind = detail
            if kin and detail == "other":
                found = re.search(r"(father|mother|son|daughter|brother|sister|wife|husband)(?!-in-law)\b", (kin["k"] or kin["k2"]).lower())
                plain = found is not None and "grand" not in (kin["k"] or kin["k2"]).lower()
                kind = _KIN[found.group(1)] if found and plain else "other"
            lead = len(part.group()) - len(part.group().lstrip(" •"))
            span = Span(item.start + part.start() + lead, item.start + part.end())
            if len(row.items) == 1 and part.start() == 0 and part.end() == len(text):
                span = Span(row.start, row.end)
            date = read_date(" ".join(m.group(1) for m in _BRACKETS.finditer(words))) if detail == "spouse" else None
            yield Draft("relative", name, span, "infobox.relative", page.subject, qualifiers=(("kind", kind),), date=date.date if date else None, stance="asserted", score=0.92)


def _membership(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    for item in _items(page, row):
        if item.text and not _NONE.fullmatch(item.text) and len(item.text) < 100:
            quote = Span(row.start, row.end) if len(row.items) == 1 else item.span
            yield Draft("membership", item.text, quote, f"infobox.{detail}", page.subject, fact=item.span, date=_date(item), stance="asserted", score=0.93)


_SIMPLE = {
    "name": _names, "value": _values, "service": _service, "rank": _rank, "unit": _units, "commands": _commands, "education": _education,
    "relative": _relatives, "membership": _membership,
}
