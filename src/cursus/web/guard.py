"""What holds for every answer: the security headers, the names the site answers to, and who may change anything from where.

A request that changes something must come from a page of this site, or from no page at all (a program). Browsers say where it comes
from in ``Sec-Fetch-Site``, older ones in ``Origin``; a page elsewhere cannot forge either. So no form needs a secret of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cursus.web import exchange

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SAFE = frozenset({"GET", "HEAD"})
_RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_OURS = frozenset(name for name, _ in _RAW)
_UNKEPT = (b"cache-control", b"no-cache")


def host_name(header: str) -> str:
    """The name in a Host header, without its port, in lower case."""
    name = header.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]


def from_elsewhere(headers: Headers) -> bool:
    """Whether a request was made by a page of another site.

    ``Sec-Fetch-Site`` decides where it is there, and a page of a sister site (``same-site``) is another one, too; else ``Origin``,
    whose host and port must be those that were asked, ``null`` being nobody's. With neither it was no browser.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        parts = urlsplit(origin)
    except ValueError:
        return True
    return parts.scheme not in ("http", "https") or parts.netloc.lower() != headers.get("host", "").lower()


class Guard:
    """ASGI middleware around everything, error pages included. ``writes`` says that the site may be used to change something."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str] | None = None, *, writes: bool = False) -> None:
        self.app = app
        self.hosts = None if hosts is None else frozenset(h.lower() for h in hosts)
        self.writes = writes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        raw = _RAW
        answer: ASGIApp = self.app
        open_ = exchange.is_exchange(scope["path"])
        unsafe = scope["method"] not in SAFE and not exchange.asks_only(scope["method"], scope["path"])
        headers = Headers(scope=scope) if unsafe or open_ or self.hosts is not None else None
        name = host_name(headers.get("host", "")) if headers is not None else ""
        if headers is not None and open_:
            raw = exchange.headers(HEADERS, headers, at_home=name in LOOPBACK)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = [pair for pair in message["headers"] if pair[0] not in _OURS]
                if all(name != b"cache-control" for name, _ in told):
                    told.append(_UNKEPT)
                message = {**message, "headers": told + raw}
            await send(message)

        if headers is not None and self.hosts is not None and name not in self.hosts:
            answer = PlainTextResponse("This site does not answer to that name.\n", 421)
        elif open_ and scope["method"] == "OPTIONS":
            answer = exchange.preflight()
        elif unsafe and not self.writes:
            answer = PlainTextResponse("This site can only be read.\n", 405, {"Allow": "GET, HEAD"})
        elif unsafe and headers is not None and not _carries_token(headers) and from_elsewhere(headers):
            answer = PlainTextResponse("Another site asked for this; it was not done.\n", 403)
        await answer(scope, receive, guarded)


def _carries_token(headers: Headers) -> bool:
    """Whether a request says itself who sends it: no browser adds that on its own, and a page elsewhere cannot."""
    return headers.get("authorization", "").lower().startswith("bearer ") and "cookie" not in headers
