"""Cursors: where a list goes on, in a form that callers pass back and do not read."""

from __future__ import annotations

import base64
from typing import Any

import orjson

from cursus.web.api.spec import Problem


def pack(*place: str | int | float) -> str:
    """A cursor from the place behind which a list goes on."""
    return base64.urlsafe_b64encode(orjson.dumps(list(place))).decode().rstrip("=")


def unpack(cursor: str | None, *start: Any) -> list[Any]:
    """The place from a cursor, ``start`` without one. Raises Problem 400 for a cursor that is none of this kind of list."""
    if cursor is None:
        return list(start)
    try:
        place = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, UnicodeEncodeError):
        place = None
    fits = isinstance(place, list) and [type(x) for x in place] == [type(x) for x in start]
    if not fits or any(isinstance(x, int) and not 0 <= x < 1 << 62 for x in place):
        raise Problem(400, "That cannot be asked", "cursor must be one that a list gave.", parameter="cursor")
    return list(place)
