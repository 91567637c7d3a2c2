"""The guarded client against servers that stall, lie, bomb, redirect and are busy."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest

from cursus.fetch import network
from cursus.fetch.client import Client, Limits
from cursus.fetch.errors import FetchError
from cursus.fetch.pace import Pace, retry_after
from tests.fetch.servers import PUBLIC, Dialer, Server


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    with Client(allow=[server.host], pace=Pace(0)) as client:
        yield client


def failure(client: Client, url: str, limits: Limits | None = None) -> FetchError:
    with pytest.raises(FetchError) as raised:
        client.fetch(url, limits=limits)
    return raised.value


def test_an_answer(client: Client, server: Server) -> None:
    response = client.fetch(f"{server.url}/ok?a=b#c", accept="text/plain")
    assert (response.status, response.body, response.text, response.hops) == (200, b"fine", "fine", ())
    assert response.url == f"{server.url}/ok?a=b"
    assert response.headers["content-type"] == "text/plain"
    ((path, headers),) = server.requests
    assert path == "/ok?a=b"
    assert headers["host"] == server.host
    assert headers["user-agent"].startswith("Cursus/")
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding"}


def test_an_error_is_an_answer(client: Client, server: Server) -> None:
    assert client.fetch(f"{server.url}/status?code=403").status == 403
    assert client.fetch(f"{server.url}/status?code=500").status == 500
    assert client.fetch(f"{server.url}/busy?n=9&status=503").status == 503


def test_a_head_has_no_body(client: Client, server: Server) -> None:
    response = client.fetch(f"{server.url}/packed", method="HEAD")
    assert (response.status, response.body) == (200, b"")
    assert client.fetch(f"{server.url}/ok").body == b"fine"


def test_unpacked_and_decoded(client: Client, server: Server) -> None:
    assert client.fetch(f"{server.url}/packed").body == b"unpacked " * 1000
    assert client.fetch(f"{server.url}/latin").text == "Guérin"


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("stall", "timeout"),
        ("drip", "timeout"),
        ("heads", "broken"),
        ("endless", "size"),
        ("bomb", "size"),
        ("torn", "broken"),
        ("damaged", "broken"),
        ("brotli", "broken"),
        ("short", "broken"),
        ("garbage", "broken"),
        ("loop", "redirects"),
        ("chain?n=6", "redirects"),
        ("redirect?to=ftp://127.0.0.1/", "refused"),
        ("redirect?to=http://[", "refused"),
    ],
)
def test_what_goes_wrong(page: str, kind: str, client: Client, server: Server) -> None:
    error = failure(client, f"{server.url}/{page}", Limits(body=100_000, wall=0.4 if kind == "timeout" else 30.0))
    assert error.kind == kind
    assert error.reason
    assert error.remedy
    assert client.fetch(f"{server.url}/ok").body == b"fine", "the next request is none the worse"


@pytest.mark.parametrize("page", ["endless", "bomb"])
def test_the_beginning_of_something_large(page: str, client: Client, server: Server) -> None:
    response = client.fetch(f"{server.url}/{page}", limits=Limits(body=100_000, cut=True))
    assert response.cut
    assert len(response.body) == 100_000


def test_more_than_was_announced_is_left_out(client: Client, server: Server) -> None:
    assert client.fetch(f"{server.url}/long").body == b"more"


def test_redirects_are_told(client: Client, server: Server) -> None:
    response = client.fetch(f"{server.url}/chain?n=5")
    assert response.body == b"arrived"
    assert response.hops == tuple((301, f"{server.url}/chain?n={n}") for n in (5, 4, 3, 2, 1))


def test_nobody_there(client: Client, server: Server) -> None:
    with Server() as gone:
        host, url = gone.host, gone.url
    with Client(allow=[host], pace=Pace(0)) as client:
        assert failure(client, f"{url}/ok").kind == "connect"
    with Client(pace=Pace(0), resolver=lambda host, port: []) as client:
        assert failure(client, "http://nowhere.test/").kind == "dns"


def test_a_resolver_that_never_answers() -> None:
    end = threading.Event()

    def resolver(host: str, port: int) -> list[str]:
        end.wait(20)
        return [PUBLIC]

    with Client(pace=Pace(0), resolver=resolver) as client:
        assert failure(client, "http://slow.test/", Limits(wall=0.2)).kind == "timeout"
    end.set()


def test_the_next_address_where_one_is_dead(server: Server) -> None:
    with Server() as gone:
        dead = gone.address[1]
    dialer = Dialer(server)

    class Half(Dialer):
        def connect_tcp(self, host: str, port: int, *rest: object, **named: object):  # type: ignore[no-untyped-def]
            if host == "8.8.8.8":
                return self._sockets.connect_tcp("127.0.0.1", dead)
            return dialer.connect_tcp(host, port)

    with Client(pace=Pace(0), resolver=lambda host, port: ["8.8.8.8", PUBLIC], sockets=Half(server)) as client:
        assert client.fetch("http://two.test/ok").body == b"fine"
    assert server.requests[0][1]["host"] == "two.test"


def test_nothing_is_remembered_and_nothing_taken_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    monkeypatch.setenv("NETRC", "/dev/null")
    with Client(allow=[server.host], pace=Pace(0)) as client:
        client.fetch(f"{server.url}/cookie")
        client.fetch(f"{server.url}/ok")
    assert "cookie" not in server.requests[1][1]


def test_who_asks(server: Server) -> None:
    with Client(allow=[server.host], contact="desk@archive.example", pace=Pace(0)) as client:
        client.fetch(f"{server.url}/ok")
    assert "desk@archive.example" in server.requests[0][1]["user-agent"]
    for contact in ("a\nX-Evil: 1", "é@x.example", "a" * 300):
        with pytest.raises(ValueError, match="one line"):
            Client(contact=contact)


def test_one_request_a_second_to_a_host(server: Server) -> None:
    time = Time()
    with Client(allow=[server.host], pace=Pace(1.0, time, time.sleep)) as client:
        client.fetch(f"{server.url}/ok")
        client.fetch(f"{server.url}/chain?n=2")
    assert time.slept == [1.0, 1.0, 1.0]


def test_a_busy_server_is_asked_again_when_it_says(server: Server) -> None:
    time = Time()
    with Client(allow=[server.host], pace=Pace(0, time, time.sleep)) as client:
        patient = Limits(retries=4)
        assert client.fetch(f"{server.url}/busy?n=2&after=7", limits=patient).body == b"at last"
        assert time.slept == [7, 7]
        time.slept.clear()
        assert client.fetch(f"{server.url}/busy?n=3&status=503", limits=patient).body == b"at last"
        assert time.slept == [2, 4, 8]
        time.slept.clear()
        assert client.fetch(f"{server.url}/busy?n=9&after=9", limits=Limits(retries=2)).status == 429
        assert client.fetch(f"{server.url}/busy?n=8&after=0", limits=Limits(retries=1)).status == 429
        assert time.slept == [9, 9, 1]
        time.slept.clear()
        assert client.fetch(f"{server.url}/busy?n=1&after=3600", limits=patient).status == 429
        assert time.slept == []


def test_a_broken_answer_is_asked_for_once_more(client: Client, server: Server) -> None:
    assert client.fetch(f"{server.url}/flaky", limits=Limits(retries=3)).body == b"at last"
    assert failure(client, f"{server.url}/garbage", Limits(retries=3)).kind == "broken"
    assert len([path for path, _ in server.requests if path == "/garbage"]) == 2
    assert failure(client, f"{server.url}/loop", Limits(retries=3)).kind == "redirects"


def test_when_to_come_back() -> None:
    now = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert retry_after("120", 0) == 120
    assert retry_after(format_datetime(now, usegmt=True), now.timestamp() - 30) == 30
    assert retry_after(format_datetime(now, usegmt=True), now.timestamp() + 30) == 0
    for nonsense in ("", "soon", "-5", "1.5", "²", "Mon, 99 Foo 2024 00:00:00 GMT"):
        assert retry_after(nonsense, 0) is None


def test_one_client_for_many_threads(client: Client, server: Server) -> None:
    answers: list[bytes] = []

    def fetch() -> None:
        answers.append(client.fetch(f"{server.url}/packed").body)

    threads = [threading.Thread(target=fetch) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"unpacked " * 1000] * 12


def test_turns_of_many_threads() -> None:
    time = Time()
    pace = Pace(1.0, time, time.sleep)
    threads = [threading.Thread(target=pace.wait, args=("a.test",)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pace.wait("b.test")
    assert time.now >= 1004.0


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of ``public.test`` and its key, signed by itself."""
    file = tmp_path_factory.mktemp("tls") / "public.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=public.test", "-addext", "subjectAltName=DNS:public.test", "-keyout", file, "-out", f"{file}.crt"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


def test_the_certificate_is_the_names(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to a checked address, the handshake to the name."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def resolver(host: str, port: int) -> list[str]:
        return [PUBLIC]

    with Server(tls=context) as server:
        network.tls.cache_clear()
        with Client(pace=Pace(0), resolver=resolver, sockets=Dialer(server)) as client:
            assert failure(client, "https://public.test/ok").kind == "tls"
        network.tls.cache_clear()
        monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
        with Client(pace=Pace(0), resolver=resolver, sockets=Dialer(server)) as client:
            assert client.fetch("https://public.test/ok").body == b"fine"
            assert failure(client, "https://other.test/ok").kind == "tls"
        network.tls.cache_clear()
    assert server.names == ["public.test", "public.test", "other.test"]
    assert [headers["host"] for _, headers in server.requests] == ["public.test"]
