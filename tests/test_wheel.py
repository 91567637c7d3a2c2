"""What is published: a wheel and a source archive, each whole, that run with nothing else around them."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MEBI = 1 << 20


@pytest.mark.slow
def test_the_wheel_runs_from_anywhere(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(dist), str(ROOT)], check=True, capture_output=True)
    (wheel,) = dist.glob("*.whl")
    (archive,) = dist.glob("*.tar.gz")
    names = zipfile.ZipFile(wheel).namelist()
    data = sorted(p for p in (ROOT / "src").rglob("*") if p.suffix in {".tsv", ".html", ".css", ".js", ".svg", ".py"})
    assert [p for p in data if str(p.relative_to(ROOT / "src")) not in names] == []
    assert wheel.stat().st_size < 8 * MEBI
    with tarfile.open(archive) as packed:
        kept = {name.partition("/")[2] for name in packed.getnames()}
    assert {"README.md", "LICENSE", "pyproject.toml", "src/cursus/__init__.py", "examples/skobelev.txt"} <= kept
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "pipx", "run", "--spec", str(wheel), "cursus", "add", str(ROOT / "examples")],
        cwd=folder, capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PIPX_HOME": str(tmp_path / "pipx")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Ahmed Urabi" in done.stdout + done.stderr
    assert (folder / "cursus.db").exists()
