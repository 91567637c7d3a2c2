"""JSON-LD 1.1: the graph of Turtle as JSON, one node a line."""

from __future__ import annotations

from typing import BinaryIO

import orjson

from cursus.export.chosen import Chosen
from cursus.export.rdf.nodes import nodes
from cursus.export.rdf.terms import PREFIXES
from cursus.export.report import Report
from cursus.store import Store

ID = "jsonld"
MEDIA_TYPE = "application/ld+json"


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the graph of the claims that are chosen."""
    report = Report()
    out.write(b'{"@context":' + orjson.dumps(PREFIXES) + b',"@graph":[')
    separator = b"\n"
    for node in nodes(store, chosen, report):
        out.write(separator + orjson.dumps(node))
        separator = b",\n"
    out.write(b"\n]}\n")
    return report
