"""A run over a dump that is stopped, and the next one: nothing is lost, and hardly anything is looked at twice."""

from __future__ import annotations

import bz2
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cursus.read.dump import Page, Wanted, read_pages
from cursus.run.ingest import Ingest, Report
from cursus.run.inputs import Unreadable, find, open_input
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner
from cursus.store import open_store
from tests.read.dumps import export, multistream, page, soldier

COUNT = 60
PAGES = [soldier(f"Person {n:02}", 1800 + n).replace("joined", f"joined on day {n}") for n in range(COUNT)]


@pytest.fixture(scope="module")
def runner() -> Iterator[LocalRunner]:
    with LocalRunner(1, Limits()) as one:
        yield one


Add = Callable[..., list[Report]]


@pytest.fixture
def add(runner: LocalRunner, tmp_path: Path) -> Add:
    def run(most: int | None = None, again: bool = False) -> list[Report]:
        """Add the dump; leave off after so many reports."""
        reports = []
        with ingest(runner, tmp_path, again) as one:
            running = one.run(find([str(tmp_path / "d.xml.bz2")], base=str(tmp_path)).inputs)
            for report in running:
                reports.append(report)
                if len(reports) == most:
                    running.close()  # type: ignore[attr-defined]
                    break
        return reports

    return run


def ingest(runner: LocalRunner, folder: Path, again: bool = False) -> Ingest:
    return Ingest(str(folder / "t.db"), runner, max_bytes=1000, wanted=Wanted(), again=again)


def noted(folder: Path) -> int:
    with open_store(str(folder / "t.db"), readonly=True) as store, store._read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM marks").scalar_one())


@pytest.mark.parametrize("kind", ["one stream", "many streams"])
def test_a_run_goes_on_where_it_was(add: Add, tmp_path: Path, kind: str) -> None:
    packed = multistream(PAGES, 7)[0] if kind == "many streams" else bz2.compress(export(*PAGES))
    (tmp_path / "d.xml.bz2").write_bytes(packed)
    seen = [report.title for report in add(most=25)]
    assert noted(tmp_path) == 1
    second = add(most=10)
    assert {report.status for report in second} == {"added"}
    seen += [report.title for report in second]
    seen += [report.title for report in add()]
    assert seen == [f"Person {n:02}" for n in range(COUNT)]
    assert noted(tmp_path) == 0
    (known,) = add()
    assert (known.path, known.status) == ("d.xml.bz2", "unchanged")


def test_what_was_stored_behind_the_last_note_is_not_read_again(
    add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a kill: articles are stored whose place was not noted."""
    (tmp_path / "d.xml.bz2").write_bytes(multistream(PAGES, 7)[0])
    with monkeypatch.context() as patch:
        patch.setattr("cursus.run.ingest._Checkpoint.save", lambda self: None)
        add(most=25)
    assert noted(tmp_path) == 0
    reports = add()
    assert [report.status for report in reports] == ["unchanged"] * 25 + ["added"] * (COUNT - 25)


def test_another_wish_begins_anew(add: Add, tmp_path: Path) -> None:
    (tmp_path / "d.xml.bz2").write_bytes(multistream(PAGES, 7)[0])
    add(most=25)
    reports = add(again=True)
    assert [report.status for report in reports] == ["replaced"] * 25 + ["added"] * (COUNT - 25)


def test_a_dump_that_changed_begins_anew(add: Add, tmp_path: Path) -> None:
    (tmp_path / "d.xml.bz2").write_bytes(multistream(PAGES, 7)[0])
    add(most=25)
    (tmp_path / "d.xml.bz2").write_bytes(multistream([soldier("First Man"), *PAGES], 7)[0])
    reports = add()
    assert [report.status for report in reports] == ["added"] + ["unchanged"] * 25 + ["added"] * (COUNT - 25)


def test_pages_of_a_wiki(runner: LocalRunner, tmp_path: Path) -> None:
    pages = list(read_pages(export(*PAGES[:3], page("E", "An empty field.")), "w"))
    with ingest(runner, tmp_path) as run:
        reports = list(run.run_pages([pages[0], None, *pages[1:]], "w", base_url="https://w.example.org/wiki/"))
        again = list(run.run_pages(pages, "w", base_url="https://w.example.org/wiki/"))
    assert [r.path for r in reports] == ["w#Person 00", "w#Person 01", "w#Person 02", "w#E"]
    assert {r.status for r in reports} == {"added"}
    assert [r.status for r in again] == ["unchanged"] * 4


def test_known_pages_are_told_of_as_they_come(runner: LocalRunner, tmp_path: Path) -> None:
    """Not all at the end: a dump may hold a hundred thousand of them."""
    pages = list(read_pages(export(*PAGES[:9]), "w"))
    with ingest(runner, tmp_path) as run:
        list(run.run_pages(pages, "w"))
        asked = 0

        def counted() -> Iterator[Page]:
            nonlocal asked
            for one in pages:
                asked += 1
                yield one

        reports = run.run_pages(counted(), "w")
        assert [(next(reports).status, asked) for _ in range(3)] == [("unchanged", n) for n in (1, 2, 3)]


def test_how_far_it_is(runner: LocalRunner, tmp_path: Path) -> None:
    path = tmp_path / "d.xml.bz2"
    path.write_bytes(multistream(PAGES, 7)[0])
    with ingest(runner, tmp_path) as run:
        shares = [run.watch.read / run.watch.size for _ in run.run(find([str(path)], base=str(tmp_path)).inputs)]
        assert shares == sorted(shares)
        assert (run.watch.read, run.watch.size) == (path.stat().st_size, path.stat().st_size)
        assert (run.watch.pages, run.watch.articles) == (COUNT, COUNT)
        assert run.passed == {"taken": COUNT}


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(export(*PAGES))
    (given,) = find([str(tmp_path / "d.xml")]).inputs
    (tmp_path / "d.xml").unlink()
    with pytest.raises(Unreadable, match="No such file"):
        open_input(given)
