"""Real servers on this machine that misbehave, and what they saw; a witness of every connection that is made."""

from __future__ import annotations

import gzip
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpcore

PUBLIC = "93.184.216.34"
"""What stands for a public address in these tests: never connected to, see :class:`Dialer`."""

_watching: list[Any] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and _watching:
        for seen in _watching:
            seen.append(arguments[1])


sys.addaudithook(_hook)  # for good: Python has no way to take one off


@contextmanager
def watched() -> Iterator[list[Any]]:
    """Every address that any thread of this process connects to, as Python itself reports it."""
    seen: list[Any] = []
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.remove(seen)


class Dialer(httpcore.NetworkBackend):
    """Connects as asked, but to a server of ours where the public address was asked for; notes what was asked."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.asked: list[tuple[str, int]] = []
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        self.asked.append((host, port))
        if host == PUBLIC:
            host, port = self.server.address
        return self._sockets.connect_tcp(host, port, timeout)


class Server:
    """A server with one page for each way to behave (see :data:`PAGES`), or with the answers of ``reply``.

    ``requests`` are the requests so far, each (path, headers in lower case).
    """

    def __init__(
        self, reply: Callable[[Handler, str, dict[str, list[str]]], None] | None = None, tls: Any = None
    ) -> None:
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.names: list[str | None] = []
        self.stop = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.owner = self  # type: ignore[attr-defined]
        self.reply = reply or misbehave
        if tls is not None:
            tls.sni_callback = lambda _socket, name, _context: self.names.append(name)
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self._http.server_address[1]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self._http.shutdown()
        self._http.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Any

    def do_GET(self) -> None:
        owner: Server = self.server.owner
        owner.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        parts = urlsplit(self.path)
        try:
            owner.reply(self, parts.path, parse_qs(parts.query))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client has had enough

    do_HEAD = do_GET

    def answer(self, body: bytes = b"", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def begin(self, **headers: str) -> None:
        """The head of an answer whose length nobody says."""
        self.close_connection = True
        self.send_response(200)
        for name, value in {"Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


def misbehave(handler: Handler, path: str, query: dict[str, list[str]]) -> None:
    PAGES[path.strip("/").partition("/")[0]](handler, query)


def _once(handler: Handler, query: dict[str, list[str]]) -> None:
    """An answer after which the connection is closed, as its head says."""
    handler.begin()
    handler.wfile.write(b"once")


def _redirect(handler: Handler, query: dict[str, list[str]]) -> None:
    handler.answer(b"moved", int(query.get("status", ["302"])[0]), Location=query["to"][0])


def _chain(handler: Handler, query: dict[str, list[str]]) -> None:
    left = int(query["n"][0])
    if left:
        handler.answer(b"", 301, Location=f"/chain?n={left - 1}")
    else:
        handler.answer(b"arrived")


def _stall(handler: Handler, query: dict[str, list[str]]) -> None:
    handler.server.owner.stop.wait(20)
    handler.close_connection = True


def _drip(handler: Handler, query: dict[str, list[str]]) -> None:
    """A head that never ends, each byte of it well in time."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(2000):
        if handler.server.owner.stop.is_set():
            return
        handler.wfile.write(b"X-A: 1\r\n")
        time.sleep(0.02)


def _endless(handler: Handler, query: dict[str, list[str]]) -> None:
    handler.begin()
    for _ in range(4000):
        handler.wfile.write(b"a" * 10_000)


def _bomb(handler: Handler, query: dict[str, list[str]]) -> None:
    handler.answer(_zeros(), Content_Encoding="gzip")


@cache
def _zeros() -> bytes:
    return gzip.compress(bytes(50_000_000), 1)


def _short(handler: Handler, query: dict[str, list[str]]) -> None:
    handler.close_connection = True
    handler.answer(b"half", Content_Length="8")


def _long(handler: Handler, query: dict[str, list[str]]) -> None:
    handler.close_connection = True
    handler.answer(b"more than said", Content_Length="4")


def _garbage(handler: Handler, query: dict[str, list[str]]) -> None:
    handler.close_connection = True
    handler.wfile.write(b"220 smtp.example ESMTP\r\n" * 3)


def _heads(handler: Handler, query: dict[str, list[str]]) -> None:
    handler.begin(**{f"X-{n}": "a" * 1000 for n in range(400)})


def _busy(handler: Handler, query: dict[str, list[str]]) -> None:
    """Busy for the first ``n`` requests."""
    asked = sum(path == handler.path for path, _ in handler.server.owner.requests)
    if asked <= int(query["n"][0]):
        headers = {"Retry_After": query["after"][0]} if "after" in query else {}
        handler.answer(b"busy", int(query.get("status", ["429"])[0]), **headers)
    else:
        handler.answer(b"at last")


def _flaky(handler: Handler, query: dict[str, list[str]]) -> None:
    if sum(path == handler.path for path, _ in handler.server.owner.requests) == 1:
        _garbage(handler, query)
    else:
        handler.answer(b"at last")


PAGES: dict[str, Callable[[Handler, dict[str, list[str]]], None]] = {
    "ok": lambda h, q: h.answer(b"fine", Content_Type="text/plain"),
    "once": _once,
    "redirect": _redirect,
    "chain": _chain,
    "loop": lambda h, q: h.answer(b"", 302, Location="/loop"),
    "stall": _stall,
    "drip": _drip,
    "endless": _endless,
    "bomb": _bomb,
    "packed": lambda h, q: h.answer(gzip.compress(b"unpacked " * 1000), Content_Encoding="gzip"),
    "torn": lambda h, q: h.answer(gzip.compress(b"unpacked " * 1000)[:-9], Content_Encoding="gzip"),
    "damaged": lambda h, q: h.answer(b"no gzip at all", Content_Encoding="gzip"),
    "brotli": lambda h, q: h.answer(b"\x0b\x02\x80abc\x03", Content_Encoding="br"),
    "short": _short,
    "long": _long,
    "garbage": _garbage,
    "heads": _heads,
    "busy": _busy,
    "flaky": _flaky,
    "cookie": lambda h, q: h.answer(b"", Set_Cookie="a=b; Path=/"),
    "status": lambda h, q: h.answer(b"x", int(q["code"][0])),
    "latin": lambda h, q: h.answer("Gu\u00e9rin".encode("latin-1"), Content_Type="text/html; charset=ISO-8859-1"),
}
