"""brat standoff: a zip of ``ID.txt`` (the kept text of an article) and ``ID.ann`` beside it, with the types in ``annotation.conf``.

Every quote is a text-bound annotation whose type is the claim's property; one that runs over a line end is in pieces, as brat wants it.
The stance is an attribute. Person, value, qualifiers, date and number of the claim stand in a note, as JSON.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO

import orjson

from cursus.export.chosen import Chosen
from cursus.export.report import Report
from cursus.export.sfm.archive import member
from cursus.store import Store
from cursus.store.pick import text_of
from cursus.tables import rows as table

ID = "brat"
MEDIA_TYPE = "application/zip"

Json = dict[str, Any]
_STANCES = ("reported", "alleged", "denied", "possible")
LOST = "date words, score, rule, origin, headings, footnotes: no place"


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the articles of the claims that are chosen, each with these claims."""
    report = Report()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        packed.writestr(member("annotation.conf"), _configuration())
        for document_id, found in groupby(chosen.rows(store), key=lambda row: row["document"]["id"]):
            text = text_of(store, document_id)
            lines = [line for n, row in enumerate(found, 1) for line in _lines(n, row, text, report)]
            packed.writestr(member(f"{document_id}.txt"), text.encode())
            packed.writestr(member(f"{document_id}.ann"), "".join(f"{line}\n" for line in lines).encode())
    return report


def _lines(number: int, row: Json, text: str, report: Report) -> Iterator[str]:
    quote = row["quote"]
    pieces = list(_pieces(text, quote["start"], quote["end"]))
    spans = ";".join(f"{start} {end}" for start, end in pieces)
    words = " ".join(text[start:end] for start, end in pieces)
    yield f"T{number}\t{row['property'].capitalize()} {spans}\t{words}"
    if row["stance"] != "asserted":
        yield f"A{number}\t{row['stance'].capitalize()} T{number}"
    date = row["date"]
    note = {
        "claim": row["id"], "person": row["person"], "value": row["value"], "qualifiers": row["qualifiers"],
        "date": date["edtf"] if date is not None else None, "says": row["says"], "status": row["status"],
    }  # fmt: skip
    yield f"#{number}\tAnnotatorNotes T{number}\t{orjson.dumps(note).decode()}"
    report.claims += 1
    report.lose(LOST)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a quote that hold no line end."""
    at = start
    for line in text[start:end].split("\n"):
        if line:
            yield at, at + len(line)
        at += len(line) + 1


def _configuration() -> str:
    entities = "\n".join(row[0].capitalize() for row in table("properties", "cursus.vocab"))
    attributes = "\n".join(f"{stance.capitalize()}\tArg:<ENTITY>" for stance in _STANCES)
    return f"[entities]\n{entities}\n[relations]\n[events]\n[attributes]\n{attributes}\n"
