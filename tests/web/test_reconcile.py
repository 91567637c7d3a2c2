"""The reconciliation API: the shapes of version 0.2, who is taken for whom and who is not, and plain refusals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cursus.claim import Claim, Document, Finding
from cursus.store import Store
from cursus.web.guard import HEADERS
from cursus.web.reconcile.candidate import Candidate, certain
from cursus.web.reconcile.kinds import PERSON, PROPERTIES
from tests.corpus import corpus
from tests.web.people import ARABIC, NAME, article, belmor, claim, store
from tests.web.site import Site
from tests.web.team import team

jsonschema = pytest.importorskip("jsonschema")
referencing = pytest.importorskip("referencing")

TWO = "Orlan Tarsic"
Added = tuple[Document, list[Claim], list[Finding]]


def namesake(born: str, died: str, unit: str, country: tuple[str, str]) -> Added:
    who = f"{TWO} {born}"
    text = f"{TWO} (born {born}, died {died}) of {country[0]} was a general of the Royal Guard and led the {unit}. He was no marshal."
    document = article(who, [text])
    return document, [
        claim(document, who, "name", TWO, TWO, origin="title"),
        claim(document, who, "birth", "", f"born {born}", date=born),
        claim(document, who, "death", "", f"died {died}", date=died),
        claim(document, who, "citizenship", country[0], f"of {country[0]}", value_id=country[1]),
        claim(document, who, "branch", "Royal Guard", "of the Royal Guard", value_id="branch:royal-guard"),
        claim(document, who, "rank", "general", "was a general", value_id="rank:OF-9/general"),
        claim(document, who, "rank", "marshal", "He was no marshal", value_id="rank:OF-10/marshal", stance="denied"),
        claim(document, who, "posting", f"leader of the {unit}", f"led the {unit}", role="commander", unit=unit),
    ], []  # fmt: skip


FIRST, SECOND = "orlan-tarsic-1801", "orlan-tarsic-1850"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    first = namesake("1801", "1870-03-04", "7th Rifles", ("Spain", "country:ES"))
    second = namesake("1850", "1912", "8th Lancers", ("France", "country:FR"))
    with store(tmp_path_factory.mktemp("reconcile") / "a.db", belmor(), first, second) as made:
        yield made


@pytest.fixture(scope="module")
def site(opened: Store) -> Site:
    return Site(opened)


def asked(site: Site, query: dict[str, Any] | str, **more: Any) -> list[dict[str, Any]]:
    one = {"query": query, "type": "person", **more} if isinstance(query, str) else query
    answer = site.ask("/reconcile", "POST", form={"queries": json.dumps({"q": one})})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["q"]["result"]
    return found


def matched(found: list[dict[str, Any]]) -> str:
    sure = [one["id"] for one in found if one["match"]]
    assert len(sure) < 2
    return sure[0] if sure else ""


def row(site: Site, entity: str, *properties: str, **settings: Any) -> dict[str, list[dict[str, Any]]]:
    wanted = [{"id": one, **({"settings": settings} if settings else {})} for one in properties]
    answer = site.ask(f"/reconcile?extend={quote(json.dumps({'ids': [entity], 'properties': wanted}))}")
    assert answer.status_code == 200, answer.text
    found: dict[str, list[dict[str, Any]]] = answer.json()["rows"][entity]
    return found


# shapes ---------------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def schema() -> Any:
    """Validators of the community group's own schemas, by name."""
    folder = corpus("recon", "reconciliation-api__specs")
    names = sorted(p.name for p in folder.glob("0.2__schemas__*.json"))
    loaded = {
        name.removeprefix("0.2__schemas__").removesuffix(".json"): json.loads((folder / name).read_text())
        for name in names
    }
    as_resource = partial(referencing.Resource.from_contents, default_specification=referencing.jsonschema.DRAFT7)
    registry = referencing.Registry().with_resources([(one["$id"], as_resource(one)) for one in loaded.values()])
    registry = registry.with_resource(
        "https://reconciliation-api.github.io/specs/0.2/schemas/type.json", as_resource(loaded["type"])
    )
    # the kinds of security that Swagger 2 knows stand on its own site
    swagger = {"definitions": {"securityDefinitions": {"additionalProperties": True}}}
    registry = registry.with_resource("http://swagger.io/v2/schema.json", as_resource(swagger))

    def valid(name: str, data: Any) -> None:
        jsonschema.Draft7Validator(loaded[name], registry=registry).validate(data)

    return valid


def test_every_answer_has_the_shape_of_the_specification(site: Site, schema: Any) -> None:
    schema("manifest", site.ask("/reconcile").json())
    queries = {
        "q0": {"query": NAME, "type": "person", "limit": 3, "properties": [{"pid": "born", "v": ["1841", 1843]}]},
        "q1": {"query": "4th Regiment"},
        "q2": {"query": TWO, "type": ["person", "unit"], "type_strict": "any", "properties": [{"pid": "unit", "v": {"id": "unit:7-rifles"}}]},
        "q3": {"properties": [{"pid": "rank", "v": "general"}]},
        "q4": {"query": ""},
    }  # fmt: skip
    schema("reconciliation-query-batch", queries)
    got = site.ask(f"/reconcile?queries={quote(json.dumps(queries))}")
    posted = site.ask("/reconcile", "POST", form={"queries": json.dumps(queries)})
    assert got.json() == posted.json()
    assert list(got.json()) == list(queries)
    schema("reconciliation-result-batch", got.json())
    extend = {"ids": [FIRST, "unit:4-regiment", "nobody"], "properties": [{"id": one} for one in PROPERTIES]}
    schema("data-extension-query", extend)
    extended = site.ask("/reconcile", "POST", form={"extend": json.dumps(extend)}).json()
    schema("data-extension-response", extended)
    assert list(extended["rows"]) == extend["ids"]
    assert all(list(cells) == list(PROPERTIES) for cells in extended["rows"].values())
    assert not any(extended["rows"]["nobody"].values())
    schema("suggest-entities-response", site.ask("/reconcile/suggest/entity?prefix=orl").json())
    schema("suggest-properties-response", site.ask("/reconcile/suggest/property?prefix=r").json())
    schema("suggest-types-response", site.ask("/reconcile/suggest/type?prefix=u").json())
    schema("data-extension-property-proposal", site.ask("/reconcile/properties?type=person&limit=4").json())


def test_the_batches_of_the_specification_are_read_or_refused(site: Site) -> None:
    folder = corpus("recon", "reconciliation-api__specs")
    for path in sorted(folder.glob("0.2__examples__reconciliation-query-batch__*.json")):
        batch = json.loads(path.read_text())
        if "__valid__" in path.name:  # types and properties are ours to name
            for one in batch.values():
                one.pop("type", None)
                for known in one.get("properties", []):
                    known["pid"] = "rank"
        status = site.ask(f"/reconcile?queries={quote(json.dumps(batch))}").status_code
        assert status == (200 if "__valid__" in path.name else 400), path.name


def test_the_addresses_in_the_manifest_answer(site: Site) -> None:
    told = site.ask("/reconcile").json()
    assert told["versions"] == ["0.2"]
    assert "authentication" not in told
    for what in ("entity", "property", "type"):
        suggest = told["suggest"][what]
        entity = {"entity": FIRST, "property": "rank", "type": "unit"}[what]
        assert site.ask(f"{suggest['service_url']}{suggest['service_path']}?prefix=u").status_code == 200
        flyout = site.ask(
            suggest["flyout_service_url"] + suggest["flyout_service_path"].replace("${id}", entity)
        ).json()
        assert flyout["id"] == entity
        assert "<p>" in flyout["html"]
    proposed = told["extend"]["propose_properties"]
    assert site.ask(proposed["service_url"] + proposed["service_path"] + "?type=unit").json()["type"] == "unit"
    for entity, url in ((FIRST, f"/person/{FIRST}"), ("unit:7-rifles", "/unit/7-rifles")):
        assert site.ask(told["view"]["url"].replace("{{id}}", quote(entity))).headers["location"] == url
        assert site.ask(url).status_code == 200
        preview = site.ask(told["preview"]["url"].replace("{{id}}", quote(entity)))
        assert preview.status_code == 200
        assert url in preview.text
        assert "<script" not in preview.text


# who is meant ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        NAME,
        ARABIC,
        "Рави Анвар Белмор",
        "Ραβι Ανβαρ Βελμορ",
        "belmor, ravi anwar",
        "Gen. Ravi Anwar Belmor",
    ],
)
def test_one_person_in_any_script(site: Site, name: str) -> None:
    found = asked(site, name)
    assert matched(found) == "ravi-anwar-belmor"
    assert found[0]["score"] > 90
    assert found[0]["type"] == [{"id": "person", "name": "Person"}]


def test_a_name_of_two_characters(tmp_path: Path) -> None:
    document = article("Zheng He", ["Zheng He (鄭和) was an admiral."])
    claims = [claim(document, "Zheng He", "name", name, name) for name in ("Zheng He", "鄭和")]
    with store(tmp_path / "a.db", (document, claims, [])) as opened:
        assert matched(asked(Site(opened), "鄭和")) == "zheng-he"


def test_an_initial_needs_something_beside_it(site: Site) -> None:
    found = asked(site, "Ravi A. Belmor")
    assert found[0]["id"] == "ravi-anwar-belmor"
    assert matched(found) == ""
    assert matched(asked(site, "Ravi A. Belmor", properties=[{"pid": "born", "v": "1841"}])) == ""
    assert (
        matched(asked(site, "Ravi A. Belmor", properties=[{"pid": "unit", "v": "4th Regiment"}])) == "ravi-anwar-belmor"
    )
    assert asked(site, "Ravi Jonas Belmor")[0]["id"] == "ravi-anwar-belmor"


def test_a_namesake_is_never_taken_by_the_name_alone(site: Site) -> None:
    found = asked(site, TWO)
    assert {one["id"] for one in found} == {FIRST, SECOND}
    assert matched(found) == ""
    assert found[0]["score"] == found[1]["score"] == 100.0


@pytest.mark.parametrize(
    "name", ["Belmor", "Anwar", "Ravi", "Ravi Anwar Belmont", "Someone Else", "general", "", " ", "x" * 400]
)
def test_a_part_of_a_name_or_another_name_is_no_match(site: Site, name: str) -> None:
    assert matched(asked(site, name)) == ""


@pytest.mark.parametrize(
    ("known", "meant"),
    [
        ({"born": "1801"}, FIRST), ({"born": "1850-02-03"}, SECOND), ({"born": "1802"}, FIRST), ({"born": "1825"}, ""),
        ({"died": "4 March 1870"}, FIRST), ({"unit": "8th Lancers"}, SECOND), ({"unit": {"id": "unit:7-rifles"}}, FIRST),
        ({"rank": "general"}, ""), ({"country": "France"}, ""), ({"branch": "Royal Guard"}, ""), ({"born": "no date"}, ""),
        ({"born": "1801", "unit": "8th Lancers"}, ""), ({"rank": "marshal"}, ""), ({"born": ["1801", "1999"]}, FIRST),
    ],
)  # fmt: skip
def test_what_is_known_beside_the_name(site: Site, known: dict[str, Any], meant: str) -> None:
    found = asked(site, TWO, properties=[{"pid": pid, "v": value} for pid, value in known.items()])
    assert matched(found) == meant
    if meant:
        assert found[0]["id"] == meant
        assert found[0]["score"] > found[1]["score"]


def test_features_say_what_agreed(site: Site) -> None:
    properties = [{"pid": "country", "v": "Spain"}, {"pid": "died", "v": "1912"}, {"pid": "rank", "v": "marshal"}]
    found = {one["id"]: one for one in asked(site, TWO, properties=properties)}
    said = {one: {f["id"]: f["value"] for f in found[one]["features"]} for one in found}
    assert said[FIRST] == {"name": 100.0, "country": True, "died": False, "rank": False}
    assert said[SECOND] == {"name": 100.0, "country": False, "died": True, "rank": False}


def test_units(site: Site) -> None:
    assert matched(asked(site, "The 4th Regiment", type="unit")) == "unit:4-regiment"
    assert matched(asked(site, "Regiment", type="unit")) == ""
    assert matched(asked(site, "4th", type="unit")) == ""
    assert asked(site, "9th Regiment", type="unit") == []


def test_limits(site: Site) -> None:
    assert len(asked(site, TWO, limit=1)) == 1
    assert len(asked(site, TWO, limit="1")) == 1
    assert matched(asked(site, TWO, limit=1)) == ""  # the namesake is there, if not in the list


def _candidate(name: str, score: float, fits: bool, whole: bool, agrees: bool, apart: bool) -> Candidate:
    single = ("unit",) if agrees else ()
    return Candidate(name, "x", PERSON, "", score, fits, whole, single, single, ("born",) if apart else ())


_CANDIDATES = st.lists(
    st.builds(_candidate, st.sampled_from("abcdef"), st.floats(0, 100), *[st.booleans()] * 4),
    max_size=6,
    unique_by=lambda c: c.id,
)


@given(_CANDIDATES)
def test_nobody_is_certain_beside_somebody_as_good(candidates: list[Candidate]) -> None:
    sure = certain(candidates)
    if sure:
        best = next(c for c in candidates if c.id == sure)
        assert best.fits
        assert not best.apart
        assert best.score == max(c.score for c in candidates)
        rivals = [c for c in candidates if c.id != sure and c.fits and not c.apart]
        assert all(set(best.single) - set(c.agreed) for c in rivals)
        assert not any(c.fits and set(c.single) - set(best.agreed) for c in candidates)


# values ---------------------------------------------------------------------------------------------------------------
def test_values_of_persons(site: Site) -> None:
    told = row(
        site, "ravi-anwar-belmor", "rank", "rank-latest", "unit", "posting", "born", "birth-place", "article", "name"
    )
    assert told["rank"] == [{"str": "brigadier"}]
    assert told["rank-latest"] == [{"str": "colonel"}, {"str": "brigadier"}]
    assert told["unit"] == [{"id": "unit:4-regiment", "name": "4th Regiment"}]
    assert told["posting"] == [{"str": "commander of the 4th Regiment"}, {"str": "chief of staff"}]
    assert told["born"] == [{"str": "1841"}, {"str": "1843"}]  # what is disputed stands side by side
    assert told["birth-place"] == [{"str": "Tarsis"}]
    assert told["article"] == [{"str": "https://wiki.example/Belmor?oldid=77"}]
    assert {"str": ARABIC} in told["name"]


def test_what_is_denied_is_never_a_value(site: Site) -> None:
    for stances in ("asserted", "told"):
        assert row(site, FIRST, "rank", stances=stances)["rank"] == [{"str": "general"}]
    assert {"str": "regent"} not in row(site, "ravi-anwar-belmor", "posting")["posting"]
    assert row(site, "ravi-anwar-belmor", "posting", stances="told")["posting"].count({"str": "regent"}) == 1


def test_settings(site: Site) -> None:
    dated = row(site, "ravi-anwar-belmor", "rank", "posting", dates=True, limit=1)
    assert dated["rank"] == [{"str": "brigadier (1880-05)"}]
    assert dated["posting"] == [{"str": "commander of the 4th Regiment ([..1871-04])"}]
    assert len(row(site, "ravi-anwar-belmor", "born", limit="1")["born"]) == 1


def test_what_another_value_says_more_exactly_is_left_out(tmp_path: Path) -> None:
    document = article(
        "A", ["A B was born in 1841. A B was born on 2 May 1841. A B was a general. A B was a general of the foot."]
    )
    general = "rank:OF-9/general"
    claims = [
        claim(document, "A B", "birth", "", "born in 1841", date="1841"),
        claim(document, "A B", "birth", "", "born on 2 May 1841", date="1841-05-02"),
        claim(document, "A B", "rank", "general", "was a general", value_id=general),
        claim(document, "A B", "rank", "General", "was a general", value_id=general),
        claim(document, "A B", "rank", "general of the foot", "a general of the foot", value_id="rank:OF-9/general-of-the-foot"),
        claim(document, "A B", "rank", "general", "a general of the foot", value_id=general, kind="brevet"),
    ]  # fmt: skip
    with store(tmp_path / "a.db", (document, claims, [])) as opened:
        told = row(Site(opened), "a-b", "born", "rank")
    assert told["born"] == [{"str": "1841-05-02"}]
    assert sorted(one["str"] for one in told["rank"]) == ["general of the foot", "general, brevet"]


def test_values_of_units(site: Site) -> None:
    assert row(site, "unit:4-regiment", "unit-name", "postings", "rank") == {
        "unit-name": [{"str": "4th Regiment"}], "postings": [{"int": 1}], "rank": [],
    }  # fmt: skip


def test_suggestions(site: Site) -> None:
    def ids(url: str) -> list[str]:
        return [one["id"] for one in site.ask(f"/reconcile/suggest/{url}").json()["result"]]

    both = ids("entity?prefix=orl&type=person")
    assert sorted(both) == [FIRST, SECOND]
    assert ids("entity?prefix=orl&cursor=1&type=person") == both[1:]
    assert ids("entity?prefix=regim") == ["unit:4-regiment"]
    assert ids("entity?prefix=7th&type=unit") == ["unit:7-rifles"]
    assert "rank" in ids("property?prefix=ra")
    assert ids("type?prefix=") == ["person", "unit"]


# refusals -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "query",
    [
        "queries=", "queries=x", "queries=[]", "queries=1", "queries={", 'queries={"q":1}', 'queries={"q":{}}', "query=Belmor",
        'queries={"q":{"query":1}}', 'queries={"q":{"query":"x","type":"ship"}}', 'queries={"q":{"query":"x","type":[1]}}',
        'queries={"q":{"query":"x","limit":0}}', 'queries={"q":{"query":"x","limit":1.5}}', 'queries={"q":{"query":"x","limit":1e999}}',
        'queries={"q":{"query":"x","limit":true}}', 'queries={"q":{"query":"x","other":1}}', 'queries={"q":{"query":"\\u0000"}}',
        'queries={"q":{"query":"\\ud800"}}', 'queries={"q":{"query":"x","type_strict":"none"}}', "queries=" + "[" * 5000,
        'queries={"q":{"query":"x","properties":[{"pid":"shoe","v":1}]}}', 'queries={"q":{"query":"x","properties":[{"v":1}]}}',
        'queries={"q":{"query":"x","properties":[{"pid":"award","v":"x"}]}}', 'queries={"q":{"query":"x","properties":{}}}',
        'queries={"q":{"query":"x","properties":[{"pid":"born","v":null}]}}', 'queries={"q":{"properties":[]}}',
        'extend={}', 'extend={"ids":[1],"properties":[]}', 'extend={"ids":["a"],"properties":[{"id":"shoe"}]}', "extend=x",
        'extend={"ids":["a"],"properties":[{"id":"rank","settings":{"limit":-1}}]}', "queries={}&extend={}", "callback=f",
        'extend={"ids":["a"],"properties":[{"id":"rank","settings":{"stances":"denied"}}]}', 'extend={"ids":"a","properties":[]}',
        'extend={"ids":["a"],"properties":[{"id":"rank","settings":{"stances":["told"]}}]}', 'extend={"ids":["\\u0000"],"properties":[]}',
    ],
)  # fmt: skip
def test_what_cannot_be_meant(site: Site, query: str) -> None:
    name, _, value = query.partition("=")
    url = f"/reconcile?{query}" if "&" in query else f"/reconcile?{name}={quote(value)}"
    for answer in [site.ask(url), *([] if "&" in query else [site.ask("/reconcile", "POST", form={name: value})])]:
        assert answer.status_code == 400, answer.text
        assert answer.json()["message"]


def test_too_much_at_once(site: Site) -> None:
    queries = json.dumps({f"q{n}": {"query": "x"} for n in range(51)})
    assert site.ask("/reconcile", "POST", form={"queries": queries}).status_code == 413
    extend = json.dumps({"ids": [str(n) for n in range(51)], "properties": []})
    assert site.ask("/reconcile", "POST", form={"extend": extend}).status_code == 413
    assert site.ask("/reconcile", "POST", form={"queries": " " * 1_100_000}).status_code == 413
    values = [{"pid": "born", "v": ["1801"] * 51}]
    many = json.dumps({"q": {"query": "x", "properties": values}})
    assert site.ask("/reconcile", "POST", form={"queries": many}).status_code == 413


def test_forms_that_are_none(site: Site) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert site.ask("/reconcile", "POST", {"content-type": "application/json"}, content=b"{}").status_code == 415
    assert site.ask("/reconcile", "POST", kind, content=b"queries=%ff").status_code == 400
    assert site.ask("/reconcile", "POST", kind, content="queries=é".encode()).status_code == 400
    assert site.ask("/reconcile", "POST", kind, content=b"").json()["name"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("flyout/entity?id=nobody", 404), ("flyout/entity?id=unit:nothing", 404), ("flyout/ship?id=x", 404), ("flyout/property?id=x", 404),
        ("preview?id=nobody", 404), ("preview?id=%00", 400), ("suggest/entity?prefix=%00", 400), ("suggest/entity?prefix=x&type=ship", 400),
        ("suggest/entity?prefix=x&cursor=-1", 400), ("suggest/property?cursor=x", 400), ("properties?type=ship", 400),
        ("properties?limit=x", 400), ("properties/rank", 200), ("properties/shoe", 404), ("flyout/entity?id=%ed%a0%80", 404),
        ("suggest/entity?prefix=" + "x" * 501, 400), ("view?id=", 302),
    ],
)  # fmt: skip
def test_other_addresses(site: Site, path: str, status: int) -> None:
    assert site.ask(f"/reconcile/{path}").status_code == status


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["query", "type", "limit", "properties", "pid", "v", "ids", "id", "settings", "q"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=60)
@given(name=st.sampled_from(["queries", "extend"]), value=_JSON)
def test_any_json_is_answered(site: Site, name: str, value: Any) -> None:
    answer = site.ask("/reconcile", "POST", form={name: json.dumps(value)})
    assert answer.status_code in (200, 400, 413)


# who may read it ------------------------------------------------------------------------------------------------------
ELSEWHERE = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
REFINE = {"origin": "http://127.0.0.1:3333", "sec-fetch-site": "cross-site"}
EXCHANGED = (
    "/reconcile",
    "/reconcile/suggest/type",
    "/reconcile/preview?id=x",
    "/ipif/persons",
    "/ipif/describe",
    "/ipif/nothing",
)


def test_pages_of_other_sites_may_read_exactly_these_addresses(site: Site) -> None:
    for url in EXCHANGED:
        assert site.ask(url, headers=ELSEWHERE).headers["access-control-allow-origin"] == "*"
    for url in ("/", "/persons", f"/person/{FIRST}", "/units", "/reconciled", "/ipifs", "/api"):
        answer = site.ask(url, headers=ELSEWHERE)
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_a_site_on_this_machine_is_read_by_pages_of_this_machine_alone(opened: Store) -> None:
    home = Site(opened, ["127.0.0.1", "localhost"])
    for url in EXCHANGED:
        mine = home.ask(f"http://127.0.0.1{url}", headers=REFINE)
        assert mine.headers["access-control-allow-origin"] == REFINE["origin"]
        assert "Origin" in mine.headers.get_list("vary")
        other = home.ask(f"http://127.0.0.1{url}", headers=ELSEWHERE)
        assert "access-control-allow-origin" not in other.headers
        for origin in ("null", "http://127.0.0.1.evil.example", "file://", "http://[", "http://evil.example:3333"):
            assert (
                "access-control-allow-origin"
                not in home.ask(f"http://127.0.0.1{url}", headers={"origin": origin}).headers
            )
        assert home.ask(f"http://rebound.example{url}", headers=REFINE).status_code == 421
    assert (
        "frame-ancestors http://127.0.0.1:*"
        in home.ask("http://127.0.0.1/reconcile").headers["content-security-policy"]
    )


def test_a_question_by_post_passes_where_nothing_may_be_changed(site: Site) -> None:
    form = {"queries": json.dumps({"q": {"query": NAME}})}
    assert site.ask("/reconcile", "POST", ELSEWHERE, form=form).status_code == 200
    assert site.ask("/persons", "POST", ELSEWHERE, form=form).status_code == 405
    assert site.ask("/reconcile", "DELETE").status_code == 405


def test_a_browser_is_told_beforehand(site: Site) -> None:
    for url in ("/reconcile", "/ipif/persons"):
        answer = site.ask(url, "OPTIONS", {**ELSEWHERE, "access-control-request-method": "POST"})
        assert answer.status_code == 204
        assert "POST" in answer.headers["access-control-allow-methods"]
        assert "access-control-allow-credentials" not in answer.headers


def test_a_reader_of_a_team_asks_with_a_token(tmp_path: Path) -> None:
    form = {"queries": json.dumps({"q": {"query": NAME}})}
    with team(tmp_path) as shared:
        bearer = shared.bearer("reader")
        told = shared.ask("GET", "/reconcile", headers=bearer).json()
        assert told["authentication"] == {"type": "apiKey", "name": "Authorization", "in": "header"}
        answer = shared.ask("POST", "/reconcile", headers={**bearer, **ELSEWHERE}, data=form)
        assert answer.json()["q"]["result"][0]["match"]
        assert shared.ask("GET", "/ipif/persons", headers=bearer).json()["protocol"]["totalHits"] == 2
        assert shared.ask("PUT", "/ipif/persons/x", headers=bearer).status_code == 501
        for headers in (ELSEWHERE, {"authorization": "Bearer x"}):
            assert shared.ask("POST", "/reconcile", headers=headers, data=form).status_code == 401
