"""The one client that fetches: guarded, bounded, polite, without memory of who it met.

No proxy is taken from the environment, no cookie is kept, nobody is logged in. Redirects are followed by hand, each of
them checked like a first address. Sizes are counted after unpacking, times over all that a request does.
"""

from __future__ import annotations

import re
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from cursus import __version__
from cursus.fetch.errors import FetchError
from cursus.fetch.guard import Guard, Resolver, Target
from cursus.fetch.pace import Pace, retry_after

if TYPE_CHECKING:
    import httpcore

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 502, 503, 504})
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]{1,40})", re.IGNORECASE)
_CONTACT = re.compile(r"[ -~]{1,200}")
_BACKOFF = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take: bytes of the unpacked ``body``, seconds of ``wall`` time with all redirects but
    without waiting for its turn, ``redirects``; ``retries`` where the server is busy, and the longest ``patience`` in
    seconds with a server that says when to come back. ``cut`` keeps the beginning of a larger body instead of raising."""

    body: int = 2 << 20
    wall: float = 10.0
    redirects: int = 5
    retries: int = 0
    patience: float = 120.0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """What came back. ``url`` is where it came from in the end, ``hops`` the redirects on the way (status, from where);
    ``headers`` have lower-case names, repeated ones joined with commas; ``cut`` says that there was more ``body``."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool = False
    hops: tuple[tuple[int, str], ...] = field(default=())

    @property
    def text(self) -> str:
        """The body in the encoding that its header names, else UTF-8; what is none becomes U+FFFD."""
        named = _CHARSET.search(self.headers.get("content-type", ""))
        try:
            return self.body.decode(named[1] if named else "utf-8", "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")


class Client:
    """Fetches addresses. Use it as a context manager. For any number of threads.

    ``contact`` (an address or e-mail) goes into the User-Agent; ``allow`` names private hosts that may be reached (see
    :class:`~cursus.fetch.guard.Guard`); ``pace`` spaces the requests to one host. ``sockets`` connects to the addresses
    that were checked. Raises ValueError where ``contact`` is more than one line of ASCII, or ``allow`` names no host.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        allow: Iterable[str] = (),
        pace: Pace | None = None,
        resolver: Resolver | None = None,
        sockets: httpcore.NetworkBackend | None = None,
    ) -> None:
        self.guard = Guard(allow, resolver)
        self.pace = pace or Pace()
        self.user_agent = _user_agent(contact)
        self._sockets = sockets
        self._lock = threading.Lock()
        self._pool: httpcore.ConnectionPool | None = None

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.close()

    def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        accept: str = "*/*",
        limits: Limits | None = None,
        again: Callable[[Response], bool] | None = None,
    ) -> Response:
        """Fetch an address, whatever the status of the answer. Raises FetchError where there is none.

        A busy server (429, 502, 503, 504, or whatever ``again`` says of an answer) is asked again as often as ``limits``
        say, after the time that it names or twice the time before; a connection that broke or stalled once more.
        """
        limits = limits or Limits()
        faults = 0
        delay = _BACKOFF
        for attempt in range(limits.retries + 1):
            last = attempt == limits.retries
            try:
                response = self._follow(url, method, accept, limits)
            except FetchError as error:
                faults += 1
                if last or faults > 1 or error.kind not in ("broken", "timeout"):
                    raise
                continue
            if last or not (response.status in _BUSY or (again is not None and again(response))):
                return response
            wanted = retry_after(response.headers.get("retry-after", ""), time.time())
            wait = delay if wanted is None else max(wanted, 1.0)
            if wait > limits.patience:
                return response
            self.pace.hold(self.guard.check(response.url).host, wait)
            delay *= 2
        raise AssertionError("the last attempt returns or raises")

    def _follow(self, url: str, method: str, accept: str, limits: Limits) -> Response:
        target = self.guard.check(url)
        hops: list[tuple[int, str]] = []
        seen = {target.url}
        left = limits.wall
        while True:
            self.pace.wait(target.host)
            started = time.monotonic()
            status, headers, body, cut = self._request(target, method, accept, limits, started + left)
            left -= time.monotonic() - started
            location = headers.get("location")
            if status not in _REDIRECTS or not location:
                return Response(target.url, status, headers, body, cut, tuple(hops))
            hops.append((status, target.url))
            if len(hops) > limits.redirects:
                raise FetchError(url, f"redirects more than {limits.redirects} times", "check it", kind="redirects")
            target = self._next(target, location)
            if target.url in seen:
                raise FetchError(url, "redirects in a circle", "check it in a browser", kind="redirects")
            seen.add(target.url)

    def _next(self, target: Target, location: str) -> Target:
        """Where a redirect leads. What was allowed by name is not for others to send us to."""
        try:
            following = self.guard.check(urljoin(target.url, location))
        except ValueError as error:
            raise FetchError(target.url, "redirects to no address", "check it in a browser", kind="refused") from error
        allows = self.guard.allows
        if allows(following.host, following.port) and not allows(target.host, target.port):
            raise FetchError(
                target.url, f"redirects to the private host {following.host}", "ask that host itself", kind="refused"
            )
        return following

    def _request(
        self, target: Target, method: str, accept: str, limits: Limits, deadline: float
    ) -> tuple[int, dict[str, str], bytes, bool]:
        import httpcore

        from cursus.fetch.network import DEADLINE

        request = httpcore.Request(
            method,
            httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path),
            headers=[
                ("Host", target.authority),
                ("User-Agent", self.user_agent),
                ("Accept", accept),
                ("Accept-Encoding", "gzip"),
            ],
        )
        token = DEADLINE.set(deadline)
        response = None
        try:
            response = self._connections().handle_request(request)
            headers = _headers(response.headers)
            if response.status in _REDIRECTS and "location" in headers:
                return response.status, headers, b"", False
            body, cut = _body(target.url, response, headers, limits)
            return response.status, headers, body, cut
        except FetchError as error:
            raise error.at(target.url) from error
        except httpcore.TimeoutException as error:
            reason = f"did not answer within {limits.wall:g} seconds"
            raise FetchError(target.url, reason, "try again later", kind="timeout") from error
        except httpcore.ConnectError as error:
            raise _unconnected(target, error) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FetchError(target.url, f"broke off ({_words(error)})", "try again later", kind="broken") from error
        finally:
            if response is not None:
                response.close()
            DEADLINE.reset(token)

    def _connections(self) -> httpcore.ConnectionPool:
        with self._lock:
            if self._pool is None:
                import httpcore

                from cursus.fetch.network import GuardedBackend, tls

                self._pool = httpcore.ConnectionPool(
                    ssl_context=tls(),
                    max_connections=64,
                    max_keepalive_connections=8,
                    keepalive_expiry=30.0,
                    network_backend=GuardedBackend(self.guard, self._sockets),
                )
            return self._pool


def _user_agent(contact: str) -> str:
    contact = contact.strip()
    if contact and not _CONTACT.fullmatch(contact):
        raise ValueError("the contact is to be one line of ASCII: an e-mail address or the address of a page")
    return f"Cursus/{__version__} (reads biographies for their claims; {contact or 'no contact given'})"


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw:
        key = name.decode("latin-1").lower()
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers and key != "location" else text
    return headers


def _body(url: str, response: httpcore.Response, headers: Mapping[str, str], limits: Limits) -> tuple[bytes, bool]:
    """The unpacked body and whether it was cut; never more than ``limits.body`` bytes of either form are held."""
    out = bytearray()
    for piece in _unpacked(url, response, headers, limits.body):
        out += piece
        if len(out) > limits.body:
            if not limits.cut:
                raise _too_large(url, limits.body)
            return bytes(out[: limits.body]), True
    return bytes(out), False


def _unpacked(url: str, response: httpcore.Response, headers: Mapping[str, str], most: int) -> Iterator[bytes]:
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        yield from response.iter_stream()
        return
    if encoding not in ("gzip", "x-gzip"):
        raise FetchError(url, f"answered in an encoding nobody asked for ({encoding[:20]})", "report it", kind="broken")
    unpacker = zlib.decompressobj(wbits=31)
    packed = 0
    try:
        for piece in response.iter_stream():
            packed += len(piece)
            if packed > most:
                raise _too_large(url, most)
            while piece and not unpacker.eof:
                yield unpacker.decompress(piece, 1 << 16)
                piece = unpacker.unconsumed_tail
    except zlib.error as error:
        raise FetchError(url, "answered with damaged packed data", "try again later", kind="broken") from error
    if packed and not unpacker.eof:
        raise FetchError(url, "answered with packed data that breaks off", "try again later", kind="broken")


def _too_large(url: str, most: int) -> FetchError:
    return FetchError(url, f"is larger than the {most / (1 << 20):g} MB allowed", "it cannot be read", kind="size")


def _unconnected(target: Target, error: Exception) -> FetchError:
    import ssl

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            words = getattr(cause, "verify_message", "") or cause.reason or "handshake failed"
            reason = f"has no trustworthy certificate ({words})"
            return FetchError(target.url, reason, "check the address in a browser", kind="tls")
        cause = cause.__cause__ or cause.__context__
    return FetchError(target.url, f"cannot be reached ({_words(error)})", "check the address", kind="connect")


def _words(error: Exception) -> str:
    return " ".join(re.sub(r"\[Errno -?\d+\]", "", str(error)).split())[:200] or type(error).__name__
