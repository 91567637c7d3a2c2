"""Words on the terminal. What comes from an article is stripped of control characters before it is printed."""

from __future__ import annotations

import io
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import click

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def prepare_streams() -> None:
    """Let a terminal that lacks a letter show a substitute instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def clean(text: str) -> str:
    """The text without control characters: an article must not be able to talk to the terminal."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str, width: int = 0) -> str:
    """The text on one line, cut with an ellipsis at ``width`` where given."""
    text = " ".join(clean(text).split())
    return text if not width or len(text) <= width else text[: width - 1].rstrip() + "…"


def say(text: str = "") -> None:
    """A line on standard output; styles are dropped where it is no terminal."""
    click.echo(text)


def warn(text: str) -> None:
    """A line on standard error."""
    click.echo(clean(text), err=True)


def bold(text: str) -> str:
    return click.style(text, bold=True)


def dim(text: str) -> str:
    return click.style(text, dim=True)


def coloured(text: str, colour: str) -> str:
    return click.style(text, fg=colour)


def width() -> int:
    """Columns to write in: the terminal's, at most 120."""
    return min(shutil.get_terminal_size((100, 24)).columns, 120)


def wrapped(text: str, indent: str, first: str | None = None) -> str:
    """Text in lines of the terminal's width, indented; ``first`` stands before the first line instead of the indent."""
    return textwrap.fill(
        " ".join(clean(text).split()),
        max(width(), 40),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(rows: Iterable[Sequence[str]], header: Sequence[str] = ()) -> None:
    """Columns as wide as their longest cell; the last one as long as it likes."""
    lines = [[one_line(cell) for cell in row] for row in rows]
    everything = [list(header), *lines] if header else lines
    if not everything:
        return
    widths = [max(len(line[i]) for line in everything) for i in range(len(everything[0]) - 1)]
    for number, line in enumerate(everything):
        cells = [cell.ljust(size) for cell, size in zip(line[:-1], widths, strict=True)]
        text = "  ".join([*cells, line[-1]]).rstrip()
        say(bold(text) if header and number == 0 else text)


def print_json(data: Any) -> None:
    """A value as indented JSON, in UTF-8 whatever the terminal's encoding."""
    import orjson

    sys.stdout.flush()
    sys.stdout.buffer.write(orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def count(number: int, word: str, plural: str = "") -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"
