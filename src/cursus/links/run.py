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
from cursus.links.state import LinkState, advance
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
    return [url for url in wanted if url not in known or state_of(known[url]).is_due(today)]


def state_of(row: LinkRow) -> LinkState:
    return LinkState(row.url, row.state, row.failures, row.status, row.reason, row.checked, row.due, row.final)


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

        before = known.get(url)
        state = advance(
            state_of(before) if before else LinkState(url),
            look(client, url, kept if keep is not None else None),
            plan.today,
        )
        return _with_copy(client, state, before, wanted.get(url), plan)

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


def _with_copy(client: Client, state: LinkState, before: LinkRow | None, cited: Cited | None, plan: Plan) -> LinkRow:
    """The state as it is remembered, with an archived copy looked for where one is wanted and none is known."""
    row = LinkRow(
        state.url, state.state, state.failures, state.status, state.reason, state.checked, state.due, state.final,
        before.copy if before else None, before.copy_day if before else None, before.asked if before else None,
    )  # fmt: skip
    named = cited is not None and cited.archived is not None
    wanted = state.state in ("failing", "dead") or (plan.all_copies and not named)
    if plan.archives is None or not wanted or named or row.copy is not None or not _ask(row, plan.today):
        return row
    try:
        copy: Copy | None = find_copy(client, state.url, cited.seen if cited else None, plan.archives)
    except FetchError:
        return row  # the archives could not be asked: another run will
    if copy is None:
        return replace(row, asked=plan.today)
    return replace(row, copy=copy.url, copy_day=copy.day, asked=plan.today)


def _ask(row: LinkRow, today: str) -> bool:
    from datetime import date

    return row.asked is None or (date.fromisoformat(today) - date.fromisoformat(row.asked)).days >= _ASK_AGAIN


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
