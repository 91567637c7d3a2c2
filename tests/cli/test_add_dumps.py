"""``cursus add`` of dumps: choosing pages, going on after an end of any kind, piped in, and what it says."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from cursus.cli.progress import clock, shown, words
from cursus.run.dumps import Watch
from tests.cli import long_dump
from tests.cli.conftest import PROGRAM, Run, environment
from tests.read.dumps import export, multistream, page, soldier

RIVER = page("Some River", "The '''Some River''' flows into the sea. [[Category:Rivers]]")
PAINTER = page(
    "Ann Painter", "'''Ann Painter''' (born 2 May 1850) was a painter. [[Category:1850 births]] [[Category:Painters]]"
)
MIXED = export(soldier("Ivan Petrov"), RIVER, PAINTER, page("Ivan", "x", redirect="Ivan Petrov"), page("T", "x", ns=1))


def paths(cursus: Run, db: str = "cursus.db") -> list[str]:
    return [d["path"] for d in cursus("documents", "--db", db, "--json").json]


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["--only", "military"], ["Ivan Petrov"]),
        (["--category", "Category:Rivers", "--category", "painters", "--only", "all"], ["Ann Painter", "Some River"]),
        (["--infobox", "officer"], []),
    ],
)
def test_pages_are_chosen(cursus: Run, tmp_path: Path, options: list[str], titles: list[str]) -> None:
    (tmp_path / "d.xml").write_bytes(MIXED)
    ran = cursus("add", "d.xml", *options)
    assert (ran.code, ran.err) == (0, "")
    left = f"{3 - len(titles)} other article{'s' * (len(titles) != 2)}, " if len(titles) < 3 else ""
    assert f"left out of 5 pages: {left}1 redirect, 1 page outside the articles" in ran.out
    if titles:
        assert paths(cursus) == [f"d.xml#{title}" for title in titles]
    else:
        assert not (tmp_path / "cursus.db").exists()


def test_titles_from_a_list(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(MIXED)
    (tmp_path / "names.txt").write_text(
        "# rivers and men\nsome_River\nhttps://test.example.org/wiki/Ivan_Petrov\n\nNobody At All\n"
    )
    ran = cursus("add", "d.xml", "--titles-from", "names.txt", "--json")
    assert ran.code == 1
    assert "d.xml#Nobody At All: no article has this title" in ran.err
    assert [r["title"] for r in ran.json["inputs"]] == ["Ivan Petrov", "Some River", None]
    assert ran.json["passed"] == {"other": 1, "redirect": 1, "elsewhere": 1} or ran.json["passed"]["other"] == 3
    (tmp_path / "names.txt").write_text("# none\n")
    ran = cursus("add", "d.xml", "--titles-from", "names.txt")
    assert (ran.code, "holds no title" in ran.err) == (2, True)


@pytest.mark.slow
def test_titles_are_found_by_the_index(cursus: Run, tmp_path: Path) -> None:
    """Every other stream is damaged: only those that the index names can have been read."""
    packed, index = multistream([soldier(f"Person {n}", 1800 + n) for n in range(40)], 10)
    streams = sorted({int(line.split(b":")[0]) for line in bz2.decompress(index).splitlines()})
    damaged = bytearray(packed)
    for stream in (streams[1], streams[3]):
        damaged[stream + 40] ^= 0xFF
    (tmp_path / "d-multistream.xml.bz2").write_bytes(damaged)
    (tmp_path / "d-multistream-index.txt.bz2").write_bytes(index)
    (tmp_path / "names.txt").write_text("Person 3\nPerson 25\n")
    ran = cursus("add", "d-multistream.xml.bz2", "--titles-from", "names.txt")
    assert ran.code == 0, ran.err
    assert paths(cursus) == ["d-multistream.xml.bz2#Person 25", "d-multistream.xml.bz2#Person 3"]
    (tmp_path / "d-multistream-index.txt.bz2").write_bytes(bz2.compress(b"17:1:Person 3\n"))
    ran = cursus("add", "d-multistream.xml.bz2", "--titles-from", "names.txt", "--again")
    assert "damaged" in ran.err  # another export's index: the whole of it was read


def test_a_page_says_where_it_is_from(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "d.xml.gz").write_bytes(gzip.compress(MIXED))
    cursus("add", "d.xml.gz", "--only", "military")
    claim = json.loads(cursus("export").out.splitlines()[0])
    assert claim["document"]["url"] == "https://test.example.org/wiki/Ivan_Petrov"
    assert claim["document"]["revision"] == "70"


@pytest.mark.slow
def test_piped_in(program: Run) -> None:
    ran = program("add", "-", "--json", given=bz2.compress(MIXED))
    assert ran.code == 0, ran.err
    assert [r["path"] for r in ran.json["inputs"]] == ["-#Ivan Petrov", "-#Ann Painter"]
    ran = program("add", "-", "--json", given=MIXED)
    assert [r["status"] for r in ran.json["inputs"]] == ["unchanged", "unchanged"]


@pytest.mark.slow
def test_known_pages_of_another_dump_are_not_read_again(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "may.xml").write_bytes(export(soldier("Ivan Petrov"), PAINTER))
    (tmp_path / "june.xml").write_bytes(export(soldier("Ivan Petrov", 1841), PAINTER))
    cursus("add", "may.xml")
    ran = cursus("add", "june.xml", "--json")
    assert [(r["title"], r["status"]) for r in ran.json["inputs"]] == [
        ("Ivan Petrov", "replaced"),
        ("Ann Painter", "unchanged"),
    ]
    assert ran.json["holds"]["documents"] == 2


@pytest.mark.slow
def test_the_same_dump_is_passed_by_unless_more_is_wanted(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(MIXED)
    assert cursus("add", "d.xml", "--only", "military", "--json").json["inputs"][0]["title"] == "Ivan Petrov"
    (again,) = cursus("add", "d.xml", "--only", "military", "--json").json["inputs"]
    assert (again["path"], again["status"]) == ("d.xml", "unchanged")
    ran = cursus("add", "d.xml", "--json")
    assert [r["status"] for r in ran.json["inputs"]] == ["unchanged", "added"]
    ran = cursus("add", "d.xml", "--again", "--json")
    assert [r["status"] for r in ran.json["inputs"]] == ["replaced", "replaced"]


def test_a_broken_page_is_a_problem_and_nothing_else(cursus: Run, tmp_path: Path) -> None:
    bad = soldier("Bad Page").replace("colonel", "<b>")
    (tmp_path / "d.xml").write_bytes(export(soldier("A B"), bad, soldier("C D", 1850)))
    ran = cursus("add", "d.xml")
    assert ran.code == 1
    assert "has 1 page that cannot be read (behind 'A B': is no valid XML)" in ran.err
    assert paths(cursus) == ["d.xml#A B", "d.xml#C D"]
    assert "behind 'A B'" in cursus("problems").out


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["plain", "multistream"])
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_run_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cursus: Run, kind: str, stop: int
) -> None:
    pages = [soldier(f"Person {n:04}", 1700 + n % 200).replace("joined", f"joined on day {n}") for n in range(160)]
    path = tmp_path / "d.xml.bz2"
    path.write_bytes(multistream(pages, 10)[0] if kind == "multistream" else bz2.compress(export(*pages)))
    monkeypatch.chdir(tmp_path)
    with subprocess.Popen(
        [*PROGRAM, "add", "d.xml.bz2", "--jobs", "2", "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as running:
        stored = 0
        while stored < 30 and running.poll() is None:
            time.sleep(0.05)
            if (tmp_path / "cursus.db").exists():
                ran = cursus("documents", "--json")
                stored = len(ran.json) if ran.code == 0 and ran.out.strip() else 0
        running.send_signal(stop)
    assert 30 <= stored < 160, "the run was over before it could be stopped"
    ran = cursus("add", "d.xml.bz2", "--json")
    assert ran.code == 0, ran.err
    reports = ran.json["inputs"]
    assert ran.json["holds"]["documents"] == 160
    assert {r["status"] for r in reports} <= {"added", "unchanged"}
    if stop == signal.SIGINT:  # the place was noted at the end, so hardly a page is looked at twice
        assert len(reports) <= 160 - stored + 10
    (last,) = cursus("add", "d.xml.bz2", "--json").json["inputs"]
    assert (last["path"], last["status"]) == ("d.xml.bz2", "unchanged")


@pytest.mark.slow
def test_json_is_whole_and_of_one_piece(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(MIXED)
    ran = cursus("add", "d.xml", "nowhere.txt", "--json")
    assert list(ran.json) == ["database", "inputs", "passed", "skipped", "holds"]
    assert [r["status"] for r in ran.json["inputs"]] == ["unreadable", "added", "added"]
    assert cursus("add", "d.xml", "--json").json["passed"] == {"other": 0, "redirect": 0, "elsewhere": 0}
    assert json.loads(cursus("add", "nowhere.txt", "--json").out)["inputs"][0]["status"] == "unreadable"


def test_no_dump_is_too_large(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(MIXED)
    assert cursus("add", "d.xml", "--max-bytes", "1k").code == 0


@pytest.mark.slow
def test_memory_stays_the_same_however_long_the_dump(tmp_path: Path) -> None:
    """Half a gigabyte of XML, and nobody in it; the peak is that of the program and its parts."""
    long_dump.write(tmp_path / "d.xml.gz", 500_000_000)
    assert long_dump.peak(tmp_path, "add", "d.xml.gz") < 250


def test_words_of_the_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cursus.run.dumps.monotonic", lambda: 110.0)
    watch = Watch("d.xml.bz2", 40_000_000, 30_000_000, 10_000_000, 4120, 31, 100.0)
    assert words(watch) == "4,120 pages, 31 articles, 412 pages/s, 2.0 MB/s, 0:05 left"
    assert words(Watch("-", 0, 0, 0, 1, 0, 100.0)) == "1 page, 0 articles, 0 pages/s"
    assert [clock(s) for s in (0, 59.6, 3600, 18000)] == ["0:00", "1:00", "1:00:00", "5:00:00"]


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("cursus.cli.progress.LOG_EVERY", 0.01)
    with shown(Watch("d.xml", 100, 50, 0, 7, 3, time.monotonic() - 1), None) as advance:
        advance()
        time.sleep(0.2)
    err = capsys.readouterr().err
    assert err.startswith("cursus: d.xml: 7 pages, 3 articles, ")
    assert os.linesep in err
