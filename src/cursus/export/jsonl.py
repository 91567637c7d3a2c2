"""JSON Lines: one claim a line, as :mod:`cursus.contract` has it, in UTF-8. Nothing of the contract is lost.

Claims come in the store's order (by article and place), some articles at a time: the size of the database does not matter, and the
same articles give the same bytes whenever and in whatever order they were added. :func:`read` gives the claims back, equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import orjson

from cursus.claim import Claim
from cursus.contract import claim_from_json
from cursus.export.chosen import Chosen
from cursus.export.report import ExportError, Report
from cursus.store import Store

ID = "jsonl"
MEDIA_TYPE = "application/x-ndjson"


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the claims that are chosen."""
    report = Report()
    for lines in chosen.lines(store):
        out.write(lines)
        report.claims += lines.count(b"\n")
    return report


def read(lines: Iterable[bytes | str]) -> Iterator[Claim]:
    """The claims of a file that :func:`write` made. Raises ExportError, naming the line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield claim_from_json(orjson.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ExportError(f"line {number} is no claim: {error}") from error
