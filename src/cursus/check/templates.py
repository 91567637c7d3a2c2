"""Templates with their parameters as they stand in the source: every name, the unknown and the repeated ones, too.

A Document keeps what a reader sees; the rules about how a citation template is filled in need what was typed. One pass over
the delimiters with a stack; comments, ``<nowiki>`` and links hide theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_LEAF = r"\{\{(?P<leaf>[^{}\[\]<]*)\}\}"
_TAGS = r"<!--|<(?:nowiki|pre|math)\b[^<>]*>"
#: Each branch begins with a sign, so that the others are skipped fast. Outside of all templates only these matter.
_OUTER = re.compile(rf"{_LEAF}|\{{\{{|{_TAGS}", re.IGNORECASE)
#: Within one; a link without anything inside says nothing.
_INNER = re.compile(rf"{_LEAF}|\{{\{{|\}}\}}|\[\[(?P<link>[^{{}}\[\]<]*)\]\]|\[\[|\]\]|\||=|{_TAGS}", re.IGNORECASE)


_LONGEST_NAME = 200


class Parameter(NamedTuple):
    """One parameter: its name as typed ("" where it has none), its trimmed value, and the offsets of both in the source.
    ``bar`` is the place of the bar that opens it; ``over`` that of what ends it."""

    name: str
    value: str
    name_start: int
    name_end: int
    start: int
    end: int
    bar: int
    over: int


class Template(NamedTuple):
    """One template. ``name`` is in lower case with single spaces."""

    name: str
    start: int
    end: int
    parameters: tuple[Parameter, ...]


@dataclass(slots=True)
class _Open:
    start: int
    bars: list[int] = field(default_factory=list)
    signs: dict[int, int] = field(default_factory=dict)


def templates(source: str, start: int, end: int) -> Iterator[Template]:
    """The templates within a stretch of the source, inner ones before the outer one; those without an end are left out."""
    stack: list[_Open | None] = []  # None is a link
    at = start
    while (match := (_INNER if stack else _OUTER).search(source, at, end)) is not None:
        at = match.end()
        kind = match.lastgroup
        if kind == "leaf":
            yield _leaf(source, match.start(), at - 2)
            continue
        if kind == "link":
            continue
        sign = match.group()
        if sign == "{{":
            stack.append(_Open(match.start()))
        elif sign == "[[":
            stack.append(None)
        elif sign == "]]":
            if stack and stack[-1] is None:
                stack.pop()
        elif sign == "}}":
            while stack and stack[-1] is None:
                stack.pop()
            if stack and (opened := stack.pop()) is not None:
                yield _template(source, opened, match.start())
        elif sign == "|" or sign == "=":
            if stack and (opened := stack[-1]) is not None:
                if sign == "|":
                    opened.bars.append(match.start())
                elif opened.bars:
                    opened.signs.setdefault(opened.bars[-1], match.start())
        else:
            closing = "-->" if sign == "<!--" else f"</{sign[1:4]}"
            found = source.find(closing, at, end) if not sign.endswith("/>") else at
            at = end if found < 0 else found + (3 if sign == "<!--" else 0)


def _leaf(source: str, start: int, close: int) -> Template:
    """A template that holds neither another one nor a link."""
    called, *pieces = source[start + 2 : close].split("|")
    bar = start + 2 + len(called)
    parameters = []
    for piece in pieces:
        over = bar + 1 + len(piece)
        name, sign, value = piece.partition("=")
        parameters.append(_parameter(name, value, bar, over) if sign else _parameter("", piece, bar, over))
        bar = over
    return Template(_called(called[:_LONGEST_NAME]), start, close + 2, tuple(parameters))


def _template(source: str, opened: _Open, close: int) -> Template:
    bars = opened.bars
    called = source[opened.start + 2 : min(bars[0] if bars else close, opened.start + 2 + _LONGEST_NAME)]
    if "<!--" in called:
        called = re.sub(r"<!--[^<>]*-->", "", called)
    parameters = []
    for bar, over in zip(bars, [*bars[1:], close], strict=False):
        sign = opened.signs.get(bar)
        name, first = ("", bar + 1) if sign is None else (source[bar + 1 : sign], sign + 1)
        parameters.append(_parameter(name, source[first:over], bar, over))
    return Template(_called(called), opened.start, close + 2, tuple(parameters))


def _called(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


def _parameter(name: str, value: str, bar: int, over: int) -> Parameter:
    """The parameter between a bar and what ends it, from its name up to the "=" and its value."""
    rest = value.lstrip()
    start = over - len(rest)
    value = rest.rstrip()
    typed = name.lstrip()
    name_start = bar + 1 + len(name) - len(typed)
    typed = typed.rstrip()
    name_end = name_start + len(typed)
    return Parameter(typed[:_LONGEST_NAME], value, name_start, name_end, start, start + len(value), bar, over)
