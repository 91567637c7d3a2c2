"""There and back: claims of a database are written in a format, read again, and compared part by part."""

from __future__ import annotations

import io
from collections import Counter
from importlib import import_module

from cursus.export import FORMATS
from cursus.export.chosen import Chosen
from cursus.export.report import Report
from cursus.importing import Imported, read
from cursus.store import Store
from tests.importing.facets import Back, kept

ALWAYS = {
    "jsonl": set[str](),
    "ftm": {"value id", "date words"},
    "ftm-statements": {"value id", "date words"},
    "ipif": {"value id", "date words", "date edges"},
    "sfm": {"value id", "date words", "person"},
}
"""Parts that a format says it never holds."""


def there_and_back(store: Store, format_: str, chosen: Chosen | None = None) -> tuple[Imported, Report, list[str], int]:
    """What came back, the report, what is missing in words, and how many claims had to come back."""
    chosen = chosen or Chosen()
    out = io.BytesIO()
    trace: dict[str, set[str]] = {}
    original = Report.__init__

    def traced(self: Report, claims: int = 0, losses: Counter[str] | None = None, trace_: object = None) -> None:
        original(self, claims, Counter() if losses is None else losses, trace)

    Report.__init__ = traced  # type: ignore[method-assign]
    try:
        report: Report = import_module(FORMATS[format_]).write(store, out, chosen)
    finally:
        Report.__init__ = original  # type: ignore[method-assign]
    found = read(out.getvalue(), f"back.{format_}")
    back = Back(found.claims)
    missing, meant = [], 0
    for row in chosen.rows(store):
        lost = trace.get(row["id"], set()) | ALWAYS[format_]
        if "no claim" in lost:
            continue
        meant += 1
        for prop, parts in kept(row, lost):
            if not back.says(prop, parts):
                missing.append(f"{prop} {parts} (lost: {sorted(lost)})")
    return found, report, missing, meant
