"""What a form sends: names and values, bounded in size, read without any file."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST = 64 * 1024
"""Bytes of a request's body."""
_MOST_FIELDS = 400


async def body_of(request: Request, largest: int = LARGEST) -> bytes:
    """The body. Raises 413 where it is too large, before all of it is read."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > largest:
            raise HTTPException(413, f"A request may have {largest:,} bytes.")
        parts.append(part)
    return b"".join(parts)


async def form_of(request: Request, largest: int = LARGEST) -> dict[str, list[str]]:
    """The fields of a form. Raises 415 for another kind of body, 400 for one that cannot be read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "This takes a form.")
    try:
        pairs = parse_qsl(
            (await body_of(request, largest)).decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise HTTPException(400, "The form cannot be read.") from None
    out: dict[str, list[str]] = {}
    for name, value in pairs:
        out.setdefault(name, []).append(value)
    return out


def one(form: dict[str, list[str]], name: str) -> str:
    """The value of a field, "" where it is not there."""
    return form.get(name, [""])[0]


def local_path(path: str) -> str:
    """A path of this site to go to, "/" for anything that could lead elsewhere."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and all(" " < c < "\x7f" for c in path)
    return path if plain and "\\" not in path else "/"
