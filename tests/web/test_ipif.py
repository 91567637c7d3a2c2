"""IPIF 0.3.3 at compliance level 1: objects of the right shape, every filter, and plain refusals of whatever cannot be meant."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cursus.export import ipif
from cursus.export.chosen import Chosen
from cursus.store import Store
from cursus.web import Access
from tests.corpus import corpus
from tests.web.ipif_shapes import OBJECTS, listed
from tests.web.people import NAME, article, belmor, claim, store
from tests.web.site import Site

Draft202012Validator = pytest.importorskip("jsonschema").Draft202012Validator
KINDS = ("persons", "sources", "statements", "factoids")
SINGLE = {"persons": "Person", "sources": "Source", "statements": "Statement", "factoids": "Factoid"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    other = article("Ilya Merov", ["Ilya Merov was an uncle of Ravi Anwar Belmor. He was a colonel in May 1880."])
    claims = [
        claim(other, "Ilya Merov", "relative", NAME, "an uncle of Ravi Anwar Belmor", kind="other"),
        claim(other, "Ilya Merov", "rank", "colonel", "He was a colonel in May 1880", date="1880-05"),
    ]
    with store(tmp_path_factory.mktemp("ipif") / "a.db", belmor(), (other, claims, [])) as made:
        yield made


@pytest.fixture(scope="module")
def site(opened: Store) -> Site:
    return Site(opened)


def hits(site: Site, kind: str, query: str) -> int:
    answer = site.ask(f"/ipif/{kind}?{query}")
    assert answer.status_code == 200, answer.text
    return int(answer.json()["protocol"]["totalHits"])


def everything(site: Site, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.ask(f"/ipif/{kind}?size=1000").json()[kind]
    return found


# shapes ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_lists_and_their_objects(site: Site, kind: str) -> None:
    page = site.ask(f"/ipif/{kind}").json()
    Draft202012Validator(listed(kind)).validate(page)
    assert page["protocol"]["totalHits"] == len(page[kind])
    for made in page[kind]:
        single = site.ask(f"/ipif/{kind}/{made['@id']}")
        assert single.status_code == 200
        assert single.json() == made
        Draft202012Validator(OBJECTS[kind]).validate(single.json())


@pytest.mark.parametrize("kind", KINDS)
def test_the_specification_of_the_project_itself(site: Site, kind: str) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    path = corpus("recon", "IPIF__prosopogrAPhI", "prosopogrAPhI.yaml")
    specification = yaml.safe_load(path.read_text("utf-8", "replace"))
    components = {"components": specification["components"]}
    answers = {f"{SINGLE[kind]}sResponse": site.ask(f"/ipif/{kind}").json()}
    answers[SINGLE[kind]] = everything(site, kind)[0]
    answers["ServiceDescription"] = site.ask("/ipif/describe").json()
    answers["Error"] = site.ask(f"/ipif/{kind}?nonsense=1").json()
    for name, answer in answers.items():
        Draft202012Validator({"$ref": f"#/components/schemas/{name}", **components}).validate(answer)
    described = specification["paths"][f"/{kind}"]["get"]["parameters"]
    for parameter in (one["$ref"].rpartition("/")[2] for one in described):
        value = {"size": "5", "page": "1", "sortBy": "@id", "from": "1880", "to": "1881"}.get(parameter, "x")
        assert site.ask(f"/ipif/{kind}?{parameter}={value}").status_code == 200, parameter


def test_the_objects_are_those_that_the_export_writes(site: Site, opened: Store) -> None:
    out = io.BytesIO()
    ipif.write(opened, out, Chosen())
    for kind, written in orjson.loads(out.getvalue()).items():
        served = everything(site, kind)
        if kind in ("statements", "factoids"):
            by_id = {made["@id"]: made for made in served}
            assert by_id == {made["@id"]: made for made in written}
        else:
            assert {m["@id"]: m["label"] for m in served} == {m["@id"]: m["label"] for m in written}
            refs = [{r["@id"] for m in made for r in m["factoid-refs"]} for made in (served, written)]
            assert refs[0] == refs[1]


def test_what_is_denied_or_only_reported_is_not_there(site: Site) -> None:
    assert hits(site, "statements", "role=colonel") == 2
    assert hits(site, "statements", "role=regent") == 0
    assert hits(site, "statements", "statementText=regent") == 0


def test_the_description(site: Site) -> None:
    answer = site.ask("/ipif/describe")
    assert answer.json()["complianceLevel"] == 1
    assert "application/json" in answer.json()["formats"]
    for url in ("/ipif/describe", "/ipif/persons", "/ipif/persons/ravi-anwar-belmor"):
        assert 'level1.json>;rel="profile"' in site.ask(url).headers["link"]


# filters --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "persons", "sources", "statements"),
    [
        ("", 2, 2, 13),
        ("role=commander", 1, 1, 1), ("role=*", 2, 2, 7), ("name=rafi", 1, 1, 1), ("place=orm", 1, 1, 1),
        ("place=*", 1, 1, 2), ("memberOf=4th", 1, 1, 1), ("relatesToPerson=belmor", 1, 1, 1), ("relatesToPerson=*", 1, 1, 1),
        ("statementText=captured", 1, 1, 1), ("statementContent=captured", 1, 1, 1), ("st=colonel", 2, 2, 2),
        ("st=colonel&memberOf=regiment", 0, 0, 0), ("role=colonel&from=1880-05&to=1880-05", 2, 2, 2),
        ("p=RAFI", 1, 1, 11), ("p=nobody", 0, 0, 0), ("p=merov&role=colonel", 1, 1, 1), ("s=merov", 1, 1, 2),
        ("s=merov&role=commander", 0, 0, 0), ("f=cursus", 2, 2, 13), ("f=*&p=*&s=*&st=*", 2, 2, 13), ("f=zzz", 0, 0, 0),
        ("personId=ilya-merov", 1, 1, 2), ("personId=nobody", 0, 0, 0), ("sourceId=https://wiki.example/Belmor", 1, 1, 11),
        ("from=1880", 2, 2, 3), ("from=1880-05-02", 2, 2, 4), ("to=1843", 1, 1, 1), ("to=1843-12-31", 1, 1, 2),
        ("from=1870&to=1875-06-30", 1, 1, 2), ("from=1882-06-03&to=1882-06-03", 1, 1, 1), ("from=*", 2, 2, 8),
        ("statementId=0000", 0, 0, 0), ("factoidId=0000", 0, 0, 0),
    ],
)  # fmt: skip
def test_filters(site: Site, query: str, persons: int, sources: int, statements: int) -> None:
    found = {kind: hits(site, kind, query) for kind in KINDS}
    assert found == {"persons": persons, "sources": sources, "statements": statements, "factoids": statements}


def test_filters_by_the_ids_of_what_is_listed(site: Site) -> None:
    for made in everything(site, "factoids")[::5]:
        names = {
            "factoidId": made["@id"],
            "personId": made["person-ref"]["@id"],
            "sourceId": made["source-ref"]["@id"],
            "statementId": made["statement-refs"][0]["@id"],
        }
        together = "&".join(f"{name}={value}" for name, value in names.items())
        assert [hits(site, kind, together) for kind in KINDS] == [1, 1, 1, 1]
        assert hits(site, "factoids", f"statementId={names['factoidId']}") == 0


def test_labels(site: Site) -> None:
    assert [hits(site, kind, "label=merov") for kind in ("persons", "sources")] == [1, 1]
    assert site.ask("/ipif/statements?label=merov").status_code == 400


def test_pages(site: Site) -> None:
    seen: list[str] = []
    for number in (1, 2, 3, 4):
        page = site.ask(f"/ipif/statements?size=4&page={number}").json()
        assert page["protocol"] == {"size": 4, "page": number, "totalHits": 13}
        seen += [made["@id"] for made in page["statements"]]
    assert sorted(seen) == sorted(m["@id"] for m in everything(site, "statements"))
    assert site.ask("/ipif/statements?size=4&page=5").json()["statements"] == []
    assert site.ask("/ipif/statements").json()["protocol"]["size"] == 30


def test_order(site: Site) -> None:
    for kind, name in (
        ("persons", "label"),
        ("sources", "label"),
        ("statements", "statementText"),
        ("factoids", "@id"),
    ):
        up, down = (
            [m[name] for m in site.ask(f"/ipif/{kind}?sortBy={name}{way}").json()[kind]]
            for way in ("%20ASC", "%20DESC")
        )
        assert up == sorted(up)
        assert down == sorted(up, reverse=True)
    plain = [m["@id"] for m in everything(site, "factoids")]
    assert [m["@id"] for m in site.ask("/ipif/factoids?sortBy=createdWhenDESC").json()["factoids"]] == plain[::-1]


# refusals -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "query",
    [
        "unknown=1", "size=0", "size=-1", "size=1001", "size=٣", "page=0", "page=x", "page=99999999999999999999", "sortBy=",
        "sortBy=nothing", "sortBy=label%20SIDEWAYS", "from=18", "from=1880-13", "to=1880-02-31", "from=yesterday", "p=%00",
        "p=a&p=b", "personid=x", "depth=full", "p=" + "x" * 501,
    ],
)  # fmt: skip
def test_what_cannot_be_meant(site: Site, query: str) -> None:
    for kind in KINDS:
        answer = site.ask(f"/ipif/{kind}?{query}")
        assert answer.status_code == 400
        assert answer.json()["status"] == 400
        assert answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["persons/nobody", "sources/0", "statements/0", "factoids/0", "factoids/f-0", "else", "persons/%00"]
)
def test_what_is_not_there(site: Site, path: str) -> None:
    answer = site.ask(f"/ipif/{path}")
    assert answer.status_code == 404
    assert answer.json()["title"] == "Not Found"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(site: Site, method: str) -> None:
    for path in ("persons", "factoids", "persons/ravi-anwar-belmor", "describe"):
        answer = site.ask(f"/ipif/{path}", method)
        assert answer.status_code == 501
        assert answer.json()["status"] == 501


@settings(max_examples=40)
@given(
    kind=st.sampled_from(KINDS),
    name=st.sampled_from(["p", "s", "st", "f", "role", "personId", "statementText", "sortBy"]),
    value=st.text(max_size=30),
)
def test_any_words_are_answered(site: Site, kind: str, name: str, value: str) -> None:
    answer = site.ask(f"/ipif/{kind}?{name}={quote(value, safe='', errors='surrogatepass')}")
    assert answer.status_code in (200, 400)
    assert answer.json()


def test_a_site_with_users_wants_a_token(opened: Store) -> None:
    team = Site(opened, access=Access(team=True))
    for path in ("/ipif/persons", "/ipif/describe", "/reconcile"):
        answer = team.ask(path)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
