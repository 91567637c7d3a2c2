"""The documentation as a web site, and its notebook."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT

pytestmark = pytest.mark.slow


def test_it_is_built_without_a_warning_and_asks_no_other_host(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, env={"NO_MKDOCS_2_WARNING": "1", "PATH": "/usr/bin:/bin"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted(tmp_path.rglob("*.html"))
    commands = (tmp_path / "reference" / "commands.html").read_text()
    assert "cursus who" in commands
    assert "--on" in commands
    assert "verify_quotes" not in commands
    assert 'id="dangling-footnote"' in (tmp_path / "reference" / "rules.html").read_text()
    library = re.sub(r"\s+", " ", (tmp_path / "reference" / "library.html").read_text())
    assert "Raises ReadError" in re.sub(r"<[^>]*>", "", library)
    assert ":class:" not in library
    for page in pages:
        asked = re.findall(r"<(?:script|img|iframe|link)\b[^>]*?(?:src|href)=\"(https?:[^\"]*)\"", page.read_text())
        assert [address for address in asked if "canonical" not in address] == [], page


def test_the_notebook_runs(tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    folder = tmp_path / "docs" / "tutorials"
    folder.mkdir(parents=True)
    notebook = nbformat.read(ROOT / "docs" / "tutorials" / "notebook.ipynb", 4)
    assert all(not cell.get("outputs") for cell in notebook.cells)
    client.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    table = notebook.cells[-3]["outputs"][0]["data"]["text/plain"]
    assert "Mikhail Skobelev" in table
    assert "Ahmed Urabi" in table
