"""JSON Lines: one claim a line, as :mod:`cursus.contract` has it, in UTF-8. Nothing of the contract is lost.

Claims come in the store's order (by article and place), one at a time: the size of the database does not matter, and the
same articles give the same bytes whenever and in whatever order they were added.
"""

from __future__ import annotations

from typing import BinaryIO

import orjson

from cursus.contract import claim_to_json
from cursus.export.chosen import Chosen
from cursus.export.report import Report
from cursus.store import Store

ID = "jsonl"
MEDIA_TYPE = "application/x-ndjson"


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the claims that are chosen."""
    report = Report()
    for claim in chosen.claims(store):
        out.write(orjson.dumps(claim_to_json(claim), option=orjson.OPT_APPEND_NEWLINE))
        report.claims += 1
    return report
