"""The program around the verbs: help, version, wrong commands, interrupted and cut-off runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cursus import __version__
from cursus.cli.output import clean, one_line
from cursus.cli.verbs import VERBS
from tests.cli.conftest import PROGRAM, Run, environment


def test_help_names_every_verb(program: Run) -> None:
    ran = program("--help")
    assert ran.code == 0
    for verb, (_, line) in VERBS.items():
        assert f"  {verb} " in ran.out
        assert line.split(",")[0] in ran.out


def test_help_loads_nothing_heavy() -> None:
    """What makes the program start at once: no database, no reader, no terminal library."""
    heavy = {"sqlalchemy", "alembic", "rich", "orjson", "jinja2", "starlette", "edtf", "subprocess"}
    script = "import sys; from cursus.cli.app import run; run(['--help']); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & heavy
    assert not [m for m in loaded if m.startswith(("cursus.read", "cursus.extract", "cursus.store"))]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(cursus: Run, verb: str) -> None:
    ran = cursus(verb, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: cursus {verb}")


def test_version(program: Run) -> None:
    assert program("--version").out == f"cursus {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ad"], "did you mean add?"),
        (["nonsense"], "no such command: nonsense"),
        (["add"], "Missing argument"),
        (["add", "x", "--jobs", "0"], "--jobs"),
        (["add", "x", "--max-bytes", "lots"], "no size"),
        (["export", "--format", "pdf"], "pdf"),
        (["--nonsense"], "No such option"),
        (["show"], "Missing argument"),
    ],
)
def test_a_wrong_command_is_explained(cursus: Run, arguments: list[str], words: str) -> None:
    ran = cursus(*arguments)
    assert ran.code == 2
    assert words in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    "arguments",
    [["show", "x"], ["persons"], ["documents"], ["problems"], ["search", "x"], ["explain", "abcd"], ["export"]],
)
def test_reading_verbs_make_no_database(cursus: Run, arguments: list[str], tmp_path: Path) -> None:
    ran = cursus(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "cursus: cursus.db: there is no such database; make one with: cursus add PATH\n"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("verb", [["persons"], ["add", "skobelev.txt"], ["export"]])
def test_a_file_that_is_no_database(program: Run, skobelev: Path, verb: list[str]) -> None:
    before = skobelev.read_bytes()
    ran = program(*verb, "--db", "skobelev.txt")
    assert ran.code == 2
    assert ran.err.splitlines()[-1].startswith("cursus: skobelev.txt: this file is not a database")
    assert skobelev.read_bytes() == before


@pytest.mark.slow
def test_the_reader_of_the_output_went_away(program: Run, skobelev: Path) -> None:
    program("add", skobelev)
    with subprocess.Popen(
        [*PROGRAM, "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


def test_interrupted(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "add", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment()
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        for _ in range(600):
            if children.read_text():
                break
            time.sleep(0.05)
        worker = int(children.read_text().split()[0])
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert process.wait(30) == 130
        assert process.stderr.read() == b"cursus: interrupted; what was stored so far is safe\n"
    assert os.listdir(tmp_path) == []
    assert not Path(f"/proc/{worker}").exists()


@pytest.mark.slow
def test_a_terminal_without_the_letters(program: Run, togo: Path) -> None:
    program("add", togo)
    ran = program("persons", PYTHONIOENCODING="latin-1")
    assert ran.code == 0
    assert "T?g? Heihachir?" in ran.out


def test_modules_in_the_current_folder_are_not_run(program: Run, skobelev: Path, tmp_path: Path) -> None:
    for name in ("orjson", "pickle", "edtf"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')")
    script = "from cursus.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, "add", skobelev], capture_output=True, env=environment(), check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"taken over" not in done.stderr


def test_words_of_an_article_cannot_talk_to_the_terminal() -> None:
    assert clean("a\x1b[2Jb\x07\x9bc\u202ed") == "a\ufffd[2Jb\ufffd\ufffdc\ufffdd"
    assert clean("كلمة\tand\nline") == "كلمة\tand\nline"
    assert one_line("a\n  b\tc" * 3, 10) == "a b ca b…"
