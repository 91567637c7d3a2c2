"""Which addresses may be reached: http and https, names that lead to public addresses, ordinary ports.

An address is taken apart here, strictly and once; what is sent is put together from the parts, so no other reading of it
exists. Addresses that wrap another one (IPv4-mapped, NAT64, 6to4, Teredo, ISATAP) are judged by what they wrap, too.
A host of one's own network is reached only where it was allowed by name, link-local and reserved addresses never.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

from cursus.fetch.errors import FetchError
from cursus.tables import rows

Resolver = Callable[[str, int], list[str]]
"""(host, port) → its numeric addresses, in the order to try them. Raises OSError where there is none."""

PORTS = {"http": 80, "https": 443}
MOST_CHARACTERS = 8000
"""The longest address that common servers take."""

_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_PORT = re.compile(r"[0-9]{1,5}")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?"

_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_6TO4 = IPv6Network("2002::/16")
_TEREDO = IPv6Network("2001::/32")
_GLOBAL = IPv6Network("2000::/3")
_ISATAP = (0x00005EFE, 0x02005EFE)


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. ``host`` is lower case, in ASCII, an IPv6 address without brackets; ``path`` begins with
    a slash and holds the query, percent-encoded; there is neither a fragment nor a user."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What the Host header says: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


class Guard:
    """Decides on addresses. ``allow`` names hosts (``wiki.example``, ``localhost:8080``) that may be private or on
    another port than 80 and 443; a host without a port stands for these two. Raises ValueError where one is no host."""

    def __init__(self, allow: Iterable[str] = (), resolver: Resolver | None = None) -> None:
        self._resolver = resolver or system_resolver
        self._allowed = frozenset(pair for name in allow for pair in _allowance(name))

    def check(self, url: str) -> Target:
        """Take an address apart. Raises FetchError of kind ``refused``."""
        target = parse(url)
        if target.port not in PORTS.values() and not self.allows(target.host, target.port):
            raise _refused(
                url,
                f"has the port {target.port}; only 80 and 443 are reached",
                f"allow it with --allow-private {target.host}:{target.port} if you trust it",
            )
        return target

    def allows(self, host: str, port: int) -> bool:
        """Whether this host was allowed by name."""
        return (host, port) in self._allowed

    def addresses(self, host: str, port: int, timeout: float) -> list[str]:
        """Resolve a host, once: its addresses, every one of which may be reached. Raises FetchError."""
        name = f"{host}:{port}" if port not in PORTS.values() else host
        found = [host] if _numeric(host) else self._resolve(host, port, timeout)
        if not found:
            raise _unknown(host)
        worst = max((kind_of(address) for address in found), key=_SEVERITY.__getitem__)
        if worst == "never":
            raise _refused(host, "leads to an address that no server has", "check the address")
        if worst == "private" and not self.allows(host, port):
            raise _refused(
                host,
                "lies in a private network; only public addresses are reached",
                f"if it is your own wiki, allow it with --allow-private {name}",
            )
        return found

    def _resolve(self, host: str, port: int, timeout: float) -> list[str]:
        """The resolver has no time limit of its own; past ours it is left behind."""
        answer: list[list[str] | Exception] = []

        def ask() -> None:
            try:
                answer.append(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        thread = threading.Thread(target=ask, name="cursus-resolve", daemon=True)
        thread.start()
        thread.join(max(timeout, 0))
        if not answer:
            raise FetchError(host, "could not be looked up in time", "try again later", kind="timeout")
        if isinstance(answer[0], Exception):
            raise _unknown(host) from answer[0]
        return list(dict.fromkeys(answer[0]))


_SEVERITY = {"public": 0, "private": 1, "never": 2}


def parse(url: str) -> Target:
    """Take an http or https address apart. Raises FetchError of kind ``refused``."""
    url = url.strip(" \t\r\n")
    if len(url) > MOST_CHARACTERS:
        raise _refused(url[:80] + "…", f"has more than {MOST_CHARACTERS} characters", "give a shorter address")
    if _CONTROL.search(url):
        raise _refused(
            url, "holds a space, a backslash or a control character", "give the address as a browser shows it"
        )
    scheme = _SCHEME.match(url)
    if scheme is None or scheme[1].lower() not in PORTS or url[scheme.end() : scheme.end() + 2] != "//":
        raise _refused(url, "is no http or https address", "give one that begins with https://")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise _refused(url, "is no address", "check its brackets") from error
    if "@" in parts.netloc:
        raise _refused(url, "holds a user name", "leave it out; Cursus never logs in")
    host, port = _authority(url, parts.netloc)
    path = quote(parts.path, safe=_PATH_SAFE) or "/"
    if parts.query:
        path += "?" + quote(parts.query, safe=_QUERY_SAFE)
    return Target(parts.scheme.lower(), host, port or PORTS[parts.scheme.lower()], path)


def _authority(url: str, netloc: str) -> tuple[str, int | None]:
    host, bracket, rest = netloc.partition("]")
    if bracket:
        if not host.startswith("["):
            raise _refused(url, "has no valid host", "check its brackets")
        colon, port = rest[:1], rest[1:]
        if colon not in ("", ":"):
            raise _refused(url, "has no valid host", "check its brackets")
        name = _ipv6(url, host[1:])
    else:
        text, colon, port = netloc.partition(":")
        name = _name(url, text)
    if not port:
        return name, None
    if not _PORT.fullmatch(port) or not 0 < int(port) < 65536:
        raise _refused(url, "has no valid port", "ports are numbers from 1 to 65535")
    return name, int(port)


def _ipv6(url: str, text: str) -> str:
    try:
        if "%" in text:
            raise ValueError(text)
        return IPv6Address(text).compressed
    except ValueError as error:
        raise _refused(url, "has no valid host", "check the address in brackets") from error


def _name(url: str, text: str) -> str:
    """A host's name in ASCII. Spellings of IPv4 addresses that a resolver would complete or convert are no names."""
    import idna

    try:
        host = idna.encode(text, uts46=True).decode("ascii") if not text.isascii() else text.lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise _refused(url, "has no valid host", "check its spelling") from error
    host = host.removesuffix(".")
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise _refused(url, "has no valid host", "check its spelling")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            return IPv4Address(host).compressed
        except ValueError as error:
            raise _refused(url, "has a number for a host", "write four numbers with dots, or a name") from error
    return host


def _numeric(host: str) -> bool:
    return ":" in host or _NUMBER.fullmatch(host.rpartition(".")[2]) is not None


def kind_of(address: str) -> str:
    """``public``, ``private`` (a network of one's own) or ``never`` (no server's), for what it wraps, too."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "never"
    return max((_kind(one) for one in _unwrapped(parsed)), key=_SEVERITY.__getitem__)


def _unwrapped(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """The addresses that a packet to this one can end up at: itself, unless it only stands for others."""
    if isinstance(address, IPv4Address):
        yield address
        return
    number = int(address)
    if address in _MAPPED or address in _NAT64:
        yield IPv4Address(number & 0xFFFFFFFF)
    elif address in _6TO4:
        yield IPv4Address(number >> 80 & 0xFFFFFFFF)
    elif address in _TEREDO:
        yield IPv4Address(number >> 64 & 0xFFFFFFFF)
        yield IPv4Address(~number & 0xFFFFFFFF)
    else:
        yield address
        if number >> 32 & 0xFFFFFFFF in _ISATAP:
            yield IPv4Address(number & 0xFFFFFFFF)


def _kind(address: IPv4Address | IPv6Address) -> str:
    for network, kind in _special():
        if address in network:
            return kind
    return "public" if isinstance(address, IPv4Address) or address in _GLOBAL else "never"


@cache
def _special() -> tuple[tuple[IPv4Network | IPv6Network, str], ...]:
    return tuple((ip_network(network), kind) for network, kind, _ in rows("addresses"))


def system_resolver(host: str, port: int) -> list[str]:
    """What the system's resolver answers."""
    return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _allowance(name: str) -> Iterator[tuple[str, int]]:
    try:
        host, port = _authority(name, name)
    except FetchError as error:
        raise ValueError(f"{name!r} is no host: write a name, or name:port") from error
    for one in (port,) if port is not None else PORTS.values():
        yield host, one


def _refused(url: str, reason: str, remedy: str) -> FetchError:
    return FetchError(url, reason, remedy, kind="refused")


def _unknown(host: str) -> FetchError:
    return FetchError(host, "is no known host", "check its spelling, and the network", kind="dns")
