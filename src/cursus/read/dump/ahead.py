"""A producer in a thread of its own, at most some items ahead of its consumer."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")
_MOMENT = 0.05  # seconds that a consumer in a hurry waits
_POLL = 0.1  # seconds after which a producer without room looks whether anybody still waits


class Abandoned(Exception):
    """Nobody takes what is produced any more."""


class Ahead(Generic[T]):
    """What a function produces by calling the ``put`` that it is given. An exception of the function comes out of
    :meth:`items`; closing that makes the next ``put`` raise :class:`Abandoned`."""

    def __init__(self, produce: Callable[[Callable[[T], None]], None], depth: int) -> None:
        self._items: queue.Queue[tuple[T] | BaseException | None] = queue.Queue(depth)
        self._closed = threading.Event()
        self._produce = produce

    def items(self) -> Generator[T, None, None]:
        """All that is produced."""
        for item in self._taken(wait=True):
            if item is not None:
                yield item[0]

    def items_so_far(self) -> Generator[T | None, None, None]:
        """The same, but None wherever nothing is there for a moment."""
        for item in self._taken(wait=False):
            yield None if item is None else item[0]

    def _taken(self, *, wait: bool) -> Generator[tuple[T] | None, None, None]:
        thread = threading.Thread(target=self._run, daemon=True)
        thread.start()
        try:
            while True:
                try:
                    item = self._items.get(timeout=None if wait else _MOMENT)
                except queue.Empty:
                    yield None
                    continue
                if item is None:
                    return
                if isinstance(item, BaseException):
                    raise item
                yield item
        finally:
            self._closed.set()
            thread.join()

    def _run(self) -> None:
        try:
            self._produce(lambda item: self._put((item,)))
            self._put(None)
        except Abandoned:
            return
        except BaseException as error:
            try:
                self._put(error)
            except Abandoned:
                return

    def _put(self, item: tuple[T] | BaseException | None) -> None:
        while not self._closed.is_set():
            try:
                self._items.put(item, timeout=_POLL)
            except queue.Full:
                continue
            return
        raise Abandoned


def ahead(items: Iterable[T], depth: int) -> Generator[T, None, None]:
    """The items, fetched by a thread up to ``depth`` of them before they are asked for."""

    def produce(put: Callable[[T], None]) -> None:
        for item in items:
            put(item)

    return Ahead(produce, depth).items()
