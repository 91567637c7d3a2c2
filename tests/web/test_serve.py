"""``cursus serve``: what it prints, what it refuses, and that it answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from cursus.cli.serve import allowed_names, is_loopback, site_address
from tests.web.people import belmor, store


def cursus(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from cursus.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    ended = cursus("serve", "--db", str(tmp_path / "no.db"))
    assert ended.returncode == 2
    assert "there is no such database" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_in_use(tmp_path: Path) -> None:
    with store(tmp_path / "a.db", belmor()), socket.create_server(("127.0.0.1", 0)) as taken:
        ended = cursus("serve", "--db", str(tmp_path / "a.db"), "--port", str(taken.getsockname()[1]))
    assert ended.returncode == 2
    assert "is in use by another program" in ended.stderr


def test_an_address_of_another_machine(tmp_path: Path) -> None:
    with store(tmp_path / "a.db", belmor()):
        ended = cursus("serve", "--db", str(tmp_path / "a.db"), "--host", "192.0.2.1", "--port", "0")
    assert ended.returncode == 2
    assert "192.0.2.1 is no address of this machine" in ended.stderr


@pytest.mark.slow
def test_it_serves_until_it_is_stopped(tmp_path: Path) -> None:
    with store(tmp_path / "a.db", belmor()):
        pass
    code = "import sys; from cursus.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code, "serve", "--db", str(tmp_path / "a.db"), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Cursus is open at http://127.0.0.1:")
        address = line.split()[4]
        page = _wait_for(f"{address}/person/ravi-anwar-belmor")
        assert page.status_code == 200
        assert httpx.get(address, headers={"host": "evil.example"}).status_code == 421
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.wait()


def _wait_for(url: str) -> httpx.Response:
    for _ in range(100):
        try:
            return httpx.get(url)
        except httpx.ConnectError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")


@pytest.mark.parametrize(
    ("host", "yes"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("x", False)],
)
def test_loopback(host: str, yes: bool) -> None:
    assert is_loopback(host) is yes


def test_names() -> None:
    assert allowed_names("127.0.0.1", ()) == ("localhost", "127.0.0.1", "[::1]")
    assert allowed_names("0.0.0.0", ()) is None
    assert "desk.example" in (allowed_names("0.0.0.0", ("desk.example",)) or ())
    assert site_address("::", 80) == "http://[::1]:80"
    assert site_address("0.0.0.0", 8000) == "http://127.0.0.1:8000"
