"""The MediaWiki API of one wiki: a question, its answer, and in plain words why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import orjson

from cursus.fetch.client import Client, Limits, Response
from cursus.fetch.errors import FetchError
from cursus.fetch.loose import mapping, short, words

LIMITS = Limits(body=24 << 20, wall=60.0, retries=4)
"""An answer of the API has at most 8 MiB of text (its own limit), which JSON may more than double."""
MOST_PARTS = 20_000
"""Parts of one answer: ten million members of a category."""

_COMMON = {"action": "query", "format": "json", "formatversion": "2", "maxlag": "5"}
_LAGGING = frozenset({"maxlag", "ratelimited", "readonly", "internal_api_error_DBQueryTimeoutError"})
_ERRORS = {
    "readapidenied": (
        "lets only its members read",
        "export the pages while you are logged in (Special:Export), and add that file",
    ),
    "maxlag": ("is too busy", "try again later"),
    "ratelimited": ("asks for fewer requests", "try again later"),
    "invalidcategory": ("knows no such category", "check its name"),
}
_STATUSES = {
    401: ("asks for a login", "export the pages while you are logged in (Special:Export), and add that file"),
    403: ("refuses programs", "name a contact with CURSUS_CONTACT, or export the pages and add that file"),
    404: ("has nothing at this address", "check the address"),
    429: ("asks for fewer requests", "try again later"),
    503: ("is too busy", "try again later"),
}


class Api:
    """Asks one wiki's API, one question after the other. ``url`` is its api.php."""

    def __init__(self, client: Client, url: str) -> None:
        self.url = url
        self._client = client

    def ask(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        """The answer to one question. Raises FetchError: of kind ``answer`` where the wiki answers, but not this."""
        address = f"{self.url}?{urlencode({**_COMMON, **parameters})}"
        response = self._client.fetch(address, accept="application/json", limits=LIMITS, again=lagging)
        return read_answer(response, self.url)

    def ask_all(self, parameters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """The ``query`` part of an answer that comes in any number of parts."""
        following: dict[str, str] = {}
        for _ in range(MOST_PARTS):
            answer = self.ask({**parameters, **following})
            yield mapping(answer, "query")
            more = {key: str(value) for key, value in mapping(answer, "continue").items()}
            if not more:
                return
            if more == following:
                break
            following = more
        raise FetchError(
            self.url, "goes on answering without an end", "the wiki is broken; tell its owner", kind="answer"
        )


def lagging(response: Response) -> bool:
    """Whether a wiki says that it is too busy just now."""
    if response.headers.get("mediawiki-api-error") in _LAGGING:
        return True
    return len(response.body) < 20_000 and _error(_parsed(response)).get("code") in _LAGGING


def read_answer(response: Response, url: str) -> dict[str, Any]:
    """The JSON object of an answer. Raises FetchError where it is an error, or anything else."""
    answer = _parsed(response)
    error = _error(answer)
    if error:
        code = words(error.get("code"))
        reason, remedy = _ERRORS.get(code, ("", "try again later; if it stays so, tell the wiki's owner"))
        reason = reason or f"answers with an error ({short(code, 60)}: {short(error.get('info'))})"
        raise FetchError(url, reason, remedy, kind="answer", status=response.status)
    if response.status >= 400 or answer is None:
        raise _no_answer(response, url)
    return answer


def _parsed(response: Response) -> dict[str, Any] | None:
    try:
        answer = orjson.loads(response.body)
    except orjson.JSONDecodeError:
        return None
    return answer if isinstance(answer, dict) else None


def _error(answer: dict[str, Any] | None) -> dict[str, Any]:
    """The error of an answer; newer wikis may say several, of which the first counts."""
    if answer is None:
        return {}
    several = answer.get("errors")
    if isinstance(several, list) and several and isinstance(several[0], dict):
        return several[0]
    return mapping(answer, "error")


def _no_answer(response: Response, url: str) -> FetchError:
    status = response.status
    if status >= 400:
        reason, remedy = _STATUSES.get(status, ("fails", "try again later"))
        wait = short(response.headers.get("retry-after"), 40)
        if wait and status in (429, 503):
            reason += f" and to wait for {wait} seconds" if wait.isdecimal() else f" until {wait}"
        return FetchError(url, f"{reason} (HTTP status {status})", remedy, kind="answer", status=status)
    if response.body.lstrip()[:1] == b"<":
        reason = "answers with a web page where data were asked for: a login page, or one of the network in between"
        return FetchError(url, reason, "open the address in a browser and see", kind="answer", status=status)
    return FetchError(url, "answers with something that is no JSON", "check the address", kind="answer", status=status)
