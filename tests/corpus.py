"""Where the real articles are, for the tests that want them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("CURSUS_CORPUS", Path(__file__).resolve().parents[2] / "shared" / "corpus"))


def corpus(*parts: str) -> Path:
    """A path inside the corpus; skips the test, saying so, where the corpus is absent."""
    path = ROOT.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no corpus at {path}; set CURSUS_CORPUS to its folder")
    return path
