"""Copies of a database in use: of one moment, sound, and never half."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from cursus.store import StoreError, open_store
from cursus.store.backup import backup, faults
from cursus.store.review.decide import review
from tests.store.make import petrov


def test_a_copy_is_the_same(tmp_path: Path) -> None:
    source, copy = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    with open_store(source) as store:
        store.add(*petrov(), [])
        review(store, store.claims()[0].id, "accept", author="anna")
        backup(source, copy)
        with open_store(copy, readonly=True) as restored:
            assert restored.claims() == store.claims()
    assert faults(copy)[0] == []
    assert {p.name for p in tmp_path.iterdir() if "partial" in p.name} == set()


def test_under_load_it_is_of_one_moment(tmp_path: Path) -> None:
    """Every article has three claims and comes in one transaction: no copy has another number."""
    source, stop = str(tmp_path / "a.db"), threading.Event()
    with open_store(source) as store:
        store.add(*petrov(path="first.txt"), [])
        failed: list[BaseException] = []

        def write() -> None:
            n = 0
            try:
                while not stop.is_set():
                    n += 1
                    store.add(*petrov(f"Ivan Petrov was a rear admiral in 1895.\n\nHe was born in 1848 at Kazan. Some 60 men fell. {n}",
                                      f"{n}.txt"), [])  # fmt: skip
            except BaseException as error:
                failed.append(error)

        writer = threading.Thread(target=write)
        writer.start()
        counts = []
        for n in range(6):
            backup(source, str(tmp_path / f"copy{n}.db"))
            wrong, found = faults(str(tmp_path / f"copy{n}.db"))
            assert wrong == []
            assert found.claims == 3 * found.documents
            counts.append(found.documents)
        stop.set()
        writer.join()
    assert failed == []
    assert counts == sorted(counts)


def test_what_is_there_stays(tmp_path: Path) -> None:
    source, copy = str(tmp_path / "a.db"), tmp_path / "b.db"
    with open_store(source) as store:
        store.add(*petrov(), [])
    copy.write_text("mine")
    with pytest.raises(StoreError, match="already"):
        backup(source, str(copy))
    assert copy.read_text() == "mine"
    backup(source, str(copy), force=True)
    assert faults(str(copy))[0] == []
    with pytest.raises(StoreError, match="database itself"):
        backup(source, source, force=True)
    with pytest.raises(StoreError, match="folder"):
        backup(source, str(tmp_path / "no" / "b.db"))
    with pytest.raises(StoreError, match="no such database"):
        backup(str(tmp_path / "none.db"), str(tmp_path / "c.db"))
    with pytest.raises(StoreError, match="pg_dump"):
        backup("postgresql://anna@db.example.org/war", str(tmp_path / "c.db"))


def test_a_damaged_copy_is_found(tmp_path: Path) -> None:
    source, copy = str(tmp_path / "a.db"), tmp_path / "b.db"
    with open_store(source) as store:
        store.add(*petrov(), [])
    backup(source, str(copy))
    with closing(sqlite3.connect(copy)) as db:
        db.execute("UPDATE claims SET quote = 'something else' WHERE n = 1")
        db.commit()
    assert any("verbatim" in words for words in faults(str(copy))[0])
