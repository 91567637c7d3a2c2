"""IPIF 0.3.3: persons, sources, statements and factoids as one JSON object, as the exchange format of prosopographies has them.

A claim is one factoid with one statement: about a person, from an article, its words as ``statementText``. The date's label is EDTF, its
``sortdate`` the first day that it may be. The format has no place for who doubts or denies a claim, so only what is asserted is written.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO, cast

import orjson

from cursus.claim import permanent_link
from cursus.export.chosen import Chosen
from cursus.export.gathered import Gathered
from cursus.export.rdf.terms import NS, term
from cursus.export.report import Report
from cursus.store import Store
from cursus.store.pick import source

ID = "ipif"
MEDIA_TYPE = "application/json"

Json = dict[str, Any]
AUTHOR = "Cursus"
VALUE_AT = {
    "name": "name", "posting": "role", "rank": "role", "occupation": "role", "relative": "relatesToPersons",
    "association": "relatesToPersons", "membership": "memberOf", "branch": "memberOf", "education": "memberOf",
    "allegiance": "memberOf", "birth": "places", "death": "places", "residence": "places",
}  # fmt: skip
"""Property of a claim → the part of a statement that holds its value; the label of the statement's type holds any other."""
QUALIFIER_AT = {
    "posting": {"unit": "memberOf", "place": "places"},
    "relative": {"kind": "role"},
    "association": {"kind": "role"},
    "membership": {"role": "role"},
    "education": {"kind": "role"},
    "event": {"place": "places"},
}
"""Property → qualifiers that a statement holds, and where."""
NEVER = (
    "value id",
    "date words",
    "date edges",
    "score",
    "rule",
    "origin",
    "offsets",
    "headings",
    "footnotes",
    "status",
)
"""Parts of a claim that a statement has no place for, whatever the claim."""


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the claims that are chosen. The four lists are written side by side to the disk and then one behind the other."""
    report = Report()
    with _lists("sources", "statements", "factoids", "persons") as lists, Gathered() as persons:
        document: Json = {}
        refs: list[Json] = []
        when = ""
        for row in chosen.rows(store):
            if not _fits(row, report):
                continue
            if row["document"]["id"] != document.get("id"):
                _close(lists["sources"], document, refs, when)
                document, refs = row["document"], []
                known = source(store, document["id"])
                when = f"{known.day}T00:00:00Z" if known is not None else ""
            made = factoid(row, when)
            refs.append({key: made[key] for key in ("@id", "person-ref", "statement-refs")})
            _put(lists["statements"], statement(row, report))
            _put(lists["factoids"], made)
            reference = {key: made[key] for key in ("@id", "source-ref", "statement-refs")}
            persons.add(row["person"]["id"], row["person"]["name"], orjson.dumps(reference).decode())
            report.claims += 1
        _close(lists["sources"], document, refs, when)
        for person_id, pairs in persons.groups():
            listed = [orjson.Fragment(reference) for _, reference in pairs]
            _put(lists["persons"], {"@id": person_id, "label": pairs[0][0], "factoid-refs": listed})
        _write_lists(out, lists)
    return report


def factoid(row: Json, when: str) -> Json:
    """The factoid of a claim: who is meant, which article says so, and its one statement. ``when`` is the moment it came in."""
    return {
        "@id": f"f-{row['id']}",
        "person-ref": {"@id": row["person"]["id"]},
        "source-ref": {"@id": row["document"]["id"]},
        "statement-refs": [{"@id": row["id"]}],
        "createdBy": AUTHOR,
        "createdWhen": when,
    }


def statement(row: Json, report: Report | None = None) -> Json:
    """The statement of a claim; what of it has no place is noted in the report."""
    prop, value, given = row["property"], row["value"]["text"], row["qualifiers"]
    kind: Json = {"uri": NS + term(prop), "label": prop}
    out: Json = {
        "@id": row["id"],
        "factoid-refs": [
            {
                "@id": f"f-{row['id']}",
                "person-ref": {"@id": row["person"]["id"]},
                "source-ref": {"@id": row["document"]["id"]},
            }
        ],
        "statementType": kind,
    }
    held = QUALIFIER_AT.get(prop, {})
    if value:
        place = VALUE_AT.get(prop)
        if place is None:
            kind["label"] = value
        else:
            out[place] = _shaped(place, value)
    for name, said in given.items():
        at = held.get(name)
        if at is not None and at not in out and isinstance(said, str):
            out[at] = _shaped(at, said)
        elif report is not None:
            report.miss(row["id"], f"qualifier {name}", f"no place at {prop}")
    if row["date"] is not None:
        day = row["date"]["earliest"] or row["date"]["latest"]
        out["date"] = {"label": row["date"]["edtf"]}
        if day and day[0] != "-":
            out["date"] = {"sortdate": day, **out["date"]}
    if report is not None and row["says"] is not None:
        report.miss(row["id"], "says", "no place")
    out["statementText"] = row["quote"]["exact"]
    return out


def source_of(document: Json, refs: list[Json], when: str) -> Json:
    """An article as a source."""
    out: Json = {"@id": document["id"], "label": document["title"] or document["path"]}
    if document["url"]:
        url = document["url"]
        out["uris"] = [permanent_link(url, document["revision"]) if document["revision"] else url]
    return {**out, "createdBy": AUTHOR, "createdWhen": when, "factoid-refs": refs}


def _shaped(place: str, words: str) -> Any:
    if place == "name":
        return words
    return [{"label": words}] if place in ("places", "relatesToPersons") else {"label": words}


def _fits(row: Json, report: Report) -> bool:
    if row["status"] == "rejected":
        report.miss(row["id"], "no claim", "it was rejected")
    elif row["stance"] != "asserted":
        report.miss(row["id"], "no claim", f"it is {row['stance']}, not asserted")
    else:
        report.losses[f"{', '.join(NEVER)}: no place"] += 1
        return True
    return False


def _close(out: BinaryIO, document: Json, refs: list[Json], when: str) -> None:
    if document:
        _put(out, source_of(document, refs, when))


def _put(out: BinaryIO, item: Json) -> None:
    out.write((b",\n" if out.tell() else b"\n") + orjson.dumps(item))


@contextmanager
def _lists(*names: str) -> Iterator[dict[str, BinaryIO]]:
    with ExitStack() as stack:
        yield {name: cast(BinaryIO, stack.enter_context(tempfile.TemporaryFile())) for name in names}


def _write_lists(out: BinaryIO, lists: dict[str, BinaryIO]) -> None:
    separator = b"{"
    for name, file in lists.items():
        out.write(separator + b'"' + name.encode() + b'":[')
        file.seek(0)
        shutil.copyfileobj(file, out)
        out.write(b"]")
        separator = b",\n"
    out.write(b"}\n")
