"""Reading on a real Spark cluster: the same as here, and whole where a machine is lost."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cursus.store import open_store
from tests.run.spark_cluster import Cluster, cluster
from tests.run.spark_help import multistream, page, pages

pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]

ARTICLES = 160
PIECES = 10


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster"), workers=2) as started:
        yield started


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dump, and the database that this machine alone makes of it."""
    folder = tmp_path_factory.mktemp("here")
    made = pages(ARTICLES, lines=12)
    made.insert(ARTICLES // 2, made[3])  # a page that is in it twice
    made.insert(ARTICLES // 3, page(900, "{{" * 4000))  # one that is no article at all
    (folder / "made.xml.bz2").write_bytes(multistream(made, each=5))
    cursus(folder, "add", "--only", "all", "made.xml.bz2", "--db", "here.db")
    return folder


def cursus(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "cursus", *arguments], cwd=folder, capture_output=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done


def everything(db: Path) -> list[object]:
    """All of a database but when it was made; its claims as they are exported, byte for byte."""
    claims = cursus(db.parent, "export", "--db", db.name).stdout
    with open_store(str(db), readonly=True) as store:
        documents = [replace(row, added="") for row in store.documents()]
        whole = [store.document(row.id) for row in documents]
        return [claims, documents, whole, store.findings(), store.problems(), store.persons(limit=10_000)]


def test_a_worker_that_is_killed_changes_nothing(two_workers: Cluster, here: Path, tmp_path: Path) -> None:
    out = here / "out"
    run = subprocess.Popen(
        [
            sys.executable, "-m", "cursus", "add", "--engine", "spark", "--master", two_workers.url, "--only", "all",
            "--partitions", str(PIECES), "--parquet", "out", "made.xml.bz2", "--db", "there.db",
        ],
        cwd=here,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    done = out / "_work" / "done"
    try:
        deadline = time.monotonic() + 180
        while not (done.is_dir() and len(os.listdir(done)) >= 2):
            assert run.poll() is None, run.communicate()[1].decode()
            assert time.monotonic() < deadline, "no piece got done"
            time.sleep(0.05)
        os.kill(two_workers.workers[0].pid, signal.SIGKILL)
        at_the_time = len(os.listdir(done))
        log = ""
        while run.poll() is None and "Lost executor" not in log:
            with contextlib.suppress(FileNotFoundError):
                log = (out / "_work" / "spark.log").read_text("utf-8", "replace")
            time.sleep(0.05)
        _, errors = run.communicate(timeout=200)
    finally:
        run.kill()
    assert run.returncode == 0, errors.decode()
    assert at_the_time < PIECES, "it was done before the worker could be killed"
    assert "Lost executor" in log, "nothing was lost with the worker"
    assert two_workers.alive() == 1
    assert b"Traceback" not in errors
    assert sorted(p.name for p in out.iterdir()) == ["claims", "documents", "findings", "manifest.json", "problems"]
    assert len(list((out / "claims").iterdir())) == PIECES

    cursus(here, "load", "out", "--db", "there.db")
    assert everything(here / "there.db") == everything(here / "here.db")

    # and the files themselves, whatever their number: the rows, sorted
    cursus(here, "export", "--db", "here.db", "--format", "parquet", "-o", "local")
    for table in ("documents", "claims", "findings", "problems"):
        assert rows(out / table) == rows(here / "local" / table)


def rows(folder: Path) -> list[str]:
    """The rows of all files of a table, without what numbers them, each once and sorted."""
    import pyarrow.parquet as pq

    found = {repr(row) for file in folder.iterdir() for row in pq.read_table(file).drop_columns("article").to_pylist()}
    return sorted(found)


def test_a_run_that_was_interrupted_goes_on(here: Path, tmp_path: Path) -> None:
    """The pieces that are done stay as they are; a dump that can only be read from its start is spooled once."""
    import gzip

    (tmp_path / "made.xml.gz").write_bytes(gzip.compress(_plain(here)))
    command = [
        sys.executable, "-m", "cursus", "add", "--engine", "spark", "--master", "local[2]", "--only", "all",
        "made.xml.gz", "--db", "there.db",
    ]  # fmt: skip
    run = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True)
    done = tmp_path / "there.db.parquet" / "_work" / "done"
    deadline = time.monotonic() + 180
    try:
        while not (done.is_dir() and os.listdir(done)):
            assert run.poll() is None, run.communicate()[1].decode()
            assert time.monotonic() < deadline, "no piece got done"
            time.sleep(0.02)
    finally:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    kept = {name: (done / name).stat().st_mtime_ns for name in os.listdir(done)}
    assert kept
    again = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)
    seen: dict[str, int] = {}
    while again.poll() is None:
        if done.is_dir():
            for name in kept:
                if (done / name).exists():
                    seen[name] = (done / name).stat().st_mtime_ns
        time.sleep(0.05)
    assert again.returncode == 0, again.communicate()[1].decode()
    assert seen == kept
    assert not (tmp_path / "there.db.parquet").exists()
    assert everything_but_paths(tmp_path / "there.db") == everything_but_paths(here / "here.db")


def _plain(folder: Path) -> bytes:
    import bz2

    return bz2.decompress((folder / "made.xml.bz2").read_bytes())


def everything_but_paths(db: Path) -> list[tuple[str, str, str]]:
    with open_store(str(db), readonly=True) as store:
        return sorted((c.id, c.value.text, c.quote.exact) for c in store.iter_claims())
