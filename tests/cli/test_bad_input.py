"""Input that cannot be read: a plain line naming the file and the remedy, nothing half-written, nothing lost."""

from __future__ import annotations

import os
import random
import resource
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, Run, environment

DUMP = b"""<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="en">
<page><title>Ivan Petrov</title><ns>0</ns><id>1</id><revision><id>7</id>
<timestamp>2020-01-01T00:00:00Z</timestamp><text>'''Ivan Petrov''' was a [[general]]."""

UNREADABLE = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\n\t ", "is empty"),
    "photo.txt": (b"\x89PNG\r\n\x1a\n" + bytes(200), "is an image"),
    "paper.txt": (b"%PDF-1.4 x", "is a PDF"),
    "noise.txt": (random.Random(1).randbytes(20_000), "not text"),
    "zeros.txt": (bytes(5000), "binary"),
    "cyrillic.txt": (("Иван Петров был генералом русской армии. " * 40).encode("koi8-r"), "save it as UTF-8"),
    "large.txt": (b"Ivan Petrov was a general. " * 800_000, "more than any article (12 MB)"),
    "cut.xml": (DUMP, ""),
}


@pytest.fixture
def bad(tmp_path: Path) -> list[str]:
    for name, (data, _) in UNREADABLE.items():
        (tmp_path / name).write_bytes(data)
    return list(UNREADABLE)


def assert_explained(lines: list[str], names: list[str]) -> None:
    """A line for each file that names it, says why, and what to do."""
    assert len(lines) == len(names)
    for name in names:
        (line,) = (line for line in lines if line.startswith(f"cursus: {name}"))
        assert UNREADABLE[name][1] in line
        assert "; " in line


@pytest.mark.slow
def test_nothing_is_left_of_a_first_run_that_read_nothing(program: Run, tmp_path: Path, bad: list[str]) -> None:
    ran = program("add", *bad)
    assert ran.code == 2
    assert_explained(ran.err.splitlines(), bad)
    assert sorted(os.listdir(tmp_path)) == sorted(bad)
    ran = program("add", "empty.txt")
    assert (ran.code, ran.err) == (2, "cursus: empty.txt: is empty; give a file with an article in it\n")


@pytest.mark.slow
def test_what_was_in_the_database_is_still_there(program: Run, skobelev: Path, bad: list[str]) -> None:
    program("add", skobelev)
    before = program("export").raw
    ran = program("add", *bad)
    assert ran.code == 2
    assert_explained(ran.err.splitlines(), bad)
    assert program("export").raw == before
    assert {p["path"].partition("#")[0] for p in program("problems", "--json").json} == set(bad)


@pytest.mark.slow
def test_good_articles_stay_when_their_files_turn_bad(cursus: Run, skobelev: Path, bad: list[str]) -> None:
    good = skobelev.read_text("utf-8")
    for number, name in enumerate(bad):
        Path(name).write_text(good.replace("1843", f"18{number + 10}"), "utf-8")
    assert cursus("add", *bad).code == 0
    before = cursus("export").raw
    for name in bad:
        Path(name).write_bytes(UNREADABLE[name][0])
    assert cursus("add", *bad).code == 2
    assert cursus("export").raw == before
    assert len(cursus("documents", "--json").json) == len(bad)


@pytest.mark.slow
def test_check_says_the_same(program: Run, bad: list[str]) -> None:
    ran = program("check", *bad)
    assert (ran.code, ran.out) == (2, "")
    assert_explained(ran.err.splitlines()[: len(bad)], bad)
    ran = program("check", *bad, "--format", "json")
    assert (ran.code, ran.json) == (2, [])


def test_an_article_about_a_town(cursus: Run) -> None:
    town = (
        "Springfield\n\nSpringfield is a town in the county of Wessex. It lies on the river Ouse.[1]\n\n"
        "History\n\nThe town was founded in 1204 and had 900 inhabitants in 1801.[1]\n\n"
        "References\n\n1. Smith, John (1901). A History of Springfield. London: Dean.\n"
    )
    ran = cursus("add", "-", given=town.encode())
    assert ran.code == 0
    assert "no person found in 'Springfield'" in ran.out
    assert cursus("export").raw == b""
    assert len(cursus("documents", "--json").json) == 1
    assert cursus("persons", "--json").json == []


@pytest.mark.slow
def test_a_limit_of_ones_own(cursus: Run, skobelev: Path) -> None:
    ran = cursus("add", skobelev, "--max-bytes", "1k")
    assert ran.code == 2
    assert "more than the 0.0 MB allowed; allow more with --max-bytes" in ran.err
    ran = cursus("add", "-", "--max-bytes", "1k", given=skobelev.read_bytes())
    assert ran.code == 2
    assert cursus("add", skobelev, "--max-bytes", "1M").code == 0


def test_a_path_that_is_no_text(cursus: Run, skobelev: Path) -> None:
    strange = os.fsdecode(b"sk\xf6belev\n.txt")
    os.rename(skobelev, strange)
    ran = cursus("add", strange)
    assert ran.code == 0, ran.err
    assert len(cursus("documents", "--json").json) == 1
    assert cursus("documents").out.count("\n") == 2


def test_a_file_that_may_not_be_read(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    ran = cursus("add", "loop.txt")
    assert ran.code == 2
    assert "loop.txt: cannot be opened" in ran.err


@pytest.mark.slow
def test_a_full_disk(cursus: Run, skobelev: Path, togo: Path, tmp_path: Path) -> None:
    """No file may grow beyond what the database has: writing fails as on a full disk."""
    cursus("add", skobelev)
    before = cursus("export").raw
    size = (tmp_path / "cursus.db").stat().st_size

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, size))

    done = subprocess.run(
        [*PROGRAM, "add", togo], capture_output=True, text=True, env=environment(), preexec_fn=limit, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"cursus: {tmp_path / 'cursus.db'}: the disk")
    assert "Traceback" not in done.stderr
    assert cursus("export").raw == before
    assert cursus("add", togo).code == 0
