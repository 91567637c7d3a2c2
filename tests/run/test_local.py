"""Worker processes: limits hold, a poison article costs itself only, results come in order."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from cursus.page import Problem
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner, Task

FAKE = str(Path(__file__).with_name("fake_worker.py"))
QUICK = Limits(cpu=1, wall=2, memory=256)


@pytest.fixture(autouse=True)
def _fake_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cursus.run.local.ENTRY", (FAKE,))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2] / "src"))


def run(inputs: Iterable[str], jobs: int = 1, limits: Limits = QUICK) -> list[Problem | str]:
    """The problems in the order in which they came; the name of an input when it is done."""
    tasks = [Task(text.encode(), f"{number}") for number, text in enumerate(inputs)]
    with LocalRunner(jobs, limits) as runner:
        return [o.task.name if o.result is None else o.result.problems[0] for o in runner.run(tasks)]


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_inputs(jobs: int) -> None:
    inputs = [f"sleep 0.0{n * 7 % 5}\nb {n}" for n in range(12)]
    expected: list[Problem | str] = []
    for number, text in enumerate(inputs):
        expected += [Problem(f"{number}", line) for line in text.splitlines()]
        expected.append(f"{number}")
    assert run(inputs, jobs) == expected


@pytest.mark.parametrize(
    ("poison", "reason"),
    [
        ("spin", "took more than 1 seconds of processor time"),
        ("sleep 60", "took more than 2 seconds"),
        ("eat", "needed more than 256 MB of memory"),
        ("crash", "crashed the reading process (SIGSEGV)"),
        ("raise", "reading it failed (ImportError: no such part in __main__, line 38)"),
        ("unreadable", "ended the reading process (exit status 3)"),
    ],
)
def test_a_poison_article_costs_itself_only(poison: str, reason: str) -> None:
    limits = QUICK if poison.startswith("sleep") else Limits(cpu=1, wall=30, memory=256)
    results = run(["a", poison, "b", "c"], jobs=2, limits=limits)
    problems = [r for r in results if isinstance(r, Problem)]
    assert [p.path for p in problems] == ["0", "1", "2", "3"]
    assert [p.reason for p in problems if p.path != "1"] == ["a", "b", "c"]
    assert problems[1].reason == reason
    assert problems[1].remedy
    assert [r for r in results if isinstance(r, str)] == ["0", "1", "2", "3"]


def test_a_poison_article_inside_an_input_costs_itself_only() -> None:
    results = run(["a\ncrash\nb\neat\ncrash\nc", "d"])
    assert [(p.path, p.reason[:7]) for p in results if isinstance(p, Problem)] == [
        ("0", "a"),
        ("0#crash", "crashed"),
        ("0", "b"),
        ("0#eat", "needed "),
        ("0#crash", "crashed"),
        ("0", "c"),
        ("1", "d"),
    ]


@pytest.mark.slow
def test_the_processor_time_is_counted_for_each_article() -> None:
    """Their worker takes more than the limit in all, none of them does."""
    lines = ["burn 0.4"] * 6
    results = run(["\n".join(lines)], limits=Limits(cpu=1, wall=20, memory=256))
    assert [r.reason for r in results if isinstance(r, Problem)] == lines


def test_many_large_results_wait_for_their_turn() -> None:
    """A worker that is far ahead of the first input is kept waiting, not ended, and nothing is lost."""
    many = "big 200000\n" * 120
    results = run(["sleep 1", many, many], jobs=3)
    assert len([r for r in results if isinstance(r, Problem)]) == 241
    assert [r for r in results if isinstance(r, str)] == ["0", "1", "2"]


@pytest.mark.slow
def test_a_slow_caller_is_no_slow_worker() -> None:
    with LocalRunner(1, QUICK) as runner:
        seen = []
        for outcome in runner.run([Task(b"a\nb\nc", "x")]):
            if not seen:
                time.sleep(QUICK.wall + 0.5)
            seen.append(outcome.result.problems[0].reason if outcome.result else None)
    assert seen == ["a", "b", "c", None]


def test_what_a_library_prints_does_no_harm() -> None:
    assert run(["print"]) == [Problem("0", "print"), "0"]


def test_large_inputs_reach_the_worker_whole() -> None:
    text = "a" * 5_000_000
    (problem, name) = run([text])
    assert isinstance(problem, Problem)
    assert (problem.reason, name) == (text, "0")


def test_inputs_are_taken_as_they_are_needed() -> None:
    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield Task(b"a", f"{number}")

    with LocalRunner(1, QUICK) as runner:
        outcomes = runner.run(tasks())
        next(outcomes)
        assert taken < 10
        assert sum(o.result is None for o in outcomes) == 100


def family(parent: int) -> list[int]:
    """A process and its children."""
    found = [parent]
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            if int(status.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(status.parent.name))
    return found


def test_no_worker_is_left_behind() -> None:
    with LocalRunner(2, QUICK) as runner:
        runs = runner.run([Task(b"a", "x"), Task(b"sleep 30", "y"), Task(b"spin", "z")])
        next(runs)
        pids = family(runner._nursery.process.pid)
    assert len(pids) >= 2, "the nursery and a worker"
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_run_that_is_left_off_does_not_hold_up_the_next() -> None:
    with LocalRunner(1, QUICK) as runner:
        runs = runner.run([Task(b"a\nspin", "x"), Task(b"sleep 30", "y")])
        next(runs)
        runs.close()  # type: ignore[attr-defined]
        results = [o.result.problems[0].reason for o in runner.run([Task(b"b\nc", "z")]) if o.result]
    assert results == ["b", "c"]


def test_nothing_to_do() -> None:
    assert run([]) == []
