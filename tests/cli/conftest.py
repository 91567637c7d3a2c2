"""The program as a user runs it: a process of its own, in a folder of its own."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PROGRAM = [sys.executable, "-m", "cursus"]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str
    raw: bytes

    @property
    def json(self) -> Any:
        return orjson.loads(self.raw)


Run = Callable[..., Ran]


def environment(**extra: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CURSUS", "PYTHONIO", "LC_", "COLUMNS"))}
    return {**kept, "COLUMNS": "100", **extra}


@pytest.fixture
def cursus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in this process, in the test's folder: as the program does, without its start."""
    from cursus.cli.app import run as run_program

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("CURSUS_DB", raising=False)

    def run(*arguments: str | Path, given: bytes = b"", **env: str) -> Ran:
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
            for name, value in env.items():
                patch.setenv(name, value)
            code = run_program([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return sound(Ran(code, out.decode(), err.decode(), out))

    return run


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a process of its own, in the test's folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, given: bytes | None = None, **env: str) -> Ran:
        done = subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            input=given if given is not None else b"",
            capture_output=True,
            cwd=tmp_path,
            env=environment(**env),
            timeout=120,
            check=False,
        )
        return sound(Ran(done.returncode, done.stdout.decode(), done.stderr.decode(), done.stdout))

    return run


def sound(ran: Ran) -> Ran:
    """A traceback is never an answer."""
    assert "Traceback" not in ran.err + ran.out, ran.err
    assert "a fault in Cursus" not in ran.err, ran.err
    return ran


@pytest.fixture
def skobelev(tmp_path: Path) -> Path:
    """A copied article in the test's folder."""
    return Path(shutil.copy(EXAMPLES / "skobelev.txt", tmp_path / "skobelev.txt"))


@pytest.fixture
def togo(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLES / "togo.html", tmp_path / "togo.html"))
