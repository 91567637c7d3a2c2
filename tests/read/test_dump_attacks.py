"""Exports that were made to do harm: refused within a bound of bytes, and nothing else is opened."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from cursus.read.dump import DumpError, read_pages
from tests.read.dump_attacks import MOST, Attack, Endless, archives, xml

_WATCHED = ("open", "socket.", "subprocess.", "os.system", "os.exec", "os.listdir", "urllib.", "shutil.", "tempfile.")
_seen: list[str] = []
_watching = False


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    # Python's own parts, loaded on demand, and what 7-zip asks the machine before it unpacks
    own = str(arguments[:1]).endswith((".py',)", ".pyc',)", ".so',)", "'/proc/meminfo',)"))
    if _watching and event.startswith(_WATCHED) and not own:
        _seen.append(f"{event} {arguments[:1]}")


@pytest.fixture(scope="module", autouse=True)
def _hook() -> None:
    sys.addaudithook(_watch)
    for attack in (xml()[-1], *archives()[-4:-2]):  # what is loaded on demand is loaded now
        decided(attack)


@contextmanager
def nothing_opened() -> Iterator[None]:
    global _watching
    _seen.clear()
    _watching = True
    try:
        yield
    finally:
        _watching = False
    assert _seen == []


def decided(attack: Attack) -> tuple[list[str], str | None, int]:
    """The titles read, the reason of the refusal, and how many bytes it took where that is known."""
    source = attack.source()
    titles: list[str] = []
    reason = None
    try:
        for one in read_pages(source, "x"):
            if len(titles) < 100:
                titles.append(one.title)
    except DumpError as error:
        reason = f"{error}"
    raw = getattr(source, "raw", None)
    return titles, reason, raw.given if isinstance(raw, Endless) else 0


@pytest.mark.parametrize("attack", xml(), ids=lambda a: a.name)
def test_xml(attack: Attack) -> None:
    with nothing_opened():
        titles, reason, taken = decided(attack)
    check(attack, titles, reason, taken)


@pytest.mark.slow
@pytest.mark.parametrize("attack", archives(), ids=lambda a: a.name)
def test_archives(attack: Attack) -> None:
    with nothing_opened():
        titles, reason, taken = decided(attack)
    check(attack, titles, reason, taken)


def check(attack: Attack, titles: list[str], reason: str | None, taken: int) -> None:
    assert taken < MOST
    if attack.words is None:
        assert (titles, reason) == (["A", "B"], None)
    else:
        assert reason is not None
        assert re.search(attack.words, reason), reason
        assert reason.startswith("x ")
