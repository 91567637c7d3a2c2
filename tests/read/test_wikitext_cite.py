"""MediaWiki's own test cases for footnotes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from tests.corpus import corpus


def _bench() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "bench" / "wikitext_cite.py"
    spec = importlib.util.spec_from_file_location("wikitext_cite", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_marks_are_numbered_as_mediawiki_does() -> None:
    counted = [c for c in _bench().cases(corpus("citations", "cite_parser_cases.dev.jsonl")) if not c.left_out]
    other = [c.name for c in counted if not c.same]
    assert len(counted) > 100
    assert len(other) <= 0.05 * len(counted), other
