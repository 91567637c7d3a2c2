"""Turtle: claims as annotations of their articles (PROV-O, Web Annotation, schema.org), one subject a paragraph."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, BinaryIO

import orjson

from cursus.export.chosen import Chosen
from cursus.export.rdf.nodes import bounds, date, decimal, footnote, local, nodes
from cursus.export.rdf.terms import ARTICLE, CLAIM, EDTF, PREFIXES, person
from cursus.export.report import Report
from cursus.store import Store

Json = dict[str, Any]

ID = "turtle"
MEDIA_TYPE = "text/turtle"
_DATE = ("edtf", "text", "earliest", "latest", "starts", "ends", "rule", "anchor")
"""The parts of a date in the order of the contract."""
_TYPES = {EDTF: f"<{EDTF}>"}


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the graph of the claims that are chosen."""
    report = Report()
    for prefix, name in PREFIXES.items():
        out.write(f"@prefix {prefix}: <{name}> .\n".encode())
    for node in nodes(store, chosen, report, claim=lambda row: row):
        if "@id" in node:
            out.write(f"\n{_name(node['@id'])} {_inside(node)} .\n".encode())
        else:
            out.write(_claim(node).encode())
    return report


def _claim(row: Json) -> str:
    """What :mod:`cursus.export.rdf.nodes` makes of a claim, in one go: most of a file is claims."""
    quote, value = row["quote"], row["value"]
    article = f"<{ARTICLE}{row['document']['id']}>"
    parts = [
        f"\n<{CLAIM}{row['id']}> a cu:Claim, oa:Annotation, prov:Entity ;\n  oa:motivatedBy oa:describing ;\n"
        f"  cu:person <{person(row['person']['id'])}> ;\n  cu:calledHere {_text(row['person']['name'])} ;\n"
        f"  cu:property {local(row['property'])} ;\n  cu:value {_text(value['text'])}"
    ]
    if value["id"] is not None:
        parts.append(f"cu:valueId {_text(value['id'])}")
    for name, said in row["qualifiers"].items():
        parts.append(f"{local('q.' + name)} {_text(said) if type(said) is str else _object(bounds(said))}")
    if row["date"] is not None:
        parts.append(_date(*row["date"].values()))
    parts.append(f"cu:stance {local(row['stance'])}")
    if row["says"] is not None:
        parts.append(f"cu:says {_text(row['says'])}")
    headings = f" ;\n    cu:headings ( {' '.join([_text(h) for h in quote['section']])} )" if quote["section"] else ""
    parts.append(
        f"oa:hasTarget [ a oa:SpecificResource ;\n    oa:hasSource {article} ;\n"
        f"    oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact {_text(quote['exact'])} ],\n"
        f"      [ a oa:TextPositionSelector ; oa:start {quote['start']} ; oa:end {quote['end']} ] ;\n"
        f"    cu:sourceStart {quote['source_start']} ;\n    cu:sourceEnd {quote['source_end']}{headings} ]"
    )
    parts.append(
        f"prov:wasDerivedFrom {article} ;\n  cu:origin {_text(row['origin'])} ;\n  cu:rule {_text(row['rule'])}"
    )
    parts += [_footnote(c["label"], c["name"], c["scope"]) for c in row["citations"]]
    parts.append(f'cu:score "{decimal(row["score"])}"^^xsd:decimal ;\n  cu:status {local(row["status"])}')
    parts += [f"{local('was.' + name)} {_text(said)}" for name, said in row.get("corrected", {}).items()]
    return " ;\n  ".join(parts) + " .\n"


@lru_cache(maxsize=4096)
def _date(
    edtf: str, text: str, earliest: str | None, latest: str | None, starts: bool, ends: bool, rule: str, anchor: str | None
) -> str:  # fmt: skip
    parts = dict(zip(_DATE, (edtf, text, earliest, latest, starts, ends, rule, anchor), strict=True))
    return f"cu:date {_object(date(parts))}"


@lru_cache(maxsize=4096)
def _footnote(label: str, name: str | None, scope: str) -> str:
    return f"cu:footnote {_object(footnote({'label': label, 'name': name, 'scope': scope}))}"


def _text(text: str) -> str:
    return orjson.dumps(text).decode()


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
