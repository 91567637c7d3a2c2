"""JSON Lines: one claim a line, as :mod:`cursus.contract` has it, in UTF-8.

Claims come in the order given (the store's: by article and place), one at a time: the size of the database does not
matter, and the same articles give the same bytes whenever and in whatever order they were added.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import orjson

from cursus.claim import Claim
from cursus.contract import claim_to_json

ID = "jsonl"
MEDIA_TYPE = "application/x-ndjson"


def write(claims: Iterable[Claim], out: BinaryIO) -> int:
    """Write the claims; returns how many there were."""
    count = 0
    for claim in claims:
        out.write(orjson.dumps(claim_to_json(claim), option=orjson.OPT_APPEND_NEWLINE))
        count += 1
    return count
