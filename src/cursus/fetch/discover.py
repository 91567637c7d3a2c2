"""Which wiki an address belongs to: its API is where wikis have it, or where one of its pages says that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode, urljoin

from cursus.fetch.api import LIMITS, Api, lagging, read_answer
from cursus.fetch.client import Client, Limits
from cursus.fetch.errors import FetchError
from cursus.fetch.guard import Target
from cursus.fetch.wiki import SITE_QUESTION, Wiki, read_wiki

_PLACE = re.compile(r"(?P<folder>.{0,200}?)/(?:wiki(?=/)|w(?=/)|index\.php|api\.php)")
_LINK = re.compile(r"<link\b[^<>]{0,1000}>", re.IGNORECASE)
_REL = re.compile(r"\brel\s*=\s*[\"']?EditURI\b", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s<>]{1,1000})", re.IGNORECASE)
_PAGE = Limits(body=1 << 20, wall=30.0, retries=2, cut=True)
_TELLING = frozenset({401, 403, 429, 503})


class Wikis:
    """The wikis that were met so far. One client serves them all."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: dict[tuple[str, str], tuple[Wiki, Api] | FetchError] = {}

    def at(self, url: str) -> tuple[Wiki, Api, Target]:
        """The wiki that an address belongs to, and the address taken apart. Raises FetchError where there is none.

        An address that leads on to another host (a short link) is followed.
        """
        target = self._client.guard.check(url)
        key = (f"{target.scheme}://{target.authority}", _folder(target))
        found = self._known.get(key)
        if found is None:
            try:
                found = self._find(target)
            except FetchError as error:
                found = error
            self._known[key] = found
        if isinstance(found, FetchError):
            raise found.at(url)
        return (*found, target)

    def _find(self, target: Target) -> tuple[Wiki, Api]:
        said: FetchError | None = None
        for api in _places(target):
            try:
                return self._try(api)
            except FetchError as error:
                if error.kind != "answer" or _final(error):
                    raise
                said = said or (error if error.status in _TELLING else None)
        stated = self._stated(target)
        if stated is not None:
            return self._try(stated)
        if said is not None:
            raise said
        raise FetchError(
            target.url,
            "has no MediaWiki API at /w/api.php or /api.php, and its page names none",
            "give the address of a page of a MediaWiki wiki, or download the page and add the file",
            kind="answer",
        )

    def _try(self, url: str) -> tuple[Wiki, Api]:
        question = {"action": "query", "format": "json", "formatversion": "2", **SITE_QUESTION}
        response = self._client.fetch(
            f"{url}?{urlencode(question)}", accept="application/json", limits=LIMITS, again=lagging
        )
        answer = read_answer(response, url)
        api = response.url.partition("?")[0]
        wiki = read_wiki(answer, api)
        if wiki is None:
            raise FetchError(url, "answers, but as no wiki does", "check the address", kind="answer")
        return wiki, Api(self._client, api)

    def _stated(self, target: Target) -> str | None:
        """The API that the page itself names in its EditURI link; only one of the page's own host counts."""
        page = self._client.fetch(target.url, accept="text/html", limits=_PAGE)
        for link in _LINK.findall(page.text):
            href = _HREF.search(link)
            if href is not None and _REL.search(link):
                api = urljoin(page.url, unescape(href[1])).partition("?")[0]
                named = self._client.guard.check(api)
                if named.host == self._client.guard.check(page.url).host:
                    return named.url
        return None


def _final(error: FetchError) -> bool:
    """Whether it is the wiki itself that answered so, and no other place needs to be tried."""
    return error.status == 200 and "web page" not in error.reason and "no JSON" not in error.reason


def _folder(target: Target) -> str:
    """What stands before the parts of the path that all wikis have: "" for most, "/de" for one of several on a host."""
    match = _PLACE.match(target.path.partition("?")[0])
    return match["folder"] if match else ""


def _places(target: Target) -> Iterator[str]:
    """Where the API may be, the likeliest first."""
    path = target.path.partition("?")[0]
    origin = f"{target.scheme}://{target.authority}"
    folder = _folder(target)
    if path.endswith("/api.php"):
        yield f"{origin}{path}"
    elif "/index.php" in path:
        yield f"{origin}{path.partition('/index.php')[0]}/api.php"
    else:
        yield from (f"{origin}{folder}/w/api.php", f"{origin}{folder}/api.php")
