"""Rows taken apart: what kind of field they hold, and the lines of their value with the date of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cursus.claim import Date, Row, Span
from cursus.extract.context import Page
from cursus.text.dates import find_dates, read_date
from cursus.vocab import infobox_field

_NUMBER = re.compile(r"[\s_]?\d{1,2}$")
BRACKETS = re.compile(r"\s*\(([^()]*)\)")
AGE = re.compile(
    r"\s*\((?:aged?|at age|alter|âge|à|à l'âge de|edad|età|a los|în vârstă de|возраст|вік|بعمر|"
    r"العمر)?[\s\xa0~c.–-]*\d{1,3}"
    r"(?:[\s\xa0–-]*\d{0,3})?[\s\xa0]*(?:years?(?: old)?|ans|años|anni|jahre|лет|год|года|роки|років|рік|سنة|"
    r"de ani|ani)?\)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"(?:n/?a|none|unknown|various|see (?:below|list|text|awards)|yes|no|multiple|many|several|"
    r"aucune?s?|inconnue?|néant|keine?r?|unbekannt|ningun[oa]|desconocid[oa]|nessun[oa]|sconosciut[oa]|ignot[oa]|"
    r"niciun[ul]?|necunoscută?|нет|неизвестн[оаы]|немає|невідом[оаі]|غير معروف|لا يوجد|لا أحد|"
    r"(?:voir|véase|ver|siehe|vedi|vezi|см\.|див\.|انظر)\s.*|(?:ausgeblendet|скрыть|приховати|ascuns|ocultar)|"
    r"(?:list of|full list|more|liste des?|lista de|lista dei|список|перелік)\b.*|\(?more\W*\)?|[-–—?.…]+)\.?",
    re.IGNORECASE,
)
# A wiki's marks that a thing has an entry in its data base only and no article: "Anevrism[*]", "Pluckley(d)", "Lyon ()".
_FOREIGN = re.compile(r"\s?(?:\[\*\]|\(d\)|\(\))")
_LEAD = " •*·-–†‡★\u200e\u200f"
# "A (1973) B (1978–1987)", "A (1973), B (1978)": a dated bracket before a capital or a comma ends a part; a copy runs the
# lines of a value together.
_DATED = re.compile(r"\((?:[^()]{0,8}\d{4}[^()]{0,24})\)(?:\s+(?=[^\W\d_a-zß-ÿ]|[•*])|\s?[,;]\s+(?=[^\W\d_]))")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a value: its words without a date in brackets, the date, the span of the whole line."""

    text: str
    span: Span
    date: Date | None


def kind_of(row: Row) -> tuple[str, str] | None:
    """The kind of field a row holds and its detail, None where the table does not know it."""
    return infobox_field(row.box, row.key, row.label)


def suffix(row: Row) -> str:
    """The number by which parameters of one office belong together: "2" of ``term_start2``."""
    match = _NUMBER.search(row.key)
    return match.group().strip(" _") if match else ""


def value(page: Page, row: Row | None) -> str:
    """The whole value on one line."""
    return plain(page.text[row.value_start : row.value_end]) if row else ""


def term(page: Page, first: Row | None, last: Row | None) -> Date | None:
    """One date from the rows of its two ends; None where they contradict each other or say no date."""

    def read(row: Row | None) -> Date | None:
        found = read_date(value(page, row), lang=page.document.lang) if row is not None else None
        return found.date if found is not None else None

    return between(read(first), read(last), "date.term")


def between(low: Date | None, high: Date | None, rule: str) -> Date | None:
    """One date from its two ends, either of which may be missing; None where they contradict each other or are no
    ends."""
    if low and high:
        if "/" in low.edtf or "/" in high.edtf or not (low.earliest and high.latest) or low.earliest > high.latest:
            return None
        return Date(f"{low.edtf}/{high.edtf}", f"{low.text} – {high.text}", low.earliest, high.latest, True, True, rule)
    if low:
        if "/" in low.edtf:
            return low
        return Date(f"{low.edtf}/..", low.text, low.earliest, None, True, False, f"{rule}-open")
    if high and "/" not in high.edtf:
        return Date(f"../{high.edtf}", high.text, None, high.latest, False, True, f"{rule}-end")
    return None


def is_empty(text: str) -> bool:
    """Whether a value says nothing: a dash, "none", "see below"."""
    return not text or _NONE.fullmatch(text) is not None


def whole(row: Row, span: Span) -> Span:
    """The quote of an item: the row where it is the only line, else the line."""
    single = len(row.items) == 1 and span.start <= row.items[0].start + 2 and span.end >= row.items[0].end - 2
    return Span(row.start, row.end) if single else span


def items(page: Page, row: Row) -> Iterator[Item]:
    """The lines of a value, each with its date; a line into which a copy ran several is taken apart."""
    for line in row.items:
        text = page.text[line.start : line.end]
        start = 0
        for match in _DATED.finditer(text):
            yield _item(text[start : match.end()].rstrip(), line.start + start, page.document.lang)
            start = match.end()
        yield _item(text[start:], line.start + start, page.document.lang)


def plain(text: str) -> str:
    """A value without the marks of a wiki that are none of its words, on one line."""
    return " ".join(_FOREIGN.sub("", text).split())


def _item(text: str, start: int, lang: str) -> Item:
    lead = len(text) - len(text.lstrip(_LEAD))
    words, start = text[lead:].rstrip(" ,;"), start + lead
    span = Span(start, start + len(words))
    dates: list[Date | None] = []
    rest = words
    for match in BRACKETS.finditer(words):
        found = find_dates(match.group(1), lang=lang) if re.search(r"\d{3}", match.group(1)) else []
        if found:
            dates += [d.date for d in found]
            rest = rest.replace(match.group(), "", 1)
    # Two dates are two times ("1944, 1945"): neither alone says when.
    date = dates[0] if len(dates) == 1 else None
    if rest == words and re.search(r"\d{3,4}", words):
        date, rest = _at_edge(words, lang)
    return Item(plain(rest).strip(" ,;:"), span, date)


def _at_edge(words: str, lang: str) -> tuple[Date | None, str]:
    """ "1999–2003: Commander", "Commander, 1999–2003": a date at either edge is the date, one in the middle is part
    of a name ("1948 Arab–Israeli War" keeps its year)."""
    edge = [d for d in find_dates(words, lang=lang) if d.start <= 1 or d.end >= len(words) - 1]
    if len(edge) != 1:
        return None, words
    at_end = edge[0].end >= len(words) - 1
    outer = words[: edge[0].start].rstrip() if at_end else words[edge[0].end :].lstrip()
    separated = (
        outer.endswith((",", ":", "–", "—", "-", ";")) if at_end else outer.startswith((",", ":", "–", "—", "-", ";"))
    )
    if not separated or len(outer) < 4:
        return (edge[0].date, words) if at_end and not outer.endswith(("War", "Campaign")) else (None, words)
    return edge[0].date, outer.strip(" ,:–—-;")
