"""Pages that were made, kept as they were sent for as long as what they show has not changed.

A page is kept under its address with a key that says of which state of the database it is (:mod:`cursus.store.stamp`). It leaves with an
``ETag``, so that a browser that has it is told so in a few bytes. What was asked for longest ago makes room.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from cursus.store import Store
from cursus.store.fresh import state_of

ROOM = 64 * 1024 * 1024
"""Bytes of pages that are kept."""
_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it is sent: packed, and plain for those who cannot unpack."""

    key: str
    packed: bytes
    media_type: str
    etag: str
    status: int = 200


class Kept:
    """The pages of one site. Any thread may ask. Without ``room`` none is kept."""

    def __init__(self, room: int = ROOM) -> None:
        self.room, self._size = room, 0
        self._pages: OrderedDict[str, Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str, key: str) -> Made | None:
        """The page kept under a name, where it is of this state."""
        with self._lock:
            made = self._pages.get(name)
            if made is None or made.key != key:
                return None
            self._pages.move_to_end(name)
            return made

    def put(self, name: str, key: str, response: Response) -> Made:
        """Keep what a handler answered. Only good answers are kept, and none that is larger than a quarter of the room."""
        body = bytes(response.body)
        packed = gzip.compress(body, _LEVEL, mtime=0)
        etag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
        made = Made(key, packed, response.headers["content-type"], etag, response.status_code)
        if response.status_code != 200 or len(packed) > self.room // 4:
            return made
        with self._lock:
            old = self._pages.pop(name, None)
            self._size += len(packed) - (len(old.packed) if old is not None else 0)
            self._pages[name] = made
            while self._size > self.room:
                _, gone = self._pages.popitem(last=False)
                self._size -= len(gone.packed)
        return made


def answer(made: Made, request: Request) -> Response:
    """A page as this request wants it: nothing where the browser has it, packed where it can unpack."""
    headers = {"etag": made.etag, "vary": "Accept-Encoding", "cache-control": "private, no-cache"}
    if made.etag in request.headers.get("if-none-match", "") and made.status == 200:
        return Response(status_code=304, headers=headers)
    headers["content-type"] = made.media_type
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(made.packed, made.status, {**headers, "content-encoding": "gzip"})
    return Response(gzip.decompress(made.packed), made.status, headers)


Handler = Callable[[Request], Response]
_LONGEST_NAME = 2000


def keeping(
    store: Store, kept: Kept, handler: Handler, *, by_person: bool = False
) -> Callable[[Request], Awaitable[Response]]:
    """A handler whose pages are kept. ``by_person``: the page is about the person in its address alone, so that decisions
    about others leave it as it is."""

    async def kept_or_made(request: Request) -> Response:
        if not kept.room:
            return await run_in_threadpool(handler, request)
        # On the event loop: a question that is answered in less time than handing it to a thread would take.
        state = state_of(store, request.path_params["id"] if by_person else None)
        name = f"{request.url.path}?{request.url.query}"
        made = kept.get(name, state)
        if made is None:
            response = await run_in_threadpool(handler, request)
            if response.status_code != 200 or len(name) > _LONGEST_NAME or isinstance(response, StreamingResponse):
                return response
            made = await run_in_threadpool(kept.put, name, state, response)
        return answer(made, request)

    return kept_or_made
