"""Every test of the store that asks for ``address`` or ``store`` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cursus.store import Store, open_store
from cursus.store.schema import metadata
from tests.store.server import Server, programs, running

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for the whole session; without PostgreSQL the tests that need it are skipped."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'cursus[postgres]')")
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def databases(server: Server) -> Databases:
    """Databases with Cursus's tables in them."""
    return Databases(server)


class Databases:
    """Empty databases on a server, used again and again: emptying one is much faster than making one."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._free: list[str] = []

    def take(self) -> str:
        if self._free:
            return self._free.pop()
        address = self._server.create()
        open_store(address).close()
        return address

    def give_back(self, address: str) -> None:
        tables = sorted({*metadata.tables, "quote_terms"} - {"settings"})
        self._server.run(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE", address)
        self._free.append(address)


@pytest.fixture(params=KINDS)
def make_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes addresses of databases that have Cursus's tables, or may have them: one more with every call."""
    given: list[str] = []
    if request.param == "sqlite":

        def make() -> str:
            given.append(str(tmp_path / f"made{len(given)}.db"))
            return given[-1]

        yield make
        return
    databases: Databases = request.getfixturevalue("databases")

    def take() -> str:
        given.append(databases.take())
        return given[-1]

    yield take
    for address in given:
        databases.give_back(address)


@pytest.fixture
def address(make_address: Callable[[], str]) -> str:
    return make_address()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """A store in an SQLite file, for what only a file can do."""
    with open_store(str(tmp_path / "made.db")) as opened:
        yield opened
