"""FollowTheMoney: entities, one a line, for Aleph, yente and every other tool of that model.

Persons are complete: all that the chosen claims say of one stands in one entity, however many articles say it. A posting becomes an
Occupancy of a Position at an Organization, kinship a Family, membership a Membership, a deed an Event; each with its quote, its
address, its article as proof, and our claim as ``recordId``. Two articles never share an organization or a position: that they mean
the same is for people to say. The model has no place for who doubts or denies a claim, so only what is asserted is written.
"""

from __future__ import annotations

from typing import BinaryIO

import orjson

from cursus.export.chosen import Chosen
from cursus.export.ftm.mapping import DATASET, Mapping
from cursus.export.gathered import Gathered
from cursus.export.report import Report
from cursus.store import Store

ID = "ftm"
MEDIA_TYPE = "application/json+ftm"


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the entities of the claims that are chosen: articles, then what hangs on them; persons last, by id."""
    report = Report()
    mapping = Mapping(store, report)
    with Gathered() as persons:
        for row in chosen.rows(store):
            for entity in mapping.entities(row):
                if entity.schema != "Person":
                    out.write(_line(entity.id, entity.schema, entity.properties))
                    continue
                for name, values in entity.properties.items():
                    for value in values:
                        persons.add(entity.id, name, value)
        for person, pairs in persons.groups():
            properties: dict[str, list[str]] = {}
            for name, value in pairs:
                properties.setdefault(name, []).append(value)
            out.write(_line(person, "Person", properties))
    return report


def _line(entity: str, schema: str, properties: dict[str, list[str]]) -> bytes:
    data = {"id": entity, "schema": schema, "properties": properties, "datasets": [DATASET]}
    return orjson.dumps(data, option=orjson.OPT_APPEND_NEWLINE)
