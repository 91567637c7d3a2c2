"""Every command that the documentation shows is one that exists, and those that can be run here are run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cursus.cli.app import cursus
from tests.docs.blocks import PAGES, ROOT, Block, blocks

ALL = [block for page in PAGES for block in blocks(page)]
PLAIN = re.compile(r"^\$ cursus |^cursus ", re.M)


@pytest.mark.parametrize("block", [b for b in ALL if b.kind in ("sh", "console")], ids=str)
def test_commands_and_options_exist(block: Block) -> None:
    for words in block.commands():
        group = click.Context(cursus, info_name="cursus")
        name, command, rest = (
            cursus.resolve_command(group, [w for w in words if w != "--version"] or ["--help"])
            if (words and not words[0].startswith("-"))
            else (None, None, [])
        )
        if command is None:
            assert name is None, f"{block}: cursus {' '.join(words)}"
            continue
        while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
            name, command, rest = command.resolve_command(click.Context(command, info_name=name), rest)
            assert command is not None
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        known |= {"-h", "--help"}
        for word in rest:
            if re.match(r"--?[a-z]", word):
                assert word.split("=")[0] in known, f"{block}: cursus {name} has no option {word}"


def test_commands_stand_in_blocks_that_are_looked_at() -> None:
    assert [str(block) for block in ALL if block.kind == "" and PLAIN.search(block.text)] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(b.kind in ("sh", "console") and not b.why for b in blocks(page))],
    ids=lambda page: str(page.relative_to(ROOT)),
)  # fmt: skip
def test_what_a_page_shows_can_be_done(page: Path, tmp_path: Path) -> None:
    """In an empty folder with the examples, block after block, in the order of the page."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CURSUS")},
        "HOME": str(tmp_path), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "100",
    }  # fmt: skip
    for block in blocks(page):
        if block.why or not block.kind:
            continue
        for command, due in steps(block):
            printed = run(command, tmp_path, environment, block)
            missing = [line for line in due if " ".join(line.split()) not in " ".join(printed.split())]
            assert missing == [], f"{block}: {command} printed\n{printed}"


def steps(block: Block) -> list[tuple[str, list[str]]]:
    """The commands of a block, each with the lines that it is shown to print."""
    if block.kind != "console":
        lines = block.text.replace("\\\n", " ").split("\n")
        return [(line, []) for line in lines if line.strip() and not line.startswith("#")]
    found: list[tuple[str, list[str]]] = []
    for line in block.text.split("\n"):
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip() and line.strip() != "…":
            found[-1][1].append(line)
    return found


def run(command: str, folder: Path, environment: dict[str, str], block: Block) -> str:
    """What a piece of shell prints. A server is ended as soon as it says that it is open."""
    process = subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=environment, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    printed = ""
    try:
        for line in process.stdout:
            printed += line
            if "is open at" in line:
                os.killpg(process.pid, signal.SIGINT)
                printed += process.stdout.read()
                process.wait(timeout=60)
                return printed
        status = process.wait(timeout=60)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()
    found = command.startswith("cursus check") and status == 1  # there are findings: that is what it is for
    assert status == 0 or found, f"{block}: {command}\nended with {status}:\n{printed}"
    return printed
