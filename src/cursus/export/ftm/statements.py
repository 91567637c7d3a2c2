"""FollowTheMoney as statements: one value of one property a line, each with the claim that it rests on.

Where an entity says what is known, a statement says where from: ``origin`` is the number of our claim. The lines come in the order of
the articles; sorted as text they are what ``ftm aggregate-statements`` wants.
"""

from __future__ import annotations

import hashlib
from typing import BinaryIO

import orjson

from cursus.export.chosen import Chosen
from cursus.export.ftm.mapping import DATASET, Mapping
from cursus.export.report import Report
from cursus.store import Store

ID = "ftm-statements"
MEDIA_TYPE = "application/x-ndjson"


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the statements of the claims that are chosen."""
    report = Report()
    mapping = Mapping(store, report)
    for row in chosen.rows(store):
        for entity in mapping.entities(row):
            for name, values in entity.properties.items():
                for value in values:
                    out.write(_line(entity.id, entity.schema, name, value, entity.claim))
    return report


def _line(entity: str, schema: str, name: str, value: str, claim: str) -> bytes:
    key = hashlib.sha1(f"{DATASET}.{entity}.{name}.{value}".encode(), usedforsecurity=False).hexdigest()
    data = {
        "canonical_id": entity, "entity_id": entity, "prop": name, "schema": schema, "value": value, "dataset": DATASET,
        "lang": None, "original_value": None, "first_seen": None, "last_seen": None, "external": False,
        "origin": claim or None, "id": key,
    }  # fmt: skip
    return orjson.dumps(data, option=orjson.OPT_APPEND_NEWLINE)
