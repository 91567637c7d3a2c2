"""Whatever a page or a copy holds, reading it gives a sound document; and twice the input takes twice the work."""

from __future__ import annotations

import sys

import pytest
from hypothesis import HealthCheck, given, settings

from cursus.read import ReadError, read
from cursus.read.html import read_html
from cursus.read.plain import read_plain
from tests.read.fuzz import HOSTILE_COPIES, HOSTILE_MARKUP, copied, markup
from tests.read.invariants import assert_sound

MANY = settings(max_examples=50_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@MANY
@given(markup())
def test_any_markup(source: str) -> None:
    assert_sound(read_html(source, path="x", sha256="0" * 64, title="Jean Lannes"))


@pytest.mark.slow
@MANY
@given(copied())
def test_any_copy(source: str) -> None:
    assert_sound(read_plain(source, path="x", sha256="0" * 64, title="Jean Lannes"))


@settings(max_examples=150, deadline=None)
@given(markup())
def test_some_markup(source: str) -> None:
    try:
        document = read(source.encode("utf-8", "replace"), "x.html")
    except ReadError:
        return
    assert_sound(document)


@settings(max_examples=150, deadline=None)
@given(copied())
def test_some_copy(source: str) -> None:
    assert_sound(read_plain(source, path="x", sha256="0" * 64))


def steps(form: str, text: str) -> int:
    """How many lines of Python reading a text takes: what time depends on, without the clock."""
    reader = read_html if form == "html" else read_plain
    count = 0

    def count_line(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += 1
        return count_line

    before = sys.gettrace()
    sys.settrace(count_line)
    try:
        reader(text, path="x", sha256="0" * 64, title="x")
    finally:
        sys.settrace(before)
    return count


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "piece"),
    [("html", piece) for piece in HOSTILE_MARKUP.values()] + [("text", piece) for piece in HOSTILE_COPIES.values()],
    ids=[*HOSTILE_MARKUP, *(f"copied {name}" for name in HOSTILE_COPIES)],
)
def test_twice_the_input_is_twice_the_work(form: str, piece: str) -> None:
    sizes = [size // len(piece) for size in (10_000, 20_000)]
    once, twice = (steps(form, piece * size) for size in sizes)
    assert twice <= 2.3 * once + 2_000
