"""The plain fields of a box: names, single values, memberships, schools."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from cursus.claim import Row, Span
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.infobox.rows import BRACKETS, is_empty, items, plain, value, whole
from cursus.text.countries import country_id, strip_flag
from cursus.text.dates import find_dates
from cursus.text.known import award_id, branch_id
from cursus.text.names import read_name
from cursus.text.scripts import script_of

_COUNT = re.compile(r"\s*(?:\((?:x\s?)?\d{1,2}\)|\(\d{1,2}\s?(?:x|×|times)\)|[x×]\s?\d{1,2}|\[\d+\])\s*$")
_COUNT_BEFORE = re.compile(r"^\d{1,2}\s?[x×]?\s+(?=[A-Z])")
_FATE = re.compile(r"\s*\((?:KIA|WIA|POW|MIA|DOW|†|‡)\)|\s*[†‡]")
_POINTER = re.compile(r"(?:and |see |more|list|other|others|as of|full list|\(?more)\b.*", re.IGNORECASE)
_SPLIT = {
    "occupation": re.compile(r"\s*[,;•]\s*"),
    "citizenship": re.compile(r"\s*[,;•/→]\s*|\s+-\s+"),
    "allegiance": re.compile(r"\s*[;•]\s*"),
    "battle": re.compile(r"\s*[;•]\s*"),
    "award": re.compile(r"\s*[;•]\s*"),
}
_DEGREE = re.compile(
    r"\b(?:B\.?A|B\.?S\.?c?|M\.?A|M\.?S\.?c?|M\.?B\.?A|J\.?D|Ph\.?D|LL\.?[BM]|M\.?D|M\.?P\.?A|M\.?P\.?P|B\.?Eng|"
    r"M\.?Eng|B\.?Tech|"
    r"[Bb]achelor[^,;]*|[Mm]aster[^,;]*|[Dd]octor[^,;]*|[Dd]iploma[^,;]*)\b\.?"
)
_KIND_WORDS = re.compile(r"\s*\((?:[^()]*\b(?:alias|nickname|nom de guerre|pseudonym)\b[^()]*)\)")


def names(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    if detail in ("given", "surname"):
        return
    for item in row.items:
        text = page.text[item.start : item.end]
        for match in re.finditer(r"[^,;/•]+" if detail in ("alias", "nickname") else r".+", text):
            name, kind = _name(match.group().strip(" •"), detail)
            script = script_of(name)
            if len(name) < 2 or is_empty(name) or len(name) > 80 or (kind == "native" and script in ("Latn", "Zyyy")):
                continue
            lead = len(match.group()) - len(match.group().lstrip(" •"))
            span = Span(item.start + match.start() + lead, item.start + len(match.group().rstrip()) + match.start())
            yield Draft(
                "name",
                name,
                whole(row, span),
                "infobox.name",
                page.subject,
                qualifiers=(("kind", kind), ("script", script)),
                date=None,
                stance="asserted",
            )


def _name(words: str, detail: str) -> tuple[str, str]:
    """The name in a field and its kind; a full name is freed from titles, a nickname from its quotation marks."""
    words = plain(_KIND_WORDS.sub("", words))
    if detail == "nickname":
        return words.strip("\"“”„«»' "), detail
    if script_of(words) not in ("Latn", "Zyyy"):
        return words, "native" if detail in ("full", "native") else detail
    if detail == "full":
        bare = re.sub(r"\s*\([^()]*\)", "", words)
        full = read_name(bare).full
        return (full if " " in full else bare), detail
    return words, detail


def full_name(page: Page, rows: list[tuple[Row, tuple[str, str]]]) -> Iterator[Draft]:
    """Forename and surname that stand in parameters of their own are one name."""
    for (first, (kind, detail)), (last, after) in pairwise(rows):
        if (kind, detail) != ("name", "given") or after != ("name", "surname") or first.box != last.box:
            continue
        name = f"{value(page, first)} {value(page, last)}"
        if len(name) <= 80:
            yield Draft(
                "name",
                name,
                Span(first.start, last.end),
                "infobox.name",
                page.subject,
                qualifiers=(("kind", "full"), ("script", script_of(name))),
                date=None,
                stance="asserted",
            )


def values(page: Page, row: Row, prop: str) -> Iterator[Draft]:
    for item in items(page, row):
        text, steps = item.text, []
        if prop in ("branch", "allegiance", "citizenship"):
            stripped = strip_flag(text)
            if stripped != text:
                steps.append(f"flag: {text} -> {stripped}")
                text = stripped
        if prop == "award":
            text = _COUNT_BEFORE.sub("", _COUNT.sub("", text))
        if prop == "battle":
            text = _FATE.sub("", text)
        if is_empty(text) or len(text) > 140 or not re.search(r"[^\W\d_]{2}", text) or _pointer(prop, text):
            continue
        parts = [p for p in _SPLIT[prop].split(text) if p] if prop in _SPLIT else [text]
        for part in parts:
            yield Draft(
                prop,
                part,
                whole(row, item.span),
                f"infobox.{prop}",
                page.subject,
                id=_IDS[prop](part) if prop in _IDS else None,
                fact=_own(page, item.span, part) if len(parts) > 1 else item.span,
                date=item.date,
                stance="asserted",
                steps=tuple(steps),
            )


def _own(page: Page, line: Span, part: str) -> Span:
    """Where a part of a line stands, with the footnotes right behind it; the whole line where that is not plain."""
    at = page.text.find(part, line.start, line.end)
    if at < 0 or page.text.count(part, line.start, line.end) > 1:
        return line
    return Span(at, at + len(part))


_IDS: dict[str, Callable[[str], str | None]] = {
    "allegiance": country_id,
    "citizenship": country_id,
    "branch": branch_id,
    "award": award_id,
}
"""How a table is asked for the id of a value."""


def _pointer(prop: str, text: str) -> bool:
    """Whether a line only points elsewhere: "see below", "(more…)"."""
    return prop in ("battle", "award") and _POINTER.fullmatch(text) is not None


def memberships(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    for item in items(page, row):
        if not is_empty(item.text) and len(item.text) < 100:
            yield Draft(
                "membership",
                item.text,
                whole(row, item.span),
                f"infobox.{detail}",
                page.subject,
                fact=item.span,
                date=item.date,
                stance="asserted",
            )


def education(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    for item in row.items:
        text = page.text[item.start : item.end]
        degrees = [m.group(1) for m in BRACKETS.finditer(text) if _DEGREE.search(m.group(1))]
        school = plain(BRACKETS.sub("", text)).strip(" ,;")
        if is_empty(school) or len(school) > 120 or not re.search(r"[^\W\d_]{3}", school):
            continue
        dates = find_dates(text, lang=page.document.lang)
        qualifiers = (("degree", ", ".join(degrees)),) if degrees else ()
        span = Span(item.start, item.end)
        yield Draft(
            "education",
            school,
            whole(row, span),
            "infobox.education",
            page.subject,
            qualifiers=(*qualifiers, ("kind", "graduated" if degrees or detail == "graduated" else "studied")),
            fact=span,
            date=dates[0].date if len(dates) == 1 else None,
            stance="asserted",
        )
