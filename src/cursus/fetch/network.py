"""Connections to checked addresses only, every read and write of which ends by a deadline.

The host is resolved when the connection is made, once, and the connection goes to the address that was checked: there
is no second look-up that could give another answer. Host header, server name and certificate keep the name.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from contextvars import ContextVar
from functools import cache
from typing import Any

import httpcore

from cursus.fetch.guard import Guard

DEADLINE: ContextVar[float] = ContextVar("deadline")
"""When the request under way must be over, by time.monotonic()."""

_LONGEST = 30.0


def remaining() -> float:
    """Seconds left to the request under way. Raises httpcore.ReadTimeout where none are."""
    left = DEADLINE.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return min(left, _LONGEST)


class GuardedBackend(httpcore.NetworkBackend):
    """Makes connections as httpcore asks for them, to where the guard lets it."""

    def __init__(self, guard: Guard, sockets: httpcore.NetworkBackend | None = None) -> None:
        self._guard = guard
        self._sockets = sockets or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._guard.addresses(host, port, remaining())
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, remaining() / 2)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, remaining())

    def _connect(self, address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        return _Stream(self._sockets.connect_tcp(address, port, timeout))


class _Stream(httpcore.NetworkStream):
    """A stream whose time limits are what is left to the request."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, remaining())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, remaining())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, remaining()))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


@cache
def tls() -> ssl.SSLContext:
    """Certificates checked against the system's authorities (SSL_CERT_FILE adds one's own) and certifi's."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
