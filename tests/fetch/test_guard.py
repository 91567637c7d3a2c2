"""No address, redirect or name leads to a host that is not public: every case is tried with a real client beside a real
server that must never be reached, and Python itself reports each connection."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from ipaddress import IPv4Address
from pathlib import Path

import pytest

import cursus
from cursus.fetch.client import Client
from cursus.fetch.errors import FetchError
from cursus.fetch.guard import Guard, kind_of, parse
from cursus.fetch.pace import Pace
from tests.fetch.servers import PUBLIC, Dialer, Server, misbehave, watched
from tests.test_imports import imports

INSIDE = [
    "127.0.0.1",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "192.0.0.8",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "203.0.113.5",
    "192.88.99.1",
    "240.0.0.1",
]
"""One address of every kind of IPv4 network that no public server is in."""


def spellings(address: str) -> Iterator[str]:
    """Ways to write an IPv4 address, or an IPv6 address that stands for it, as the host of a URL."""
    number = int(IPv4Address(address))
    a, b, c, d = address.split(".")
    high, low = f"{number >> 16:x}", f"{number & 0xFFFF:x}"
    inverted = number ^ 0xFFFFFFFF
    yield from (
        address,
        address + ".",
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{int(b) * 65536 + int(c) * 256 + int(d)}",
        f"{hex(int(a))}.{b}.{c}.{d}",
        f"0{int(a):o}.0{int(b):o}.0{int(c):o}.0{int(d):o}",
        "".join(chr(ord(ch) + 0xFEE0) if ch.isdigit() else ch for ch in address),
        address.replace(".", "\u3002"),
        "".join(f"%{ord(ch):02x}" for ch in address),
        f"[::ffff:{address}]",
        f"[0:0:0:0:0:ffff:{high}:{low}]",
        f"[::{address}]",
        f"[::ffff:0:{high}:{low}]",
        f"[64:ff9b::{high}:{low}]",
        f"[64:ff9b:1::{high}:{low}]",
        f"[2002:{high}:{low}::1]",
        f"[2001:0:{high}:{low}::{inverted >> 16:x}:{inverted & 0xFFFF:x}]",
        f"[2001:0:5db8:d822::{inverted >> 16:x}:{inverted & 0xFFFF:x}]",
        f"[2600::5efe:{high}:{low}]",
    )


V6 = [
    "[::]",
    "[::1]",
    "[::1%25lo]",
    "[fe80::1]",
    "[fe80::1%eth0]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[2001:2::1]",
    "[2001:10::1]",
    "[3fff::1]",
    "[100::1]",
    "[5f00::1]",
    "[4000::1]",
    "[1::1]",
    "[]",
    "[:]",
    "[::1",
    "::1",
    "[::1]]",
    "[v1.x]",
    "[127.0.0.1]",
]

FORMS = [
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:6379/_x",
    "dict://127.0.0.1/",
    "ldap://127.0.0.1",
    "ws://127.0.0.1",
    "jar:http://127.0.0.1!/",
    "data:text/plain,x",
    "javascript:alert(1)",
    "unix:/run/x",
    "http+unix://%2Frun%2Fx/",
    "netdoc:///x",
    "about:blank",
    "//127.0.0.1/",
    "/ok",
    "127.0.0.1",
    "http:127.0.0.1",
    "http:/127.0.0.1/",
    "http:///127.0.0.1/",
    "http:\\\\127.0.0.1\\",
    "http://\\127.0.0.1/",
    "http://public.test@127.0.0.1/",
    "http://u:p@public.test/",
    "http://127.0.0.1:80@public.test/",
    "http://public.test\\@127.0.0.1/",
    "http://@127.0.0.1/",
    "http://public.test:80@127.0.0.1:80/",
    "http://127.0.0.1%2f@public.test/",
    "http://127.0.0.1%00.public.test/",
    "http://127.0.0.1%0d%0aHost:x/",
    "http://public.test:22/",
    "http://public.test:25/",
    "http://public.test:6379/",
    "http://public.test:8080/",
    "http://public.test:0/",
    "http://public.test:65536/",
    "http://public.test:99999999/",
    "http://public.test:80a/",
    "http://public.test:-80/",
    "http://public.test:+80/",
    "http://public.test:\u0668\u0660/",
    "http://public.test:80:80/",
    "http://",
    "http://.",
    "http://..",
    "http://%6c%6f%63alhost/",
    "http://a..b/",
    "http://-a.test/",
    "http://\u2488\u2488/",
    "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/",
    "http://xn--a/",
    "http://\xad/",
    "http://[::1",
    "http://::1/",
    "http://1/",
    "http://0/",
    "http://0x/",
    "http://127.1/",
    "http://999.999.999.999/",
    "http://1.2.3/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54/",
    "http://metadata.test/",
    "https://inner.test/",
    "http://public.test/\r\nHost: inner.test",
    "http://public.test/a b",
    "http://pub\tlic.test/",
    "http://127.0.0.1\t.public.test/",
    " http://127.0.0.1/",
    "http://public.test/\x00",
    "http://public.test/" + "a" * 9000,
    "http://" + "a" * 64 + ".test/",
    "http://" + "a." * 130 + "test/",
    "",
    "http://\ud800.test/",
]

NAMES = {
    "public.test": [PUBLIC],
    "localhost": ["127.0.0.1", "::1"],
    "metadata.test": ["169.254.169.254"],
    "inner.test": ["10.1.2.3"],
    "odd.test": ["no address"],
    "scoped.test": ["fe80::1%lo"],
    "empty.test": [],
    **{f"only{n}.test": [address] for n, address in enumerate(INSIDE)},
    **{f"first{n}.test": [address, PUBLIC] for n, address in enumerate(INSIDE)},
    **{f"last{n}.test": [PUBLIC, f"::ffff:{address}"] for n, address in enumerate(INSIDE)},
}

DIRECT = [
    *(f"http://{host}/" for address in INSIDE for host in spellings(address)),
    *(f"http://{host}/" for host in V6),
    *FORMS,
    *(f"http://{name}/" for name in NAMES if name != "public.test"),
]
REDIRECTED = [*DIRECT[:21], *DIRECT[21::23], *FORMS[:5], "//127.0.0.1/", "\\\\127.0.0.1/", "http://[", "//[::1]:80/x"]


@pytest.fixture(scope="module")
def outside() -> Iterator[Server]:
    """The one server that may be reached: it stands for all that is public."""
    with Server() as server:
        yield server


@pytest.fixture
def secret() -> Iterator[Server]:
    """A service of one's own machine."""
    with Server() as server:
        yield server


def lookup(host: str, port: int) -> list[str]:
    if host not in NAMES:
        raise OSError(f"no such name: {host}")
    return NAMES[host]


def client(dialer: Dialer, **options: object) -> Client:
    return Client(pace=Pace(0), resolver=lookup, sockets=dialer, **options)  # type: ignore[arg-type]


def test_there_are_enough_cases() -> None:
    assert len(set(DIRECT)) >= 400
    assert len(set(REDIRECTED)) >= 40


@pytest.mark.parametrize("url", DIRECT, ids=lambda u: ascii(u)[1:70])
def test_no_connection(url: str, outside: Server) -> None:
    dialer = Dialer(outside)
    with watched() as seen, client(dialer) as fetcher, pytest.raises(FetchError) as raised:
        fetcher.fetch(url)
    assert raised.value.kind in ("refused", "dns")
    assert raised.value.reason
    assert raised.value.remedy
    assert seen == []
    assert dialer.asked == []


@pytest.mark.parametrize("url", REDIRECTED, ids=lambda u: ascii(u)[1:70])
def test_no_connection_behind_a_redirect(url: str, outside: Server) -> None:
    def reply(handler: object, path: str, query: dict[str, list[str]]) -> None:
        if path == "/begin":
            handler.answer(b"", 302, Location="/next")  # type: ignore[attr-defined]
        else:
            location = url.encode("utf-8", "replace").decode("latin-1").replace("\r", "").replace("\n", "")
            handler.answer(b"", 307, Location=location or "http://127.0.0.1/")  # type: ignore[attr-defined]

    outside.reply = reply
    dialer = Dialer(outside)
    with watched() as seen, client(dialer) as fetcher:
        try:
            fetched = fetcher.fetch("http://public.test/begin")
            error = None
        except FetchError as caught:
            fetched, error = None, caught
    # a location without a scheme is one of the same server: that may go round in a circle, but nowhere else
    assert fetched is None
    assert error is not None
    assert error.kind in ("refused", "dns", "redirects")
    assert set(seen) == {outside.address}
    assert {host for host, _ in dialer.asked} == {PUBLIC}


def test_the_witness_sees(outside: Server, secret: Server) -> None:
    with watched() as seen, Client(allow=[secret.host], pace=Pace(0)) as fetcher:
        assert fetcher.fetch(f"{secret.url}/ok").body == b"fine"
    assert seen == [secret.address]


def test_a_name_that_changes_its_mind(outside: Server, secret: Server) -> None:
    """Public when it is first looked up, then this machine; every connection is checked with its own look-up."""
    outside.reply = misbehave
    answers = iter([[PUBLIC], ["127.0.0.1"], ["::1"], [PUBLIC, "127.0.0.1"], [PUBLIC]])
    looked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        looked.append(host)
        return next(answers)

    dialer = Dialer(outside)
    with watched() as seen, Client(pace=Pace(0), resolver=resolver, sockets=dialer) as fetcher:
        assert fetcher.fetch("http://rebind.test/ok").body == b"fine"
        assert len(looked) == 1, "looked up once for one connection"
        assert fetcher.fetch("http://rebind.test/ok").body == b"fine"
        assert len(looked) == 1, "the open connection stays where it is"
        assert fetcher.fetch("http://rebind.test/long").body == b"more"  # after which the connection is closed
        for _ in range(3):
            with pytest.raises(FetchError, match="private"):
                fetcher.fetch("http://rebind.test/ok")
        assert fetcher.fetch("http://rebind.test/ok").body == b"fine"
    assert set(seen) == {outside.address}
    assert {host for host, _ in dialer.asked} == {PUBLIC}
    assert secret.requests == []


def test_what_is_allowed_by_name_and_no_more(outside: Server, secret: Server) -> None:
    outside.reply = misbehave
    dialer = Dialer(outside)
    with client(dialer, allow=[secret.host, "inner.test"]) as fetcher:
        assert fetcher.fetch(f"{secret.url}/ok").status == 200
        for other in (
            outside.url,
            "http://127.0.0.1/",
            f"http://localhost:{secret.address[1]}/",
            "http://inner.test:81/",
        ):
            with pytest.raises(FetchError) as raised:
                fetcher.fetch(other)
            assert raised.value.kind == "refused"
            assert "--allow-private" in raised.value.remedy
        with pytest.raises(FetchError, match="redirects to the private host"):
            fetcher.fetch(f"http://public.test/redirect?to={secret.url}/ok")
        with pytest.raises(FetchError, match="redirects to the private host"):
            fetcher.fetch("http://public.test/redirect?to=http://inner.test/")
        assert fetcher.fetch(f"{secret.url}/redirect?to=http://public.test/ok").url == "http://public.test/ok"
    with client(dialer, allow=["metadata.test"]) as fetcher, pytest.raises(FetchError, match="no server has"):
        fetcher.fetch("http://metadata.test/")


@pytest.mark.parametrize("name", ["", "a b", "http://x", "x:0", "x:y", "u@x", "127.1", "x/y"])
def test_no_host_to_allow(name: str) -> None:
    with pytest.raises(ValueError, match="is no host"):
        Guard([name])


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("8.8.8.8", "public"),
        ("2606:4700::1111", "public"),
        ("::ffff:8.8.8.8", "public"),
        ("64:ff9b::808:808", "public"),
        ("2002:808:808::1", "public"),
        ("172.32.0.1", "public"),
        ("100.128.0.1", "public"),
        ("fd00::1", "private"),
        ("::1", "private"),
        ("64:ff9b::7f00:1", "private"),
        ("169.254.0.1", "never"),
        ("fe80::1", "never"),
        ("nonsense", "never"),
    ],
)
def test_kinds_of_addresses(address: str, kind: str) -> None:
    assert kind_of(address) == kind


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org.:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://b\u00fccher.example/\u00c4 ".strip(), "https://xn--bcher-kva.example/%C3%84"),
        (
            "https://ru.wikipedia.org/wiki/\u0421\u043a\u043e?x=\u0430",
            "https://ru.wikipedia.org/wiki/%D0%A1%D0%BA%D0%BE?x=%D0%B0",
        ),
        ("https://example.org/a%20b%2Fc", "https://example.org/a%20b%2Fc"),
        ("http://[2606:4700:0:0::1111]:80/", "http://[2606:4700::1111]/"),
        ("http://my_host.example/", "http://my_host.example/"),
    ],
)
def test_one_spelling(url: str, same: str) -> None:
    assert parse(url).url == same
    assert parse(same).url == same


OPENERS = {"httpx", "httpcore", "requests", "urllib3", "aiohttp", "urllib.request", "http.client", "ftplib"}


def test_nothing_else_in_the_package_opens_connections() -> None:
    package = Path(cursus.__file__).parent
    found = {
        f"{path.relative_to(package)}: {module}"
        for path in package.rglob("*.py")
        for _, module in imports(path.read_text("utf-8"), "cursus")
        if any(f"{module}.".startswith(f"{opener}.") for opener in OPENERS) and path.parent.name != "fetch"
    }
    assert found == set()
    for path in package.rglob("*.py"):
        assert path.parent.name == "fetch" or "create_connection" not in path.read_text("utf-8")


def test_an_error_travels_between_processes() -> None:
    error = FetchError("http://x/", "is broken", "mend it", kind="broken", status=500)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.kind, copy.status) == (str(error), "broken", 500)
