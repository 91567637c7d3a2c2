"""A run over many addresses: hosts side by side, one request at a time to each, everything remembered at once.

What was looked at and is not due is passed by, so that an interrupted run goes on where it was.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Event, Lock
from urllib.parse import urlsplit

from cursus.fetch.client import Client, Response
from cursus.fetch.errors import FetchError
from cursus.links.archives import Archives, Copy, find_copy
from cursus.links.cited import Cited
from cursus.links.probe import look
from cursus.links.state import advance, later
from cursus.store.links import LinkRow

HOSTS = 12
"""So many hosts are asked side by side."""
_ASK_AGAIN = 30
"""Days after which archives are asked again for a copy that they did not have."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does: its ISO day, which archives it asks (None: none), whether also for pages that are alive."""

    today: str
    archives: Archives | None
    all_copies: bool = False


def due(wanted: Mapping[str, Cited], known: Mapping[str, LinkRow], today: str) -> list[str]:
    """The addresses that are to be looked at on a day, in their order."""
    return [url for url in wanted if url not in known or known[url].is_due(today)]


def run(
    client: Client,
    urls: Iterable[str],
    wanted: Mapping[str, Cited],
    known: Mapping[str, LinkRow],
    plan: Plan,
    keep: Callable[[str, Response], None] | None = None,
) -> Iterator[LinkRow]:
    """Look at addresses and yield what is known then, as it comes. ``keep`` is handed every page that is there."""
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(_host(url), []).append(url)
    results: queue.Queue[LinkRow | BaseException | None] = queue.Queue()
    stop = Event()
    lock = Lock()

    def one_host(theirs: list[str]) -> None:
        try:
            for url in theirs:
                if stop.is_set():
                    return
                results.put(_one(url))
        except BaseException as error:  # handed to the caller's thread
            results.put(error)
        finally:
            results.put(None)

    def _one(url: str) -> LinkRow:
        def kept(response: Response) -> None:
            if keep is not None:
                with lock:
                    keep(url, response)

        seen = look(client, url, kept if keep is not None else None)
        return _with_copy(client, advance(known.get(url) or LinkRow(url), seen, plan.today), wanted.get(url), plan)

    with ThreadPoolExecutor(HOSTS) as pool:
        for theirs in by_host.values():
            pool.submit(one_host, theirs)
        left = len(by_host)
        try:
            while left:
                result = results.get()
                if result is None:
                    left -= 1
                elif isinstance(result, BaseException):
                    raise result
                else:
                    yield result
        finally:
            stop.set()


def _with_copy(client: Client, row: LinkRow, cited: Cited | None, plan: Plan) -> LinkRow:
    """What is known of an address, with an archived copy looked for where one is wanted and none is known."""
    named = cited is not None and cited.archived is not None
    wanted = row.state in ("failing", "dead") or plan.all_copies
    fresh = row.asked is not None and later(row.asked, _ASK_AGAIN) > plan.today
    if plan.archives is None or not wanted or named or row.copy is not None or fresh:
        return row
    try:
        copy: Copy | None = find_copy(client, row.url, cited.seen if cited else None, plan.archives)
    except FetchError:
        return row  # the archives could not be asked: another run will
    if copy is None:
        return replace(row, asked=plan.today)
    return replace(row, copy=copy.url, copy_day=copy.day, asked=plan.today)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
