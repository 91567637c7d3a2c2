"""The public API: six names, each loaded when it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cursus

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def test_from_bytes_to_the_store(tmp_path: Path) -> None:
    path = EXAMPLES / "skobelev.txt"
    document = cursus.read(path.read_bytes(), name=path.name)
    claims = cursus.extract(document)
    findings = cursus.check(document, claims)
    assert claims
    assert findings
    with cursus.open_store(str(tmp_path / "x.db")) as store:
        assert store.add(document, claims, findings).kind == "added"
        assert store.document(document.id) == document
        assert sorted(store.claims(), key=lambda c: c.id) == sorted(claims, key=lambda c: c.id)
        assert sorted(store.findings(), key=lambda f: f.id) == sorted(findings, key=lambda f: f.id)


def test_the_names_are_all_there_and_no_other() -> None:
    for name in cursus.__all__:
        assert getattr(cursus, name)
    with pytest.raises(AttributeError):
        cursus.nonsense  # noqa: B018


def test_importing_it_loads_nothing() -> None:
    script = "import sys; before = set(sys.modules); import cursus; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert [m for m in loaded if m.startswith("cursus")] == ["cursus"]
    assert "sqlalchemy" not in loaded


def test_a_room_can_be_called_however_it_was_loaded() -> None:
    script = (
        "import cursus.read.errors, cursus.extract, cursus\n"
        "from cursus.read import read_all\n"
        "d = cursus.read(b'Ivan Petrov\\n\\nIvan Petrov was a general.', name='a.txt')\n"
        "assert cursus.read.read_all is read_all\n"
        "assert cursus.extract(d) == cursus.extract.extract(d)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
