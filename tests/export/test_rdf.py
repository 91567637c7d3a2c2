"""RDF: Turtle and JSON-LD are one graph, by rdflib, and keep the shapes."""

from __future__ import annotations

import io
from importlib import resources

import pytest

from cursus.export.chosen import Chosen
from cursus.export.rdf import jsonld, turtle
from tests.export.made import petrov, stored

rdflib = pytest.importorskip("rdflib", reason="no rdflib")
CU = "https://cursus.example/ns#"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    first, second = io.BytesIO(), io.BytesIO()
    with stored(tmp_path_factory.mktemp("rdf")) as store:
        report = turtle.write(store, first, Chosen())
        assert jsonld.write(store, second, Chosen()).losses == report.losses
    assert report.claims == 12
    return first.getvalue(), second.getvalue()


def test_both_are_one_graph(texts: tuple[bytes, bytes]) -> None:
    from rdflib.compare import isomorphic

    first = rdflib.Graph().parse(data=texts[0], format="turtle")
    second = rdflib.Graph().parse(data=texts[1], format="json-ld")
    assert len(first) > 200
    assert isomorphic(first, second)


def test_it_keeps_the_shapes_and_a_broken_one_does_not(texts: tuple[bytes, bytes]) -> None:
    pyshacl = pytest.importorskip("pyshacl", reason="no pyshacl")
    shapes = resources.files("cursus.vocab").joinpath("shapes.ttl").read_text("utf-8")
    conforms, _, words = pyshacl.validate(
        texts[0].decode(), data_graph_format="turtle", shacl_graph=shapes, shacl_graph_format="turtle"
    )
    assert conforms, words
    broken = (
        texts[0]
        .decode()
        .replace("cu:stance cu:alleged", "cu:stance cu:certain")
        .replace("oa:start 0 ;", "oa:start 9000 ;")
    )
    conforms, _, words = pyshacl.validate(
        broken, data_graph_format="turtle", shacl_graph=shapes, shacl_graph_format="turtle"
    )
    assert not conforms
    assert words.count("Constraint Violation") >= 2


def test_a_quote_is_found_by_its_selectors(texts: tuple[bytes, bytes]) -> None:
    graph = rdflib.Graph().parse(data=texts[0], format="turtle")
    text = petrov()[0].text
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    found = 0
    for claim in graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{CU}Claim")):
        target = graph.value(claim, oa.hasTarget)
        parts = {p: o.toPython() for s in graph.objects(target, oa.hasSelector) for p, o in graph.predicate_objects(s)}
        assert text[parts[oa.start] : parts[oa.end]] == parts[oa.exact]
        found += 1
    assert found == 12
