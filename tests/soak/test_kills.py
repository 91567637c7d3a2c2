"""Three hundred writers are killed; nothing that was acknowledged is lost. CURSUS_KILLS sets another number."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("CURSUS_KILLS", "300"))


@pytest.mark.slow
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    # Most of its time goes into looking through what every kill left.
    command = [sys.executable, "-m", "tests.soak.kills", str(tmp_path), str(KILLS), "1"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout.splitlines()[-1])
    assert told["wrong"] == []
    assert told["kills"] == KILLS
    assert min(told["acknowledged"]["import"], told["acknowledged"]["review"]) > KILLS // 10
