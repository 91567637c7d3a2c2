"""Templates with their parameters as they stand in the source: every name, the unknown and the repeated ones, too.

A Document keeps what a reader sees; the rules about how a citation template is filled in need what was typed. One pass over
the delimiters with a stack; comments, ``<nowiki>`` and links hide theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_DELIMITER = re.compile(r"\{\{|\}\}|\[\[|\]\]|\||=|<!--|<(?:nowiki|pre|math)\b[^<>]*>", re.IGNORECASE)


_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name as typed ("" where it has none), its trimmed value, and the offsets of both in the source.
    ``bar`` is the place of the bar that opens it; ``over`` that of what ends it."""

    source: str = field(repr=False)
    name: str
    name_start: int
    name_end: int
    start: int
    end: int
    bar: int
    over: int

    @property
    def value(self) -> str:
        return self.source[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Template:
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
    while (match := _DELIMITER.search(source, at, end)) is not None:
        at = match.end()
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


def _template(source: str, opened: _Open, close: int) -> Template:
    bars = opened.bars
    called = source[opened.start + 2 : min(bars[0] if bars else close, opened.start + 2 + _LONGEST_NAME)]
    if "<!--" in called:
        called = re.sub(r"<!--[^<>]*-->", "", called)
    parameters = []
    for bar, over in zip(bars, [*bars[1:], close], strict=False):
        sign = opened.signs.get(bar)
        name_span = _trim(source, bar + 1, sign) if sign is not None else (bar + 1, bar + 1)
        value = _trim(source, bar + 1 if sign is None else sign + 1, over)
        name = "" if sign is None else source[name_span[0] : min(name_span[1], name_span[0] + _LONGEST_NAME)]
        parameters.append(Parameter(source, name, *name_span, *value, bar, over))
    return Template(" ".join(called.replace("_", " ").split()).casefold(), opened.start, close + 2, tuple(parameters))


def _trim(source: str, start: int, end: int) -> tuple[int, int]:
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end
