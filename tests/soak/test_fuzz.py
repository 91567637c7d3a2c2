"""The API keeps what its description promises. CURSUS_FUZZ sets the examples for each operation."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.soak.fuzz import fuzz

EXAMPLES = int(os.environ.get("CURSUS_FUZZ", "25"))


@pytest.mark.slow
def test_the_api_keeps_its_promises(tmp_path: Path) -> None:
    pytest.importorskip("schemathesis", reason="install cursus[api-test] to fuzz the API")
    told = fuzz(tmp_path, EXAMPLES, 1)
    assert told.sound, told.said[-6000:]
    assert told.requests > 20 * EXAMPLES, told.said[-2000:]
