"""``cursus load`` and ``cursus export --format parquet``."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from cursus.cli.app import run
from tests.cli.conftest import EXAMPLES, Run

pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two articles, their database, and that as Parquet."""
    folder = tmp_path_factory.mktemp("made")
    for name in ("skobelev.txt", "togo.html"):
        shutil.copy(EXAMPLES / name, folder / name)
    assert run(["add", "--db", str(folder / "a.db"), str(folder)]) == 0
    assert run(["export", "--db", str(folder / "a.db"), "--format", "parquet", "-o", str(folder / "out")]) == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "out"


def test_there_and_back(cursus: Run, folder: Path) -> None:
    ran = cursus("load", "out", "--db", "b.db")
    assert ran.code == 0
    assert "added      skobelev.txt  Mikhail Skobelev: " in ran.out
    assert "b.db holds 2 articles" in ran.out
    assert cursus("export", "--db", "b.db").raw == cursus("export", "--db", "a.db").raw
    for verb in ("persons", "documents", "problems"):
        assert cursus(verb, "--db", "b.db").out == cursus(verb, "--db", "a.db").out
    again = cursus("load", "out", "--db", "b.db", "--json")
    assert [report["status"] for report in again.json["inputs"]] == ["unchanged", "unchanged"]
    assert cursus("load", "out", "--db", "b.db", "--again").out.count("replaced") == 3


def test_an_interrupted_load_goes_on(cursus: Run, folder: Path) -> None:
    documents = folder / "documents" / "part-00000.parquet"
    whole = documents.read_bytes()
    assert cursus("load", "out", "--db", "b.db").code == 0
    with sqlite3.connect("b.db") as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("DELETE FROM documents WHERE path = 'togo.html'")
    database.close()
    ran = cursus("load", "out", "--db", "b.db", "--json")
    assert {r["path"]: r["status"] for r in ran.json["inputs"]} == {"skobelev.txt": "unchanged", "togo.html": "added"}
    assert documents.read_bytes() == whole


def test_what_is_damaged_is_said_and_nothing_is_stored(cursus: Run, folder: Path, tmp_path: Path) -> None:
    claims = folder / "claims" / "part-00000.parquet"
    claims.write_bytes(claims.read_bytes()[:-100])
    ran = cursus("load", "out", "--db", "b.db")
    assert ran.code == 2
    assert "claims/part-00000.parquet: is cut off, damaged or no Parquet file" in ran.err
    assert not (tmp_path / "b.db").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("load", "nowhere"), "cursus: nowhere: there is no such folder; check the path"),
        (("load", "."), "is no folder of Cursus"),
        (("load",), "Missing argument 'DIR...'"),
        (("export", "--db", "a.db", "--format", "parquet"), "writes a folder; name it with --output"),
        (("export", "--db", "a.db", "--format", "parquet", "-o", "."), "holds something else"),
        (("export", "--db", "a.db", "--format", "parquet", "-o", "skobelev.txt"), "is a file"),
    ],
)
def test_what_cannot_be(cursus: Run, folder: Path, arguments: tuple[str, ...], words: str) -> None:
    ran = cursus(*arguments)
    assert ran.code == 2
    assert words in ran.err


def test_an_article_that_does_not_hold_together_costs_itself_only(cursus: Run, folder: Path) -> None:
    from tests.export.test_parquet import rewrite

    rewrite(folder, "documents", text=lambda old: old.replace("Skobelev", "Skobeleff"))
    ran = cursus("load", "out", "--db", "b.db")
    assert ran.code == 1
    assert "skobelev.txt: " in ran.err
    assert "1 added, 1 unreadable" in ran.out
    assert "skobelev.txt" in cursus("problems", "--db", "b.db").out
