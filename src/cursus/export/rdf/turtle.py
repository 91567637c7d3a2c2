"""Turtle: claims as annotations of their articles (PROV-O, Web Annotation, schema.org), one subject a paragraph."""

from __future__ import annotations

from typing import Any, BinaryIO

import orjson

from cursus.export.chosen import Chosen
from cursus.export.rdf.nodes import nodes
from cursus.export.rdf.terms import EDTF, PREFIXES
from cursus.export.report import Report
from cursus.store import Store

ID = "turtle"
MEDIA_TYPE = "text/turtle"
_TYPES = {EDTF: f"<{EDTF}>"}


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the graph of the claims that are chosen."""
    report = Report()
    for prefix, name in PREFIXES.items():
        out.write(f"@prefix {prefix}: <{name}> .\n".encode())
    for node in nodes(store, chosen, report):
        out.write(f"\n{_name(node['@id'])} {_inside(node)} .\n".encode())
    return report


def _inside(node: dict[str, Any]) -> str:
    """Predicates and objects of a node."""
    parts = []
    for name, value in node.items():
        if name == "@id":
            continue
        if name == "@type":
            parts.append(f"a {value if isinstance(value, str) else ', '.join(value)}")
        elif isinstance(value, list):
            parts.append(f"{name} {', '.join([_object(v) for v in value])}")
        else:
            parts.append(f"{name} {_object(value)}")
    return " ;\n  ".join(parts)


def _object(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return orjson.dumps(value).decode()
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value)
    if "@value" in value:
        datatype = value["@type"]
        return f"{orjson.dumps(value['@value']).decode()}^^{_TYPES.get(datatype, datatype)}"
    if "@list" in value:
        return f"( {' '.join([_object(v) for v in value['@list']])} )"
    if len(value) == 1 and "@id" in value:
        return _name(value["@id"])
    return f"[ {_inside(value)} ]"


def _name(name: str) -> str:
    """A name in full between angle brackets; one of ours with its prefix stays."""
    return name if name.partition(":")[0] in PREFIXES else f"<{name}>"
