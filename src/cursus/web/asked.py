"""What a request asks for: words, the number of a page. Anything that cannot be meant is answered with 400."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

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


def export_format(request: Request) -> str:
    """``csv`` or ``json`` where the list is wanted as a file, else "". Raises 400 for another format."""
    wanted = request.query_params.get("format", "")
    if wanted not in ("", "html", "csv", "json"):
        raise HTTPException(400, "A list is to be had as format=csv or format=json.")
    return "" if wanted == "html" else wanted


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a page stands in its list, and the addresses of its neighbours and of the list as a file."""

    number: int
    last: int
    before: str
    after: str
    csv: str
    json: str


def turn(request: Request, number: int, total: int, size: int) -> Turn:
    """The pages of a list of ``total``. Raises 404 behind the last one."""
    last = max(-(-total // size), 1)
    if number > last:
        raise HTTPException(404, f"This list has {last:,} page{'' if last == 1 else 's'}.")

    def url(**changed: str) -> str:
        kept = [(k, v) for k, v in request.query_params.multi_items() if v and k not in ("page", "format")]
        query = urlencode([*kept, *changed.items()])
        return f"{request.url.path}?{query}" if query else request.url.path

    return Turn(
        number,
        last,
        url(**({"page": str(number - 1)} if number > 2 else {})) if number > 1 else "",
        url(page=str(number + 1)) if number < last else "",
        url(format="csv"),
        url(format="json"),
    )
