"""The API: what it gives is what it says it gives, piece by piece, new or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest

from cursus.contract import claim_to_json
from cursus.store.review.decide import review
from cursus.store.review.model import Changes
from cursus.web.api.openapi import openapi
from cursus.web.api.operations import OPERATIONS
from tests.web.team import Team, team


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Team]:
    with team(tmp_path) as made:
        yield made


def get(one: Team, url: str, **headers: str) -> Any:
    got = one.ask(
        "GET", f"/api/v1{url}", headers={**one.bearer("reader"), **{k.replace("_", "-"): v for k, v in headers.items()}}
    )
    assert got.status_code == 200, got.text
    return got.json()


def post(one: Team, url: str, body: Any, role: str = "reviewer") -> Any:
    return one.ask("POST", f"/api/v1{url}", json=body, headers=one.bearer(role))


def fits(value: Any, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": openapi()["components"]}
    jsonschema.Draft202012Validator(schema).validate(value)


def asked(one: Team) -> dict[str, str]:
    """An address for every operation that reads."""
    claim, person = one.claims[3], one.persons[0]
    document = one.store.documents()[0].id
    given = {"search": "?q=colonel", "conflicts": f"?person={person}", "who": "?unit=4th+Regiment&on=1871-05-01"}
    ids = {"/claims/": claim, "/documents/": document, "/persons/": person, "/dossiers/": person, "/units/": one.store.units()[0].key,
           "/sources/": next(iter(get(one, "/sources")["items"]))["id"]}  # fmt: skip
    out = {}
    for operation in OPERATIONS:
        if operation.method == "GET":
            path = operation.path
            for before, value in ids.items():
                path = re.sub(rf"({before})\{{\w+\}}", rf"\g<1>{value}", path)
            out[operation.name] = path + given.get(operation.name, "")
    return out


def test_everything_that_is_read_fits_its_schema(one: Team) -> None:
    review(one.store, one.claims[3], "reject", author="anna")
    for name, url in asked(one).items():
        fits(get(one, url), next(o.answer for o in OPERATIONS if o.name == name))


def test_the_description_is_openapi() -> None:
    told = orjson.loads(orjson.dumps(openapi()))
    assert told["openapi"] == "3.1.0"
    assert len(told["paths"]) > 20
    names = [o.name for o in OPERATIONS]
    assert len(names) == len(set(names))
    for schema in told["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    used = set(re.findall(r"#/components/schemas/(\w+)", orjson.dumps(told).decode()))
    assert used == set(told["components"]["schemas"])


def test_the_manual_names_every_operation(one: Team) -> None:
    got = one.ask("GET", "/api/docs", headers=one.cookie("reader"))
    for operation in OPERATIONS:
        assert f'id="{operation.name}"' in got.text
    assert (
        "http" not in re.sub(r"https?://(?:www\.w3\.org)", "", got.text.replace("http-equiv", ""))
        or "//cdn" not in got.text
    )


@pytest.mark.parametrize(
    "name", ["claims", "persons", "documents", "findings", "units", "sources", "reviews", "review/queue"]
)
def test_pieces_make_the_whole(one: Team, name: str) -> None:
    for claim in one.claims[:4]:
        review(one.store, claim, "accept", author="anna")
    whole = get(one, f"/{name}?limit=200")
    assert whole["next"] is None
    pieces, cursor = [], ""
    while True:
        piece = get(one, f"/{name}?limit=2{cursor}")
        assert len(piece["items"]) <= 2
        pieces += piece["items"]
        if piece["next"] is None:
            break
        cursor = f"&cursor={piece['next']}"
    assert pieces == whole["items"]
    assert len(pieces) > (2 if name not in ("documents", "findings", "units", "persons", "sources") else 0)


def test_filters(one: Team) -> None:
    def ids(query: str) -> set[str]:
        return {c["id"] for c in get(one, f"/claims?limit=200&{query}")["items"]}

    claims = one.store.claims()
    review(one.store, claims[4].id, "accept")
    assert ids("") == {c.id for c in claims}
    assert ids("property=rank") == {c.id for c in claims if c.property == "rank"}
    assert ids("stance=denied") == {c.id for c in claims if c.stance == "denied"}
    assert ids("status=accepted") == {claims[4].id}
    assert ids("score=0.9") == set()
    assert ids("first=1882-01-01&last=1882-12-31") >= {c.id for c in claims if c.date and c.date.edtf == "1882-06-03"}
    assert ids(f"person={one.persons[1]}") == {c.id for c in claims if c.person.id == one.persons[1]}
    assert ids(f"document={claims[0].document.id}&property=posting&unit={one.store.units()[0].key}") == {
        c.id for c in claims if c.qualifier("unit")
    }


def test_a_claim_the_quick_way_is_the_claim(one: Team) -> None:
    """The same words whichever way they were made: the quick way takes no query, a query that nobody reads is refused."""
    from cursus.store.review.model import Changes
    from cursus.web.api.reading import claim as slow
    from cursus.web.api.spec import Asked
    from cursus.web.auth.access import Viewer

    review(one.store, one.claims[5], "correct", changes=Changes(value="captain", date=""))
    for claim_id in one.claims:
        quick = get(one, f"/claims/{claim_id}")
        assert quick == slow(Asked(one.store, Viewer("", "reader"), {"id": claim_id}, {}, {}))
        assert {k: v for k, v in quick.items() if k != "version"} == claim_to_json(one.store.claim(claim_id))  # type: ignore[arg-type]
    assert get(one, f"/claims/{one.claims[5]}")["corrected"]


@pytest.mark.parametrize("name", ["claims", "claim", "dossier", "review-tally", "counts", "search"])
def test_what_did_not_change_is_not_sent_again(one: Team, name: str) -> None:
    url = f"/api/v1{asked(one)[name]}"
    mine = one.bearer("reader")
    first = one.ask("GET", url, headers=mine)
    tag = first.headers["etag"]
    again = one.ask("GET", url, headers={**mine, "if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    review(one.store, one.claims[3], "accept")
    now = one.ask("GET", url, headers={**mine, "if-none-match": tag})
    if name == "search":  # an acceptance shows in no list of what was found; a correction does
        assert now.status_code == 304
        review(one.store, one.claims[4], "correct", changes=Changes(value="captain"))
        now = one.ask("GET", url, headers={**mine, "if-none-match": tag})
    assert now.status_code == 200
    assert now.headers["etag"] != tag


def test_deciding(one: Team) -> None:
    url = f"/claims/{next(c.id for c in one.store.claims() if c.date and c.date.edtf == '1843')}"
    told = {"kind": "correct", "date": "1842", "note": "the parish book", "version": 0}
    done = post(one, f"{url}/review", told)
    assert done.status_code == 200, done.text
    fits(done.json(), "Outcome")
    now = get(one, url)
    assert (now["status"], now["date"]["edtf"], now["corrected"]) == ("corrected", "1842", {"date": "1843"})
    stale = post(one, f"{url}/review", {"kind": "reject", "version": 0})
    assert (stale.status_code, stale.json()["version"]) == (409, now["version"])
    fits(stale.json(), "Problem")
    assert stale.headers["content-type"] == "application/problem+json"
    (event,) = get(one, f"{url}/history")["items"]
    assert (event["author"], event["note"], event["after"]["changes"]) == (
        "reviewer",
        "the parish book",
        {"date": "1842"},
    )
    undone = post(one, f"/reviews/{event['n']}/undo", None)
    assert undone.status_code == 200
    assert get(one, url)["status"] == "unreviewed"
    assert post(one, f"/reviews/{event['n']}/undo", None).status_code == 404
    joined = post(one, "/decisions", {"a": one.persons[0], "b": one.persons[1], "kind": "same"})
    assert joined.status_code == 200
    opposed = post(one, "/decisions", {"a": one.persons[0], "b": one.persons[0], "kind": "same"})
    assert opposed.status_code == 409
    assert post(one, f"/decisions/{joined.json()['n']}/undo", None).json()["undone_by"] == "reviewer"


@pytest.mark.parametrize(
    ("body", "status", "parameter"),
    [
        ({"kind": "praise"}, 400, "kind"),
        ({}, 400, "kind"),
        ({"kind": "accept", "more": 1}, 400, "more"),
        ({"kind": "accept", "version": "1"}, 400, "version"),
        ({"kind": "accept", "version": True}, 400, "version"),
        ({"kind": "accept", "version": -1}, 400, "version"),
        ({"kind": "accept", "also": "x"}, 400, "also"),
        ({"kind": "accept", "also": ["x"]}, 400, "also"),
        ({"kind": "accept", "note": "x" * 1001}, 400, "note"),
        ({"kind": "accept", "note": None}, 400, "note"),
        ({"kind": "accept", "value": "x"}, 422, None),
        ({"kind": "correct"}, 422, None),
        ({"kind": "correct", "date": "yesterday"}, 422, None),
        ({"kind": "correct", "person": "nobody"}, 422, None),
        ([], 400, None),
    ],
)
def test_what_cannot_be_decided(one: Team, body: Any, status: int, parameter: str | None) -> None:
    got = post(one, f"/claims/{one.claims[0]}/review", body)
    assert (got.status_code, got.json().get("parameter")) == (status, parameter), got.text
    fits(got.json(), "Problem")


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/claims?limit=0", 400), ("/claims?limit=201", 400), ("/claims?limit=x", 400), ("/claims?odd=1", 400),
        ("/claims?limit=1&limit=2", 400), ("/claims?cursor=x", 400), ("/claims?cursor=W10", 400), ("/claims?cursor=WyJ4Il0", 400),
        ("/claims?score=nan", 400), ("/claims?score=1e5", 400), ("/claims?first=1882-13-01", 400), ("/claims?first=x", 400),
        ("/claims?document=x", 400), ("/search", 400), ("/search?q=", 400), ("/who?unit=x&on=1900-01-01", 404),
        ("/claims/0000000000000000", 404), ("/claims/xyz", 400), ("/persons/nobody", 404), ("/units/none", 404),
        ("/reviews/1/undo", 405), ("/nothing", 404), ("/review/queue?cursor=x", 400), ("/persons?cursor=WzFd", 200),
        ("/documents?cursor=WyIiLDFd", 400), ("/persons/a%00b", 404), ("/persons/%ff%fe", 404), ("/search?q=%00", 200),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(one: Team, url: str, status: int) -> None:
    got = one.ask("GET", f"/api/v1{url}", headers=one.bearer("admin"))
    assert got.status_code == status, got.text
    if status != 200:
        fits(got.json(), "Problem")
        assert got.json()["status"] == status


def test_bodies_that_are_none(one: Team) -> None:
    url, mine = f"/api/v1/claims/{one.claims[0]}/review", one.bearer("reviewer")
    for content, kind, status in (
        (b"{", "application/json", 400), (b"\xff", "application/json", 400), (b'{"kind":"accept"}', "text/plain", 415),
        (b'{"kind":"accept"}', "", 415), (b" " * 70_000, "application/json", 413), (b"[" * 60_000, "application/json", 400),
    ):  # fmt: skip
        got = one.ask("POST", url, content=content, headers={**mine, "content-type": kind})
        assert got.status_code == status, (content[:20], got.text)
        fits(got.json(), "Problem")
