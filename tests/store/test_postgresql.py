"""PostgreSQL alone: several writers, what it cannot hold, its tables and their migrations, plain errors."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from cursus.store import ArticleError, StoreError, open_store
from cursus.store.address import resolve, shown
from cursus.store.engine import make_engine
from cursus.store.migrate import run_alembic
from cursus.store.schema import HEAD
from tests.store.make import FIRST, petrov
from tests.store.server import Server

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from cursus.store import open_store
from tests.store.make import FIRST, petrov
with open_store(sys.argv[1]) as store:
    for i in range(int(sys.argv[3])):
        store.add(*petrov(FIRST + f" Number {sys.argv[2]} {i}.", f"{sys.argv[2]}-{i}.txt"), [])
        print(i, flush=True)
"""


@pytest.fixture
def empty(server: Server) -> str:
    """The address of a database without any table."""
    return server.create()


def start(address: str, name: str, many: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, address, name, str(many)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True)


@pytest.mark.slow
def test_writers_of_several_processes_queue(empty: str) -> None:
    """They also begin together in a database without tables; the person whom all write about has every claim."""
    writers = [start(empty, name, 12) for name in ("a", "b", "c")]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.close()
    with open_store(empty, readonly=True) as store:
        assert store.counts().documents == 36
        (person,) = store.persons("petrov")
        assert (person.claims, person.documents) == (108, 36), "no update was lost"
        assert store.verify() == []


def test_a_killed_writer_loses_nothing_that_it_reported(empty: str) -> None:
    with start(empty, "k", 10_000) as process:
        assert process.stdout is not None
        reported = [int(process.stdout.readline()) for _ in range(4)]
        process.kill()
        reported += [int(line) for line in process.stdout.read().split()]
    with open_store(empty) as store:
        stored = {d.path for d in store.documents()}
        assert {f"k-{i}.txt" for i in reported} <= stored
        assert len(stored) <= len(reported) + 1
        assert store.verify() == []


def test_a_writer_that_waits_too_long_says_so(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cursus.store.dialects.base.BUSY_SECONDS", 0.2)
    with open_store(empty) as mine, open_store(empty) as other, other._write():
        monkeypatch.setattr("cursus.store.store.turn_to_write", lambda _: nullcontext())  # as in another process
        with pytest.raises(StoreError, match="another program is writing"):
            mine.add(*petrov(), [])
        assert mine.counts().documents == 0, "reading goes on"


def test_text_that_it_cannot_hold_refuses_the_article_alone(empty: str) -> None:
    with open_store(empty) as store:
        with pytest.raises(ArticleError, match=r"nul\.txt: .*NUL"):
            store.add(*petrov("Ivan\x00 Petrov was a rear admiral in 1895.", "nul.txt"), [])
        with pytest.raises(ArticleError, match="too long"):
            store.add(*petrov(FIRST, "".join(chr(33 + i * i % 9000) for i in range(9000))), [])
        assert store.counts().documents == 0
        assert store.add(*petrov(), []).kind == "added"


def test_a_reader_cannot_write(empty: str) -> None:
    open_store(empty).close()
    with open_store(empty, readonly=True) as reader:
        with pytest.raises(StoreError, match="reading only"):
            reader.add(*petrov(), [])
        with pytest.raises(StoreError, match="can only be read"), reader._read() as connection:
            connection.exec_driver_sql("DELETE FROM persons")


def test_a_database_without_tables_is_filled_by_writers_only(empty: str) -> None:
    for options in ({"readonly": True}, {"create": False}):
        with pytest.raises(StoreError, match="the database is empty"):
            open_store(empty, **options)
    open_store(empty).close()
    open_store(empty, create=False).close()


def tables(server: Server, address: str) -> dict[str, object]:
    """Columns, constraints and indexes of all tables, as the server writes them."""
    columns = (
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, collation_name "
        "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
    )
    indexes = "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
    keys = (
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"
    )
    return {name: server.run(query, address) for name, query in (("c", columns), ("i", indexes), ("k", keys))}


def test_migrations_lead_to_the_tables_that_a_new_database_has(server: Server, empty: str) -> None:
    walked = server.create()
    engine = make_engine(resolve(walked), readonly=False)
    run_alembic(engine, HEAD)
    engine.dispose()
    with pytest.raises(StoreError, match="older version"):
        open_store(walked, readonly=True)
    open_store(empty).close()
    open_store(walked).close()
    assert tables(server, empty) == tables(server, walked)


def test_text_sorts_by_code_point_whatever_the_server_thinks(server: Server, empty: str) -> None:
    open_store(empty).close()
    query = (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C' "
        "AND table_name <> 'alembic_version'"
    )
    assert server.run(query, empty) == []


def test_another_programs_tables_are_left_alone(server: Server, empty: str) -> None:
    server.run("CREATE TABLE alembic_version (version_num varchar(32))", empty)
    server.run("INSERT INTO alembic_version VALUES ('0001')", empty)
    with pytest.raises(StoreError, match="another program's database"):
        open_store(empty)
    assert server.run("SELECT * FROM alembic_version", empty) == [("0001",)]


def test_a_newer_database_is_left_alone(server: Server, empty: str) -> None:
    open_store(empty).close()
    server.run("UPDATE alembic_version SET version_num = '9999'", empty)
    with pytest.raises(StoreError, match="newer version of Cursus"):
        open_store(empty)


def test_plain_words_for_what_is_not_there(server: Server) -> None:
    address = server.address("nothing")
    with pytest.raises(StoreError, match="no such database or user"):
        open_store(address)
    with pytest.raises(StoreError, match="no PostgreSQL server answers there"):
        open_store("postgresql://anna:secret@/x?host=/no/such/folder")


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'cursus\[postgres\]'"):
        open_store("postgresql://anna@example.org/x")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("postgres://anna:s%40cret@host:5432/war", "postgresql://anna:***@host:5432/war"),
        (
            "postgresql+psycopg://host/war?user=a&password=secret&sslmode=require",
            "postgresql://host/war?user=a&password=***&sslmode=require",
        ),
        ("postgresql://anna@host/war", "postgresql://anna@host/war"),
        ("cursus.db", "cursus.db"),
        ("sqlite:////tmp/a:b@c.db", "/tmp/a:b@c.db"),
    ],
)
def test_addresses_are_shown_without_their_passwords(given: str, said: str) -> None:
    assert shown(resolve(given)) == said


@pytest.mark.slow
def test_the_program_reads_and_writes_there(empty: str, tmp_path: Path) -> None:
    (tmp_path / "petrov.txt").write_text(
        "Ivan Petrov\n\nGeneral Ivan Petrov (born 1 May 1840) was an officer. Petrov was born in Kazan in 1840.\n"
    )

    secret = "sesame-93"
    address = empty.replace("@", f":{secret}@", 1)

    def run(*arguments: str, status: int = 0) -> str:
        command = [sys.executable, "-m", "cursus", *arguments, "--db", address]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode == status, ran.stderr
        assert secret not in ran.stdout + ran.stderr
        return ran.stdout

    assert "postgresql://" in run("add", "petrov.txt")
    assert "***" in run("add", "petrov.txt", "--json")
    run("match", "decisions")
    run("links", "--list", status=2)
    run("who", "nowhere", status=2)
    run("documents")
    assert "ivan-petrov" in run("persons", "petroff")
    assert run("search", "petroff").startswith("Ivan Petrov  ivan-petrov")
    assert '"ivan-petrov"' in run("export")
