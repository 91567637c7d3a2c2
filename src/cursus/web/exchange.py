"""The addresses that other programs ask, and what holds for them beside the rest of the site.

They only answer questions: a POST there is a question too long for an address, and changes nothing. Pages of other sites may read the
answers where anybody could read them anyway. A site asked under a name of this machine itself is private: only pages that
this machine serves (OpenRefine's, a notebook's) may read it, never one of the web that the visitor's browser happens to show. Cookies
are never sent along, so a site with users wants a token from everybody.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response

IPIF, RECONCILE = "/ipif", "/reconcile"
_METHODS = "GET, HEAD, POST, OPTIONS"
_FRAMED = "frame-ancestors"
_HOME = "http://127.0.0.1:* http://localhost:*"


def is_exchange(path: str) -> bool:
    """Whether other programs ask this address."""
    return any(path == room or path.startswith(room + "/") for room in (IPIF, RECONCILE))


def asks_only(method: str, path: str) -> bool:
    """Whether a request changes nothing although its method could: a question by POST, or a change that IPIF refuses itself."""
    return is_exchange(path) and (method == "POST" or path.startswith(IPIF))


def preflight() -> Response:
    """The answer to a browser that asks whether a page of another site may ask."""
    told = {
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
        "Access-Control-Max-Age": "600",
        "Allow": _METHODS,
    }
    return Response(status_code=204, headers=told)


def headers(own: dict[str, str], asked: Headers, *, at_home: bool) -> list[tuple[bytes, bytes]]:
    """The site's own headers as they are here, with who else may read the answer and show it in a frame.

    ``at_home`` says that the site was asked under a name of this machine.
    """
    out = {name: value for name, value in own.items() if name != "X-Frame-Options"}
    policy = own["Content-Security-Policy"]
    out["Content-Security-Policy"] = policy.replace(f"{_FRAMED} 'none'", f"{_FRAMED} {_HOME if at_home else '*'}")
    if not at_home:
        out["Access-Control-Allow-Origin"] = "*"
    else:
        out["Vary"] = "Origin"
        origin = asked.get("origin", "")
        if is_at_home(origin):
            out["Access-Control-Allow-Origin"] = origin
    return [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in out.items()]


def is_at_home(origin: str) -> bool:
    """Whether an origin is a page that this machine serves."""
    try:
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.hostname in ("localhost", "127.0.0.1", "::1")
    except ValueError:
        return False
