"""One look at an address: is the page there?

GET at once, of which only the beginning is read: many servers answer HEAD wrongly, and only words tell that a page is gone. A page
that says "not found" with status 200 is recognised by asking the same host for a page that cannot exist: a server that says
as well of both tells nothing apart. A deep address that ends on the front page has lost its page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from cursus.fetch.client import Client, Limits, Response
from cursus.fetch.errors import FetchError
from cursus.links.state import ALIVE, CLOSED, FAILED, MOVED, UNCLEAR, Look

_LIMITS = Limits(body=512 << 10, wall=30.0, cut=True)
_WHOLE = Limits(body=20 << 20, wall=60.0, cut=True)
_CLOSED = frozenset(
    {401, 402, 403, 405, 406, 407, 412, 418, 428, 429, 440, 449, 451, 503, 520, 521, 522, 523, 524, 525, 526, 530, 999}
)
"""What a server says to programs, to the unpaid and to other countries, with the page there for others, or for later."""
_NOT_FOUND = re.compile(
    r"(?:/|[?&=])(?:404|not-?found|error-?404|page-?not-?found|errors?/404)(?:[./?&]|$)|/404\.\w+$", re.IGNORECASE
)
_SAYS_NOT_FOUND = re.compile(
    r"<title[^<>]{0,100}>[^<]{0,80}(?:\b404\b|not found|page introuvable|nicht gefunden|no encontrad[ao]|non trovat[ao]|не найдена)",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^<>]{0,2000}>|\s+|\d+")


def look(client: Client, url: str, keep: Callable[[Response], None] | None = None) -> Look:
    """Look at an address. Never raises for what the network or the server does. ``keep`` is handed the page where it is
    there; the page is then fetched whole."""
    try:
        response = client.fetch(url, limits=_LIMITS if keep is None else _WHOLE)
    except FetchError as error:
        return _of_error(error)
    if keep is not None and response.status < 400:
        keep(response)
    if response.status >= 400:
        outcome = CLOSED if response.status in _CLOSED else FAILED
        return Look(outcome, response.status, f"answers with status {response.status}", _final(url, response))
    return _of_page(client, url, response)


def _of_error(error: FetchError) -> Look:
    if error.kind in ("refused", "size"):
        return Look(UNCLEAR, error.status, error.reason)
    return Look(FAILED, error.status, error.reason)


def _of_page(client: Client, url: str, response: Response) -> Look:
    final = _final(url, response)
    if _NOT_FOUND.search(urlsplit(response.url).path + "?" + urlsplit(response.url).query) and not _NOT_FOUND.search(
        url
    ):
        return Look(FAILED, response.status, "leads to a page that says it was not found", final)
    if _lost(url, response.url):
        return Look(FAILED, response.status, "leads to the front page", final)
    if _SAYS_NOT_FOUND.search(response.text[:20_000]) and _same_for_nonsense(client, response):
        return Look(FAILED, response.status, "says that it was not found, with status 200", final)
    if final is not None and urlsplit(final).hostname != urlsplit(url).hostname and _words(final) != _words(url):
        return Look(MOVED, response.status, "leads to another host", final)
    return Look(ALIVE, response.status, "answers", final)


def _final(url: str, response: Response) -> str | None:
    return response.url if response.hops else None


def _lost(url: str, final: str) -> bool:
    """Whether an address two or more steps deep ended on a front page."""
    deep = [part for part in urlsplit(url).path.split("/") if part]
    there = [part for part in urlsplit(final).path.split("/") if part]
    front = not there or (
        len(there) == 1 and re.fullmatch(r"(?:index|default|home)(?:\.\w+)?|[a-z]{2}", there[0]) is not None
    )
    return len(deep) >= 2 and front and not urlsplit(final).query


def _words(url: str) -> str:
    """An address's path, for telling a move of host from another page."""
    return urlsplit(url).path.rstrip("/").casefold()


def _same_for_nonsense(client: Client, response: Response) -> bool:
    """Whether the host answers alike to an address that cannot exist. Where it does not answer at all, it is taken at its
    word."""
    parts = urlsplit(response.url)
    folder = parts.path.rpartition("/")[0]
    name = hashlib.sha256(response.url.encode()).hexdigest()[:20]
    try:
        other = client.fetch(urlunsplit((parts.scheme, parts.netloc, f"{folder}/{name}", "", "")), limits=_LIMITS)
    except FetchError:
        return True
    if other.status >= 400:
        return False
    mine, theirs = _TAGS.sub("", response.text[:50_000]), _TAGS.sub("", other.text[:50_000])
    return abs(len(mine) - len(theirs)) * 20 <= max(len(mine), len(theirs), 1)
