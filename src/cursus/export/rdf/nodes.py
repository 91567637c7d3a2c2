"""A claim and its article as nodes of a graph: the one shape that Turtle and JSON-LD both write.

A node is a dictionary: ``@id`` (or none, for a node without a name), ``@type``, and predicates with lists of values. A value is a
string, a whole number, a truth value, a node, a name (``@id`` alone), a list (``@list``) or a literal with its type (``@value``, ``@type``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from cursus.claim import permanent_link
from cursus.export.chosen import Chosen
from cursus.export.rdf.terms import ARTICLE, CLAIM, EDTF, person, term, usable
from cursus.export.report import Report
from cursus.store import Store
from cursus.store.pick import source

Json = dict[str, Any]
Node = dict[str, Any]
WORKS = "footnotes: the works behind them are not described; csl and bibtex do that"


def nodes(store: Store, chosen: Chosen, report: Report, claim: Callable[[Json], Node] | None = None) -> Iterator[Node]:
    """Articles, persons and claims: an article before its claims, a person before the first claim of each article.

    ``claim`` makes what is handed out for a claim, where it is to be no node.
    """
    make = claim or _claim
    article, here = "", set[str]()
    for row in chosen.rows(store):
        document, whom = row["document"], row["person"]
        if document["id"] != article:
            article, here = document["id"], set()
            yield _article(store, document)
        if whom["id"] not in here:
            here.add(whom["id"])
            yield {"@id": person(whom["id"]), "@type": "schema:Person", "schema:name": whom["name"]}
        report.claims += 1
        if row["citations"]:
            report.lose(WORKS)
        yield make(row)


def _article(store: Store, document: Json) -> Node:
    node: Node = {
        "@id": ARTICLE + document["id"],
        "@type": ["schema:Article", "prov:Entity"],
        "schema:name": document["title"],
        "cu:path": document["path"],
        "cu:sha256": document["sha256"],
    }
    url = document["url"] or ""
    if usable(url):
        node["schema:url"] = {"@id": permanent_link(url, document["revision"]) if document["revision"] else url}
        node["prov:specializationOf"] = {"@id": url}
    elif url:
        node["cu:address"] = url
    known = source(store, document["id"])
    more = {
        "schema:version": document["revision"],
        "schema:license": document["licence"],
        "schema:inLanguage": known.lang if known is not None else None,
        "schema:dateModified": known.timestamp if known is not None else None,
        "schema:creditText": known.attribution if known is not None else None,
    }
    node.update((name, value) for name, value in more.items() if value)
    return node


def _claim(row: Json) -> Node:
    quote, value = row["quote"], row["value"]
    article = ARTICLE + row["document"]["id"]
    node: Node = {
        "@id": CLAIM + row["id"],
        "@type": ["cu:Claim", "oa:Annotation", "prov:Entity"],
        "oa:motivatedBy": {"@id": "oa:describing"},
        "cu:person": {"@id": person(row["person"]["id"])},
        "cu:calledHere": row["person"]["name"],
        "cu:property": {"@id": local(row["property"])},
        "cu:value": value["text"],
    }
    if value["id"] is not None:
        node["cu:valueId"] = value["id"]
    for name, said in row["qualifiers"].items():
        node[local(f"q.{name}")] = said if isinstance(said, str) else bounds(said)
    if row["date"] is not None:
        node["cu:date"] = date(row["date"])
    node["cu:stance"] = {"@id": local(row["stance"])}
    if row["says"] is not None:
        node["cu:says"] = row["says"]
    target: Node = {
        "@type": "oa:SpecificResource",
        "oa:hasSource": {"@id": article},
        "oa:hasSelector": [
            {"@type": "oa:TextQuoteSelector", "oa:exact": quote["exact"]},
            {"@type": "oa:TextPositionSelector", "oa:start": quote["start"], "oa:end": quote["end"]},
        ],
        "cu:sourceStart": quote["source_start"],
        "cu:sourceEnd": quote["source_end"],
    }
    if quote["section"]:
        target["cu:headings"] = {"@list": quote["section"]}
    node["oa:hasTarget"] = target
    node["prov:wasDerivedFrom"] = {"@id": article}
    node["cu:origin"], node["cu:rule"] = row["origin"], row["rule"]
    if row["citations"]:
        node["cu:footnote"] = [footnote(c) for c in row["citations"]]
    node["cu:score"] = _typed(decimal(row["score"]), "xsd:decimal")
    node["cu:status"] = {"@id": local(row["status"])}
    for name, said in row.get("corrected", {}).items():
        node[local(f"was.{name}")] = said
    return node


def date(date: Json) -> Node:
    node: Node = {"cu:edtf": _typed(date["edtf"], EDTF), "cu:words": date["text"], "cu:rule": date["rule"]}
    for name in ("earliest", "latest"):
        if date[name] is not None:
            node[f"cu:{name}"] = _typed(date[name], "xsd:date")
    if date["anchor"] is not None:
        node["cu:anchor"] = date["anchor"]
    node["cu:starts"], node["cu:ends"] = date["starts"], date["ends"]
    return node


def bounds(bounds: Json) -> Node:
    node: Node = {f"cu:{name}": bounds[name] for name in ("min", "max") if bounds[name] is not None}
    node["cu:approximate"] = bool(bounds.get("approx", False))
    return node


def footnote(citation: Json) -> Node:
    node: Node = {"cu:label": citation["label"], "cu:scope": {"@id": local(citation["scope"])}}
    if citation["name"] is not None:
        node["cu:refName"] = citation["name"]
    return node


def decimal(number: float) -> str:
    """A score without an exponent."""
    return format(number, ".6f").rstrip("0").rstrip(".")


def _typed(lexical: str, datatype: str) -> Node:
    return {"@value": lexical, "@type": datatype}


@lru_cache(maxsize=1024)
def local(word: str) -> str:
    """A word of ours as a name."""
    return f"cu:{term(word)}"
