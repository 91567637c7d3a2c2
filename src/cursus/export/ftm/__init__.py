"""FollowTheMoney: entities, one a line, for Aleph, yente and every other tool of that model.

Persons are complete: all that the chosen claims say of one stands in one entity, however many articles say it. A posting becomes an
Occupancy of a Position at an Organization, kinship a Family, membership a Membership, a deed an Event; each with its quote, its
address, its article as proof, and our claim as ``recordId``. Two articles never share an organization or a position: that they mean
the same is for people to say. The model has no place for who doubts or denies a claim, so only what is asserted is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

import orjson

from cursus.export.chosen import Chosen
from cursus.export.ftm.mapping import DATASET, Entity, Mapping
from cursus.export.report import Report
from cursus.store import Store

ID = "ftm"
MEDIA_TYPE = "application/json+ftm"
_AT_ONCE = 1_000


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the entities of the claims that are chosen: articles, then what hangs on them; persons last, by id."""
    report = Report()
    mapping = Mapping(store, report)
    with closing(_Persons()) as persons:
        for row in chosen.rows(store):
            for entity in mapping.entities(row):
                if entity.schema == "Person":
                    persons.add(entity)
                else:
                    out.write(_line(entity.id, entity.schema, entity.properties))
        for person, properties in persons.complete():
            out.write(_line(person, "Person", properties))
    return report


def _line(entity: str, schema: str, properties: dict[str, list[str]]) -> bytes:
    data = {"id": entity, "schema": schema, "properties": properties, "datasets": [DATASET]}
    return orjson.dumps(data, option=orjson.OPT_APPEND_NEWLINE)


class _Persons:
    """What is said of persons, kept on the disk until all articles have had their say."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None, cached_statements=4)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE said (person TEXT, n INTEGER, name TEXT, value TEXT)")
        self._db.execute("BEGIN")
        self._rows: list[tuple[str, int, str, str]] = []
        self._n = 0

    def close(self) -> None:
        self._db.close()

    def add(self, entity: Entity) -> None:
        for name, values in entity.properties.items():
            for value in values:
                self._n += 1
                self._rows.append((entity.id, self._n, name, value))
        if len(self._rows) > _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._db.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", self._rows)
        self._rows.clear()

    def complete(self) -> Iterator[tuple[str, dict[str, list[str]]]]:
        """Persons by id with all their properties, each value once, in the order in which they were said."""
        self._flush()
        current, properties = "", dict[str, dict[str, None]]()
        ordered = "SELECT person, name, value FROM said GROUP BY person, name, value ORDER BY person, min(n)"
        for person, name, value in self._db.execute(ordered):
            if person != current:
                if current:
                    yield current, {k: list(v) for k, v in properties.items()}
                current, properties = person, {}
            properties.setdefault(name, {})[value] = None
        if current:
            yield current, {k: list(v) for k, v in properties.items()}
