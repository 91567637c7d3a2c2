"""The one direction: a room of the package imports only what stands before it in ARCHITECTURE.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "cursus"
MODULES = sorted(PACKAGE.rglob("*.py"))


def order() -> dict[str, int]:
    """Room → rank, from the line of ARCHITECTURE.md that says ``claim → contract → tables, vocab → …``."""
    line = re.search(r"^claim → .*$", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE)
    assert line is not None
    return {room: rank for rank, room in enumerate(re.findall(r"\w+", line[0]))}


def room_of(path: Path) -> str:
    """``claim`` for claim.py, ``store`` for everything below store/, "" for the package's own two doors."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first in ("__init__.py", "__main__.py") else first.removesuffix(".py")


def imports(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Every imported module of the source with its line, wherever in the file the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"


def wrong_way(source: str, room: str, package: str = "cursus") -> list[str]:
    ranks = order()
    wrong = []
    for line, module in imports(source, package):
        parts = module.split(".")
        if parts[0] != "cursus" or module in ("cursus", "cursus.__version__"):
            continue
        target = parts[1]
        if target not in ranks:
            wrong.append(f"line {line}: {module}: the package's own door, or no known room")
        elif target != room and ranks[target] >= ranks[room]:
            wrong.append(f"line {line}: {room} may not import {module}")
    return wrong


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_only_what_stands_before(path: Path) -> None:
    room = room_of(path)
    if room == "":
        return  # the public API and the program reach everywhere
    assert room in order(), f"{path} is in no room of ARCHITECTURE.md"
    package = ".".join(["cursus", *path.relative_to(PACKAGE).parent.parts])
    assert wrong_way(path.read_text("utf-8"), room, package) == []


@pytest.mark.parametrize(
    ("source", "room"),
    [
        ("from cursus.store import Store", "read"),
        ("def f():\n    from cursus.cli import main", "store"),
        ("import cursus.web.app", "dossier"),
        ("from cursus import open_store", "extract"),
        ("from ..run import local", "page"),
        ("if x:\n    import cursus.vocab", "tables"),
    ],
)
def test_a_wrong_import_is_seen(source: str, room: str) -> None:
    assert wrong_way(source, room, f"cursus.{room}")


@pytest.mark.parametrize(
    ("source", "room"),
    [
        ("from cursus.claim import Claim", "store"),
        ("from cursus import __version__", "cli"),
        ("from . import rows", "store"),
        ("import json", "claim"),
    ],
)
def test_a_right_import_passes(source: str, room: str) -> None:
    assert wrong_way(source, room, f"cursus.{room}") == []


def test_the_records_need_the_standard_library_only() -> None:
    import sys

    for line, module in imports((PACKAGE / "claim.py").read_text("utf-8"), "cursus"):
        assert module.split(".")[0] in sys.stdlib_module_names, f"line {line}: {module}"
