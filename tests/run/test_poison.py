"""Pages that take their worker with them, among many that must not notice."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cursus.page import PageResult, process_page
from cursus.read.dump import Page, Wanted, read_pages
from cursus.run.ingest import Ingest
from cursus.run.inputs import find
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner
from cursus.store import open_store
from tests.read.dumps import HEAD, TAIL, export, page, soldier

REASONS = {
    "crash": "crashed the reading process (SIGSEGV)",
    "leave": "ended the reading process (exit status 3)",
    "fail": "reading it failed (ImportError: no such part in __main__, line 24)",
    "eat": "needed more than 300 MB of memory",
    "spin": "took more than 0.8 seconds of processor time",
    "sleep": "took more than 20 seconds",
}
LIMITS = Limits(cpu=0.8, wall=20, memory=300)


@pytest.fixture(autouse=True)
def _poison(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cursus.run.local.ENTRY", (str(Path(__file__).with_name("poison_worker.py")),))
    root = Path(__file__).resolve().parents[2]
    monkeypatch.setenv("PYTHONPATH", f"{root / 'src'}:{root}")


@pytest.mark.slow
def test_neighbours_are_unchanged_and_poison_is_listed(tmp_path: Path) -> None:
    """Through the whole of it: a dump, two workers, the database, and the list of problems."""
    pages, poisoned = [], {}
    for number in range(120):
        if number % 20 == 7:
            kind = list(REASONS)[number // 20]
            title = f"P{number}"
            pages.append(page(title, kind))
            poisoned[f"d.xml#{title}"] = REASONS[kind]
        else:
            pages.append(soldier(f"Person {number}", 1800 + number))
    (tmp_path / "d.xml").write_bytes(export(*pages))
    with (
        LocalRunner(2, LIMITS) as runner,
        Ingest(str(tmp_path / "t.db"), runner, max_bytes=1000, wanted=Wanted(only="all")) as ingest,
    ):
        reports = list(ingest.run(find([str(tmp_path / "d.xml")], base=str(tmp_path)).inputs))
    assert [r.path for r in reports] == [f"d.xml#{p.title}" for p in read_pages(export(*pages), "d.xml")]
    with open_store(str(tmp_path / "t.db"), readonly=True) as store:
        assert {p.path: p.reason for p in store.problems()} == poisoned
        kept = {row.path: store.document(row.id) for row in store.documents()}
        claimed = {row.path: store.claims(document=row.id) for row in store.documents()}
    alone = [process_page(p, "d.xml") for p in read_pages(export(*pages), "d.xml") if p.title.startswith("Person")]
    assert len(kept) == len(alone) == 114
    for result in alone:
        assert result.document is not None
        assert kept[result.document.path] == result.document
        assert {c.id for c in claimed[result.document.path]} == {c.id for c in result.claims}


@pytest.mark.slow
def test_a_thousand_poison_pages_among_a_hundred_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POISON_CHEAP", "1")
    # of those that only a clock ends there are few, for the clock's sake
    kinds = ["crash"] * 300 + ["leave"] * 300 + ["fail"] * 300 + ["eat"] * 82 + ["spin"] * 16 + ["sleep"] * 2
    by_place = {(n * 100 + n * 37 % 100): kind for n, kind in enumerate(kinds)}
    assert len(by_place) == 1000

    def bytes_of_a_dump() -> bytes:
        pages = (page(f"T{n}", by_place.get(n, f"words {n}"), number=n) for n in range(100_000))
        return (HEAD + "".join(pages) + TAIL).encode()

    def problems(results: Iterator[PageResult]) -> list[tuple[str, str]]:
        return [(problem.path, problem.reason) for result in results for problem in result.problems]

    source = io.BytesIO(bytes_of_a_dump())
    with LocalRunner(2, LIMITS) as runner:
        found = problems(runner.run_pages(read_pages(source, "d"), "d"))
    due = [(f"d#T{n}", REASONS[by_place[n]] if n in by_place else f"{n} words {n}") for n in range(100_000)]
    assert [pair for pair in zip(found, due, strict=True) if pair[0] != pair[1]] == []
    assert Counter(reason for _, reason in found if reason in REASONS.values()) == Counter(
        REASONS[kind] for kind in kinds
    )


def test_pages_come_as_they_are_there() -> None:
    """A source that has nothing yet does not hold up what is done."""
    pages = [Page(f"T{n}", 0, n, None, None, None, "sleepless", None) for n in range(5)]

    def halting() -> Iterator[Page | None]:
        for one in pages:
            yield one
            for _ in range(3):
                yield None

    with LocalRunner(2, LIMITS) as runner:
        results = list(runner.run_pages(halting(), "d"))
    assert [r.document.title for r in results if r.document] == [f"T{n}" for n in range(5)]
