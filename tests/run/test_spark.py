"""What a Spark run is made of, without Spark: cutting, spooling, tasks, and going on. The cluster has a suite of its own."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import cursus.run.spark as spark
from cursus.cli.app import run as cursus
from cursus.export.parquet import Manifest, ParquetError, read_folder
from cursus.page import PageResult
from cursus.read.dump import Wanted, read_pages
from cursus.run.inputs import Input
from cursus.run.limits import Limits
from cursus.run.spark.cut import cut
from cursus.run.spark.errors import SparkError
from cursus.run.spark.piece import Files, Piece, Spooled, Stretch, framed, piece_from_json, piece_to_json
from cursus.run.spark.plan import Sizes
from cursus.run.spark.session import session
from cursus.store import open_store
from tests.run.spark_help import HEAD, TAIL, in_blocks, multistream, page, pages, plain

pytest.importorskip("pyarrow")

MADE = pages(26)


@dataclass
class Fake:
    """Runs tasks here, one after the other; ``most`` of them, then it fails."""

    defaultParallelism: int = 2
    most: int = 1 << 30
    ran: int = 0

    def run(self, context: Fake, items: list[Any], function: Callable[[Any], Any], log: str) -> list[Any]:
        found = []
        for item in items:
            if self.ran >= self.most:
                raise SparkError("Spark gave up", "run it again")
            found.append(function(item))
            self.ran += 1
        return found


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    made = Fake()

    @contextmanager
    def here(master: str, log: str) -> Iterator[Fake]:
        Path(log).write_text("Java has nothing to say")
        yield made

    monkeypatch.setattr(spark, "session", here)
    monkeypatch.setattr(spark, "run_tasks", made.run)
    return made


def results(folder: Path) -> list[PageResult]:
    return [packed.result() for packed in read_folder(str(folder))]


def everything(db: Path) -> list[object]:
    with open_store(str(db), readonly=True) as store:
        documents = [replace(row, added="") for row in store.documents()]
        return [list(store.iter_claims()), documents, store.findings(), store.problems(), store.persons(limit=999)]


# cutting ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("packed", [plain, multistream])
@pytest.mark.parametrize("most", [1, 2, 3, 7, 1000])
def test_the_pages_of_all_stretches_are_those_of_the_dump(
    tmp_path: Path, packed: Callable[[list[str]], bytes], most: int
) -> None:
    data = packed(MADE)
    path = tmp_path / "made.xml"
    path.write_bytes(data)
    stretches = cut(str(path), "made", len(data), most)
    if packed is multistream and most == 1:
        assert stretches is None
        return
    assert stretches is not None
    assert 1 <= len(stretches) <= most
    assert most == 1 or len(stretches) > 1
    assert [s.start for s in stretches[1:]] == [s.end for s in stretches[:-1]]
    found = [p for stretch in stretches for p in read_pages(framed(stretch), "made")]
    whole = list(read_pages(data, "made"))
    assert found == whole
    assert {p.site for p in found} == {whole[0].site}


def test_what_can_only_be_read_from_its_start(tmp_path: Path) -> None:
    path = tmp_path / "made"
    for data in (
        bz2.compress(plain(MADE)),
        in_blocks(plain(MADE), 5000),
        gzip.compress(plain(MADE)),
        lzma.compress(plain(MADE)),
        plain(MADE).decode().encode("utf-16"),
        plain(MADE).replace(b"<siteinfo>", b"<!-- <page> --><siteinfo>"),
        plain(MADE).replace(b"<mediawiki ", b'<?xml version="1.0" encoding="ISO-8859-1"?><mediawiki '),
        b"BZh9" + b"x" * 1000,
        b"",
        b"BZh91AY&SY" * 100,
    ):
        path.write_bytes(data)
        assert cut(str(path), "made", len(data), 8) is None


def test_how_many_pieces() -> None:
    assert [Sizes(8).of(size) for size in (0, 1 << 20, 1 << 25, 1 << 40)] == [1, 4, 32, 1 << 15]
    assert Sizes(8, 5).of(1) == 5


@pytest.mark.parametrize(
    "work",
    [
        Stretch("/d.xml", "d.xml", 4, 9, b"\x00head", b"tail\xff"),
        Spooled("/p.gz", "d.xml", ("d.xml", "is cut off", "fetch it"), (("redirect", 3),)),
        Spooled("/p.gz", "d.xml"),
        Files((("/a.txt", "a.txt"), ("/б.html", "б.html")), 99),
    ],
)
def test_pieces_are_kept(work: Stretch | Spooled | Files) -> None:
    import json

    piece = Piece(7, work)
    assert piece_from_json(json.loads(json.dumps(piece_to_json(piece)))) == piece


# whole runs ------------------------------------------------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("made.xml", plain),
        ("made.xml.bz2", multistream),
        ("made.xml.gz", lambda made: gzip.compress(plain(made))),
    ],
)
def test_the_same_as_here(tmp_path: Path, fake: Fake, name: str, pack: Callable[[list[str]], bytes]) -> None:
    made = [*MADE[:9], MADE[2], page(77, biography_of_nobody()), *MADE[9:16]]
    (tmp_path / name).write_bytes(pack(made))
    (tmp_path / "titles").write_text("Ivan Made3\nIvan Made5\nNobody at All\n")
    titles = [["--titles-from", str(tmp_path / "titles")]] if pack is plain else []
    for choice in (["--only", "all"], *titles):
        for db, engine in (("here.db", []), ("there.db", ["--engine", "spark", "--partitions", "4"])):
            (tmp_path / db).unlink(missing_ok=True)
            status = cursus(["add", "--db", str(tmp_path / db), *choice, *engine, str(tmp_path / name)])
            assert status == (0 if choice[0] == "--only" else 1)
        assert everything(tmp_path / "there.db") == everything(tmp_path / "here.db")
        assert not (tmp_path / "there.db.parquet").exists()
    assert fake.ran >= (1 if name.endswith(".gz") else 2)


def biography_of_nobody() -> str:
    return "Nobody knows who wrote this." * 3


def test_dumps_and_files_in_their_order(tmp_path: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = Path(__file__).resolve().parents[2] / "examples"
    shutil.copy(examples / "skobelev.txt", tmp_path / "a.txt")
    (tmp_path / "b.xml").write_bytes(plain(MADE[:3]))
    (tmp_path / "c.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "d.xml").write_bytes((HEAD + TAIL).encode())
    (tmp_path / "e.xml.gz").write_bytes(gzip.compress(plain(MADE[3:6]))[:-200])
    for db, engine in (("here.db", []), ("there.db", ["--engine", "spark", "--partitions", "2"])):
        assert cursus(["add", "--db", str(tmp_path / db), "--only", "all", *engine, *files(tmp_path)]) == 1
    assert everything(tmp_path / "there.db") == everything(tmp_path / "here.db")
    with open_store(str(tmp_path / "there.db"), readonly=True) as store:
        assert [p.path for p in store.problems()] == ["c.txt", "d.xml", "e.xml.gz"]


def files(folder: Path) -> list[str]:
    return [str(p) for p in sorted(folder.iterdir()) if p.name[1:2] == "."]


def test_a_run_goes_on_where_it_was(tmp_path: Path, fake: Fake) -> None:
    (tmp_path / "made.xml.gz").write_bytes(gzip.compress(plain(MADE)))
    given, out = [Input(str(tmp_path / "made.xml.gz"), "made.xml.gz")], tmp_path / "out"
    told: list[tuple[int, int]] = []

    def run(**options: Any) -> Manifest:
        return spark.run_on_spark(given, str(out), partitions=2, progress=lambda *now: told.append(now), **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cursus.run.spark.spool.PIECE_TEXT", 4000)
        fake.most = 2
        with pytest.raises(SparkError):
            run()
        first = {p: p.stat().st_mtime_ns for p in (out / "claims").iterdir()}
        assert len(first) == 2
        with pytest.raises(ParquetError, match="unfinished"):
            read_folder(str(out)).__next__()
        patch.setattr("cursus.run.spark.plan.spool", None)  # what is spooled is not spooled again
        fake.most = 1 << 30
        manifest = run()
    assert {p: p.stat().st_mtime_ns for p in first} == first
    assert len(manifest.parts) == fake.ran > 3
    assert told[-1] == (fake.ran, fake.ran)
    assert manifest.rows("documents") == 26
    assert sorted(os.listdir(out)) == ["claims", "documents", "findings", "manifest.json", "problems"]
    ran = fake.ran
    assert run() == manifest
    assert fake.ran == ran
    run(wanted=Wanted(only="military"))  # that is another run
    assert fake.ran > ran


def test_the_result_does_not_depend_on_the_pieces(tmp_path: Path, fake: Fake) -> None:
    (tmp_path / "made.xml.bz2").write_bytes(multistream(MADE))
    given = [Input(str(tmp_path / "made.xml.bz2"), "made.xml.bz2")]
    for number in (1, 3):
        spark.run_on_spark(given, str(tmp_path / f"out{number}"), partitions=number)
    assert results(tmp_path / "out1") == results(tmp_path / "out3")


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, fake: Fake) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("Dear")
    with pytest.raises(ParquetError, match="it was not touched"):
        spark.run_on_spark([], str(tmp_path / "out"))
    assert fake.ran == 0


def test_another_cursus_on_an_executor_is_refused(tmp_path: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.xml").write_bytes(plain(MADE[:1]))
    monkeypatch.setattr("cursus.run.spark.task.__version__", "0.0.0")
    with pytest.raises(RuntimeError, match=r"this executor has Cursus 0\.0\.0"):
        spark.run_on_spark([Input(str(tmp_path / "made.xml"), "made.xml")], str(tmp_path / "out"), limits=Limits(cpu=7))


# what is missing -------------------------------------------------------------------------------------------------------
def test_without_pyspark_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(SparkError, match="pip install"), session("local[1]", str(tmp_path / "log")):
        pass


@pytest.mark.spark
def test_without_java_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(SparkError, match="Spark needs Java"), session("local[1]", str(tmp_path / "log")):
        pass


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--partitions", "3"], "need --engine spark"),
        (["--engine", "spark", "-"], "cannot read standard input"),
        (["--engine", "spark", "https://en.wikipedia.org/wiki/X"], "read by one machine"),
    ],
)
def test_options_that_do_not_go_together(
    tmp_path: Path,
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    assert cursus(["add", "--db", str(tmp_path / "x.db"), *arguments, *([] if "-" in arguments else ["x.xml"])]) == 2
    assert words in capsys.readouterr().err
