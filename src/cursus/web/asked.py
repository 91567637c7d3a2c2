"""What a request asks for: words, the number of a page. Anything that cannot be meant is answered with 400."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

_LONGEST_QUERY = 200
_LAST_PAGE = 100_000


def words(request: Request, name: str = "q") -> str:
    """The words of a parameter. Raises 400 where they are too long to be a search."""
    given = " ".join(request.query_params.get(name, "").replace("\x00", " ").split())
    if len(given) > _LONGEST_QUERY:
        raise HTTPException(400, f"A search may have {_LONGEST_QUERY} characters; this one has {len(given):,}.")
    return given


def page_number(request: Request) -> int:
    """The page of a list, 1 for the first. Raises 400 for anything else."""
    given = request.query_params.get("page", "1")
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= _LAST_PAGE):
        raise HTTPException(400, "The page must be a number, 1 for the first.")
    return int(given)
