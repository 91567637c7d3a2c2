"""The database file: made, opened, migrated, refused; and what is left of it when something goes wrong."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from cursus.store import Store, StoreError, open_store
from cursus.store.dialects.base import APPLICATION_ID
from cursus.store.engine import make_engine
from cursus.store.migrate import KNOWN, make, run_alembic
from cursus.store.schema import HEAD, metadata
from tests.store.make import FIRST, petrov


def schema_of(path: Path) -> dict[str, object]:
    """Tables with their columns, keys and indexes, and the full-text objects' SQL, without the words' layout."""
    with closing(sqlite3.connect(path)) as db:
        out: dict[str, object] = {}
        for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name"):
            if kind == "table" and "VIRTUAL" not in sql and "_fts_" not in name:
                columns = [(c[1], c[2], c[3], c[5]) for c in db.execute(f"PRAGMA table_info({name})")]
                keys = sorted(tuple(k[2:7]) for k in db.execute(f"PRAGMA foreign_key_list({name})"))
                indexes = sorted(
                    (bool(i[2]), tuple(c[2] for c in db.execute(f"PRAGMA index_info({i[1]})")))
                    for i in db.execute(f"PRAGMA index_list({name})")
                )
                out[name] = (columns, keys, indexes)
            elif kind in ("trigger",) or (sql and "VIRTUAL" in sql):
                out[name] = sql
        return out


def migrated(path: Path, target: str) -> None:
    engine = make_engine(str(path), readonly=False)
    run_alembic(engine, target)
    engine.dispose()


def test_migrations_lead_to_the_tables_that_a_new_database_has(tmp_path: Path) -> None:
    fresh, walked = tmp_path / "fresh.db", tmp_path / "walked.db"
    open_store(str(fresh)).close()
    migrated(walked, HEAD)
    assert schema_of(fresh) == schema_of(walked)
    assert set(metadata.tables) <= set(schema_of(fresh))
    assert KNOWN[-1] == HEAD


def test_an_older_database_is_copied_and_migrated(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrated(path, "0001")
    document, claims = petrov()
    with open_store(str(tmp_path / "new.db")) as new:
        new.add(document, claims, [])
    with closing(sqlite3.connect(path)) as old:
        old.execute(f"ATTACH '{tmp_path / 'new.db'}' AS new")
        for table in ("documents", "persons", "names", "claims"):
            columns = ", ".join(row[1] for row in old.execute(f"PRAGMA main.table_info({table})"))
            old.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
        old.commit()
    with pytest.raises(StoreError, match="older version"):
        open_store(str(path), readonly=True)
    with open_store(str(path)) as opened:
        assert opened.claims() == claims
        assert [p.name for p in opened.persons("petr")] == ["Ivan Petrov"], "the index was filled"
        assert len(opened.search("admiral")) == 1
        assert opened.verify() == []
    with closing(sqlite3.connect(f"{path}.before-{HEAD}")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert copy.execute("SELECT count(*) FROM claims").fetchone() == (len(claims),)
    open_store(str(path), readonly=True).close()


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    open_store(str(path)).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()
    before = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(StoreError, match="newer version of Cursus"):
            open_store(str(path), readonly=readonly)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"Ivan Petrov was an admiral.\n", b"\x00" * 200, b"SQLite"])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    for readonly in (True, False):
        with pytest.raises(StoreError, match=r"article\.txt: this file is not a database"):
            open_store(str(path), readonly=readonly)
    assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["article.txt"]


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE claims (a)")
        db.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        open_store(str(path))
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["other.db"]


def test_a_damaged_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    with open_store(str(path)) as made:
        made.add(*petrov(), [])
    data = bytearray(path.read_bytes())
    data[100:3000] = os.urandom(2900)
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"damaged|not a database"):
        open_store(str(path))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("no/such/folder/x.db", "folder does not exist"),
        (".", "folder, not a database"),
        ("mysql://localhost/x", "not supported"),
        (":memory:", "must be a file"),
        ("", "must be a file"),
    ],
)
def test_addresses_that_lead_nowhere(url: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=words):
        open_store(url)
    assert os.listdir(tmp_path) == []


def test_a_missing_database_is_not_made_for_a_reader(tmp_path: Path) -> None:
    for options in ({"readonly": True}, {"create": False}):
        with pytest.raises(StoreError, match="no such database"):
            open_store(str(tmp_path / "x.db"), **options)
    assert os.listdir(tmp_path) == []


def test_relative_and_full_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///x.db").close()
    assert os.path.exists(tmp_path / "x.db")
    open_store(f"sqlite:///{tmp_path / 'x.db'}", readonly=True).close()
    open_store("a b?c#d.db").close()
    assert (tmp_path / "a b?c#d.db").exists()


def test_the_file_is_set_up_for_safety(file_store: Store) -> None:
    with closing(sqlite3.connect(file_store.path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    with make_engine(file_store.path, readonly=False).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_verify_sees_what_is_wrong(file_store: Store) -> None:
    document, claims = petrov()
    file_store.add(document, claims, [])
    assert file_store.verify() == []
    with closing(sqlite3.connect(file_store.path)) as db:
        db.execute("UPDATE documents SET text = replace(text, 'Ivan', 'Oleg')")
        db.execute("DELETE FROM persons")
        db.execute("INSERT INTO quotes_fts(quotes_fts, rowid, quote) VALUES ('delete', 1, 'Ivan')")
        db.commit()
    wrong = " ".join(file_store.verify())
    assert f"claim {claims[0].id} is not verbatim" in wrong
    assert "dangling reference in claims" in wrong
    assert "the index quotes_fts" in wrong


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    open_store(path).close()
    with open_store(path, readonly=True) as reader, pytest.raises(StoreError, match="reading only"):
        reader.add(*petrov(), [])


def test_readable_where_nothing_may_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "handed-over"
    folder.mkdir()
    with open_store(str(folder / "x.db")) as made:
        made.add(*petrov(), [])
    os.chmod(folder / "x.db", 0o444)
    os.chmod(folder, 0o555)
    monkeypatch.setattr(
        "cursus.store.dialects.sqlite.os.access", lambda *_: False
    )  # the administrator may write anywhere
    try:
        with open_store(str(folder / "x.db"), readonly=True) as reader:
            assert reader.counts().claims == 3
    finally:
        os.chmod(folder, 0o755)


def test_a_database_that_another_program_writes_to(file_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cursus.store.dialects.base.BUSY_SECONDS", 0.1)
    file_store.add(*petrov(), [])
    with closing(sqlite3.connect(file_store.path, isolation_level=None)) as other, open_store(file_store.path) as mine:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing"):
            mine.add(*petrov(FIRST + " More.", "other.txt"), [])
        assert mine.counts().documents == 1, "reading goes on"
        other.execute("ROLLBACK")
        assert mine.add(*petrov(FIRST + " More.", "other.txt"), []).kind == "added"


def test_a_full_disk_stores_nothing_and_loses_nothing(file_store: Store) -> None:
    file_store.add(*petrov(), [])
    document, claims = petrov(FIRST + "\n\n" + "word " * 200_000 + ".", "big.txt")
    with file_store._write() as connection:  # the pages that SQLite may use, as a disk of that size would have it
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 8}")
    with pytest.raises(StoreError, match="disk is full"):
        file_store.add(document, claims, [])
    assert [d.path for d in file_store.documents()] == ["petrov.txt"]
    assert file_store.verify() == []


def test_threads_read_while_one_writes(file_store: Store) -> None:
    file_store.add(*petrov(), [])
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            counts = file_store.counts()
            if (
                counts.claims != 3 * counts.documents
                or len(file_store.claims(document=file_store.documents()[0].id)) != 3
            ):
                wrong.append(counts)

    def write(number: int) -> None:
        for i in range(8):
            file_store.add(*petrov(FIRST + f" More {number} {i}.", f"{number}-{i}.txt"), [])

    readers = [threading.Thread(target=read) for _ in range(3)]
    writers = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for thread in readers + writers:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in readers:
        thread.join()
    assert wrong == []
    assert file_store.counts().documents == 25
    assert file_store.verify() == []


WRITER = """
import sys
from cursus.store import open_store
from tests.store.make import FIRST, petrov
with open_store(sys.argv[1]) as store:
    for i in range(10_000):
        store.add(*petrov(FIRST + f" Number {i}.", f"{i}.txt"), [])
        print(i, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_reported(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    root = Path(__file__).resolve().parents[2]
    for _ in range(3):
        path.unlink(missing_ok=True)
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, cwd=root, text=True
        ) as process:
            assert process.stdout is not None
            reported = [int(process.stdout.readline()) for _ in range(5)]
            process.kill()
            reported += [int(line) for line in process.stdout.read().split()]
        with open_store(str(path)) as store:
            stored = {d.path for d in store.documents()}
            assert {f"{i}.txt" for i in reported} <= stored
            assert len(stored) <= len(reported) + 1
            assert store.counts().claims == 3 * len(stored)
            assert store.verify() == []
        shutil.copy(path, tmp_path / "copy.db")


def test_two_openings_at_once_make_one_database(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    engines = [make_engine(str(path), readonly=False) for _ in range(2)]
    for engine in engines:
        make(engine, str(path))
        engine.dispose()
    with open_store(str(path)) as store:
        assert store.counts().documents == 0
