"""Values out of JSON that nobody vouches for: of the expected kind, or empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def mapping(value: Any, *keys: str) -> dict[str, Any]:
    """The object at the end of the keys; an empty one where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def objects(value: Any, *keys: str) -> Iterator[dict[str, Any]]:
    """The objects of the list at the end of the keys."""
    found = mapping(value, *keys[:-1]).get(keys[-1]) if keys else value
    if isinstance(found, list):
        yield from (one for one in found if isinstance(one, dict))


def words(value: Any) -> str:
    """A text; empty where it is none."""
    return value if isinstance(value, str) else ""


def number(value: Any) -> int:
    """A whole number; 0 where it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def short(value: Any, most: int = 160) -> str:
    """A stranger's words as one line for a message."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words(value)[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 1] + "…"
