"""A date field with its markup read: templates as the dates they stand for, links as their words, notes left out.

Every character of the plain text keeps the stretch of the field that it came from, so that a date is quoted from the field itself.
Linear: brackets are paired once, and every step moves on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from cursus.tables import rows
from cursus.text.dates.words import MONTHS

_MARK = re.compile(r"\{\{|\[\[|\]\]|\}\}|<|&|'{2,5}|\[|\\u[0-9a-f]{4}", re.IGNORECASE)
_LINK = re.compile(r"\[\[([^\[\]|]{0,300})(?:\|([^\[\]]{0,300}))?\]\]")
_WORD = re.compile(r"\[([^\[\]\d/:]{2,40})\]")
_WEB = re.compile(r"\[(?:https?:)?//[^\s\]]{0,500}([^\]]{0,300})\]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,20});")
_DEEP = 6


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` and, for each of its characters, where it came from in the field: ``starts[i]``..``ends[i]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@cache
def _kinds() -> dict[str, str]:
    return {name: kind for kind, names in rows("date_templates") for name in names.split("|")}


def has_markup(field: str) -> bool:
    """Whether a field has anything to read but words."""
    return any(mark in field for mark in ("{{", "[", "<", "&", "''", "\\u"))


def plain(field: str) -> Plain:
    """The words of a field, with their places."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def emit(text: str, start: int, end: int, whole: bool) -> None:
        out.append(text)
        if whole:
            starts.extend([start] * len(text))
            ends.extend([end] * len(text))
        else:
            starts.extend(range(start, start + len(text)))
            ends.extend(range(start + 1, start + len(text) + 1))

    for start, end, text in _pieces(field, 0):
        emit(field[start:end] if text is None else text, start, end, text is not None)
    return Plain("".join(out), tuple(starts), tuple(ends))


def _words(field: str, depth: int) -> str:
    return "".join(field[start:end] if text is None else text for start, end, text in _pieces(field, depth))


def _pairs(field: str) -> dict[int, int]:
    """The end of each template by its start."""
    stack: list[int] = []
    out: dict[int, int] = {}
    at = 0
    while True:
        opening, closing = field.find("{{", at), field.find("}}", at)
        if closing < 0:
            return out
        if 0 <= opening < closing:
            stack.append(opening)
            at = opening + 2
        else:
            if stack:
                out[stack.pop()] = closing + 2
            at = closing + 2


def _pieces(field: str, depth: int) -> list[tuple[int, int, str | None]]:
    """The field in pieces (start, end, text): text None where the piece stands for itself."""
    pairs = _pairs(field)
    out: list[tuple[int, int, str | None]] = []
    at = 0
    lost: set[str] = set()
    while at < len(field):
        mark = _MARK.search(field, at)
        if mark is None:
            out.append((at, len(field), None))
            break
        if mark.start() > at:
            out.append((at, mark.start(), None))
        at = _step(field, mark, pairs, depth, out, lost)
    return out


def _step(
    field: str,
    mark: re.Match[str],
    pairs: dict[int, int],
    depth: int,
    out: list[tuple[int, int, str | None]],
    lost: set[str],
) -> int:
    """Read one mark; where to go on."""
    start, what = mark.start(), mark.group()
    if what == "{{":
        end = pairs.get(start, 0)
        if not end:
            # A template that does not close swallows the rest: a note cut short is no part of the date.
            return len(field)
        if depth < _DEEP:
            out.append((start, end, _template(field[start + 2 : end - 2], depth + 1)))
        return end
    if what == "[[":
        link = _LINK.match(field, start)
        if link is None:
            return start + 2
        group = 2 if link[2] is not None else 1
        out.append((link.start(group), link.end(group), None))
        return link.end()
    if what == "[":
        web = _WEB.match(field, start)
        if web is not None:
            return web.end()
        word = _WORD.match(field, start)
        if word is not None and not re.match(r"(?:O\.? ?S|N\.? ?S|Old|New)", word[1]):
            out.append((word.start(1), word.end(1), None))
            return word.end()
        out.append((start, start + 1, None))
        return start + 1
    if what == "<":
        return _tag(field, start, out, lost)
    if what == "&":
        entity = _ENTITY.match(field, start)
        if entity is None:
            out.append((start, start + 1, None))
            return start + 1
        out.append((start, entity.end(), html.unescape(entity.group())))
        return entity.end()
    if what.startswith("\\"):
        code = int(what[2:], 16)
        out.append((start, mark.end(), chr(code) if not 0xD800 <= code <= 0xDFFF else " "))
    return mark.end()


def _tag(field: str, start: int, out: list[tuple[int, int, str | None]], lost: set[str]) -> int:
    if field.startswith("<!--", start):
        return _beyond(field, "-->", start, lost)
    lower = field[start : start + 5].casefold()
    if lower.startswith("<ref") and lower[4:5] in ("", " ", ">", "/"):
        close = field.find(">", start, start + 500)
        if close > 0 and field[close - 1] == "/":
            return close + 1
        return _beyond(field, "</ref>", start, lost)
    close = field.find(">", start, start + 300)
    if close < 0 or (not field[start + 1 : start + 2].isalpha() and field[start + 1 : start + 2] != "/"):
        out.append((start, start + 1, None))
        return start + 1
    out.append((start, close + 1, " "))
    return close + 1


def _beyond(field: str, mark: str, start: int, lost: set[str]) -> int:
    """Behind the next ``mark``, the end of the field if there is none; asked for only once then."""
    found = -1 if mark in lost else field.find(mark, start)
    if found < 0:
        lost.add(mark)
        return len(field)
    return found + len(mark)


def _arguments(content: str) -> list[str]:
    """The parts of a template between its own bars."""
    parts: list[str] = []
    depth, last = 0, 0
    for token in re.finditer(r"\{\{|\}\}|\[\[|\]\]|\|", content):
        if token.group() in ("{{", "[["):
            depth += 1
        elif token.group() in ("}}", "]]"):
            depth = max(depth - 1, 0)
        elif depth == 0:
            parts.append(content[last : token.start()])
            last = token.end()
    parts.append(content[last:])
    return parts


def _template(content: str, depth: int) -> str:
    name, *rest = _arguments(content)
    kind = _kinds().get(" ".join(name.replace("_", " ").split()).casefold(), "")
    if not kind:
        return " "
    if kind == "dash":
        return " – "
    if kind == "space":
        return " "
    values = [_words(r, depth).strip() for r in rest if not re.match(r"\s*[\w-]+\s*=", r)]
    named = {
        key.strip().casefold(): _words(value, depth).strip()
        for key, sep, value in (r.partition("=") for r in rest)
        if sep
    }
    return _TEMPLATES[kind](values, named)


def _date(values: list[str]) -> str:
    """Words for year, month and day, in whichever order a wiki gives them."""
    parts = [v for v in values[:3] if v]
    if len(parts) == 3 and not parts[0].isdigit() and parts[1].isdigit():
        return f"{parts[0]} {parts[1]}, {parts[2]}"
    if len(parts) > 1 and parts[0].isdigit() and (len(parts[0]) > 2 or int(parts[0]) > 31):
        parts.reverse()
    elif len(parts) == 1 or not parts:
        return " ".join(parts)
    day = parts[0].lstrip("0") if len(parts) == 3 else ""
    month, year = parts[-2], parts[-1]
    if month.isdigit():
        if not 1 <= int(month) <= 12:
            return ""
        month = MONTHS[int(month) - 1]
    year = year if not year.isdigit() else year.lstrip("0").rjust(3, "0") if len(year.lstrip("0")) > 2 else f"{year} AD"
    return f"{day} {month} {year}".strip()


def _first(values: list[str], _: dict[str, str]) -> str:
    return next((v for v in values if v), "")


def _life(values: list[str], _: dict[str, str]) -> str:
    born = values[:1] and values[0].upper() == "B"
    return _date(values[1:4] if born else values[4:7])


def _circa(values: list[str], _: dict[str, str]) -> str:
    return "c. " + " – c. ".join(v for v in values[:2] if v)


def _span(values: list[str], _: dict[str, str]) -> str:
    return " – ".join(v for v in values[:2] if v)


def _old(values: list[str], _: dict[str, str]) -> str:
    if len(values) > 2 and values[0].isdigit() and re.fullmatch(r"\d{3,4}", values[2]):
        return _date(values)
    return f"{values[0]}, {values[1]}" if len(values) > 1 and not values[0][:1].isdigit() else " ".join(values[:2])


def _numbers(values: list[str], _: dict[str, str]) -> str:
    return _date(values)


def _year(values: list[str], _: dict[str, str]) -> str:
    month = next((v for v in values[1:3] if v.isdigit() and 1 <= int(v) <= 12), "")
    return _date([v for v in (*values[:1], month) if v])


def _aged(values: list[str], _: dict[str, str]) -> str:
    """Who was 50 on a day of 1861 was born in 1810 or 1811."""
    if len(values) < 2 or not values[0].isdigit() or not re.fullmatch(r"\d{4}", values[1]):
        return ""
    born = int(values[1]) - int(values[0])
    return f"{born - 1} or {born}"


def _floruit(values: list[str], _: dict[str, str]) -> str:
    return "fl. " + " – ".join(v for v in values[:2] if v)


def _kept(values: list[str], named: dict[str, str]) -> str:
    return " ".join(v for v in values if v) or named.get("1", "")


_TEMPLATES: dict[str, Callable[[list[str], dict[str, str]], str]] = {
    "numbers": _numbers,
    "year": _year,
    "text": _first,
    "old": _old,
    "oldday": _first,
    "aged": _aged,
    "life": _life,
    "range": _span,
    "circa": _circa,
    "floruit": _floruit,
    "reign": _span,
    "keep": _kept,
}
