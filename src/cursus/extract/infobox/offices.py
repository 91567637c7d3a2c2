"""Offices with their terms. Numbered parameters belong together, rows of a shown box by the heading they stand
under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cursus.claim import Row, Span
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.infobox.rows import AGE, BRACKETS, is_empty, kind_of, plain, suffix, term, value
from cursus.tables import rows
from cursus.text.dates import read_date

_KINDS = frozenset(
    (
        "office",
        "office_jr",
        "office_of",
        "term",
        "term_start",
        "term_end",
        "predecessor",
        "successor",
        "superior",
        "district",
    )
)
_OFFICES = ("office", "office_jr", "office_of")
_QUOTED = (*_OFFICES, "district", "term", "term_start", "term_end")
_APART = frozenset(("carica pubblica", "monarca", "membro delle istituzioni italiane"))
"""Boxes of which an article has several, each numbering its offices from one."""

_STRETCH = re.compile(r"\d[^()\d–—]{0,30}[–—][^()\d]{0,30}\d")
"""A term with two ends: one of them alone is not the term."""

_LONGEST = 500
"""Characters that the rows of one office may span and still be one quote."""


def extract(page: Page, boxed: list[tuple[Row, tuple[str, str]]]) -> Iterator[Draft]:
    numbered: dict[tuple[str, str], dict[str, Row]] = {}
    groups: list[dict[str, Row]] = []
    current: dict[str, Row] | None = None
    under = ""
    for row, (kind, _) in boxed:
        if kind not in _KINDS:
            continue
        if page.document.form == "wikitext":
            box = row.box if row.box.casefold() in _APART else ""
            group = numbered.setdefault((box, suffix(row)), {})
            if not group:
                groups.append(group)
        else:
            starts = kind == "office" or (kind == "term" and current is not None and "term" in current)
            if starts or current is None or row.group != under:
                current, under = {}, row.group
                groups.append(current)
            group = current
        group.setdefault(kind, row)
    office: Row | None = None
    for group in groups:
        office = group.get("office", office)
        if office is not None and _goes_on(group, office):
            yield from _office(page, {**group, "office": office}, again="office" not in group)
        else:
            yield from _office(page, group)
    yield from _headed(page)


def _goes_on(group: dict[str, Row], office: Row) -> bool:
    """Whether a group is one more term of the office before it: the Italian boxes name an office once, and a shown box
    has one heading over several terms."""
    start = group.get("term_start")
    if start is not None and start.box == office.box and start.key.startswith("mandatoinizio"):
        return True
    term = group.get("term")
    named = any(kind in group for kind in _OFFICES)
    return term is not None and not named and bool(term.group) and term.group == office.group


def _office(page: Page, group: dict[str, Row], *, again: bool = False) -> Iterator[Draft]:
    row = next((group[kind] for kind in _OFFICES if kind in group), None)
    if row is None:
        return
    office, text = _title(page, group, row)
    if is_empty(office) or len(office) < 4:
        return
    if "office" not in group and not any(kind in group for kind in ("term", "term_start", "term_end", "district")):
        return
    date = term(page, group.get("term_start"), group.get("term_end"))
    if date is None and "term" in group:
        found = read_date(value(page, group["term"]), lang=page.document.lang)
        halved = found is not None and "/" not in found.date.edtf and _STRETCH.search(value(page, group["term"]))
        date = found.date if found and not halved else None
    if again and date is None:
        return
    district = _district(page, group)
    qualifiers = [("role", office), *_neighbours(page, group, office)]
    if district:
        qualifiers.append(("place", district))
    yield Draft(
        "posting",
        text,
        _quote(group, row, again),
        "infobox.office",
        page.subject,
        qualifiers=tuple(qualifiers),
        fact=Span(row.start, row.end),
        date=date,
        stance="asserted",
    )


def _district(page: Page, group: dict[str, Row]) -> str:
    """The district of an office; one of several, each with its own years, is not the office's."""
    row = group.get("district")
    return value(page, row) if row is not None and len(row.items) == 1 else ""


def _title(page: Page, group: dict[str, Row], row: Row) -> tuple[str, str]:
    """The office and the value that names it; boxes of legislators give the state where others give the office."""
    kind = kind_of(row)
    words, district = value(page, row), _district(page, group)
    detail = kind[1] if kind else ""
    if not kind or kind[0] == "office" or not detail:
        text = f"{words} {district}" if district and district not in words else words
        return words, text
    if "#" in detail:
        office = detail.replace("#", words)
        return office, f"{office}, {district} district" if district else office
    if kind[0] == "office_jr" or not district:
        state = value(page, group.get("office_of")) or words
        return "Senator", f"{detail} {state}"
    return detail.removesuffix(" from"), f"{detail} {words}'s {district} district"


_NOBODY = re.compile(
    r"(?:seat\s|office\s|position\s|post\s|constituency\s|district\s|title\s)?(?:vacant|established|abolished|created|redistricted|"
    r"incumbent|inaugural holder|new (?:seat|office|position|title|district)|multi-member district|re-?established|none|eliminated|defunct)\b.*|"
    r"(?:titre|poste|fonction|monarchie|royaume|empire|charge)\s(?:supprimée?|créée?|abolie?|vacante?)|vacante?|vacance|"
    r"(?:monarhie|monarhia|funcți[ea]|post|titlu)\s(?:abolit|desființat|înființat|vacant|nou)ă?.*|"
    r"(?:cargo|título|puesto|monarquía)\s(?:abolid|cread|vacante|suprimid|establecid).*|"
    r"(?:carica|titolo|monarchia)\s(?:abolit|istituit|cread|soppress|creat|vacant).*|"
    r"(?:lui-même|elle-même|s[eé] stess[oa]|él mismo|ella misma|el însuși|himself|herself|сам|себя|er selbst).*|"
    r"(?:должность|пост|титул|посада|монархия|монархію?)\s(?:упразднен|учрежден|вакант|ліквідован|запроваджен|скасован|установлен).*|"
    r"(?:amt|titel)\s(?:abgeschafft|geschaffen|vakant).*",
    re.IGNORECASE,
)


@cache
def _levels() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (int(level), re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words.split('|')))})", re.IGNORECASE))
        for level, words in rows("office_levels")
    )


def _serves_under(office: str, row: Row) -> bool:
    """Whether the holder of an office serves under whom a row names: a president names his prime ministers, too."""
    kind = kind_of(row)
    if kind is None or not kind[1]:
        return True
    return int(kind[1]) > next((level for level, words in _levels() if words.search(office)), 0)


def is_nobody(name: str) -> bool:
    """Whether words in the place of a predecessor or successor name nobody: "Incumbent", "Office abolished"."""
    return is_empty(name) or _NOBODY.fullmatch(name) is not None


def _neighbours(page: Page, group: dict[str, Row], office: str) -> Iterator[tuple[str, str]]:
    """Who held the office before and after, and under whom; several are parted by semicolons."""
    for kind in ("predecessor", "successor", "superior"):
        row = group.get(kind)
        if kind == "superior" and row is not None and not _serves_under(office, row):
            continue
        people = []
        for item in row.items if row else ():
            words = plain(AGE.sub("", BRACKETS.sub("", page.text[item.start : item.end]))).strip(" ,;←→⟵⟶")
            if len(words) < 80 and not is_nobody(words):
                people.append(words)
        if people:
            yield kind, "; ".join(people)


def _quote(group: dict[str, Row], row: Row, again: bool) -> Span:
    """From the first to the last row that states the office and its term, where they stand close together; else the
    office, or of one more term of an office that stands further up the term."""
    parts = [group[kind] for kind in _QUOTED if kind in group]
    start, end = min(r.start for r in parts), max(r.end for r in parts)
    if end - start <= _LONGEST:
        return Span(start, end)
    own = [group[kind] for kind in ("term", "term_start", "term_end") if kind in group] if again else [row]
    return Span(min(r.start for r in own), max(r.end for r in own))


def _headed(page: Page) -> Iterator[Draft]:
    """French boxes: the heading is the office, the first row below it, without a label, its term."""
    seen: set[str] = set()
    for row in page.document.rows:
        if row.label or row.key or not row.group or row.group in seen or not row.items:
            continue
        first = page.text[row.items[0].start : row.items[0].end]
        found = read_date(first, lang=page.document.lang)
        at = page.text.rfind(row.group, max(row.start - 300, 0), row.start)
        if (
            found is None
            or at < 0
            or "/" not in found.date.edtf
            or not re.fullmatch(r"[^A-Za-z]*", first[: found.start])
        ):
            continue
        seen.add(row.group)
        near = {
            kind[0]: other
            for other in page.document.rows
            if other.group == row.group
            and (kind := kind_of(other)) is not None
            and kind[0] in ("predecessor", "successor")
        }
        yield Draft(
            "posting",
            row.group,
            Span(at, row.items[0].end),
            "infobox.office-heading",
            page.subject,
            qualifiers=(("role", row.group), *_neighbours(page, near, row.group)),
            fact=Span(row.start, row.end),
            date=found.date,
            stance="asserted",
        )
