"""FollowTheMoney: the entities and statements are sound by its own model, and hold what the report does not name."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.export import ftm
from cursus.export.chosen import Chosen
from cursus.export.ftm import ids, statements
from tests.export.made import stored

followthemoney = pytest.importorskip("followthemoney", reason="no followthemoney")


@pytest.fixture(scope="module")
def entities(tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    out = io.BytesIO()
    with stored(tmp_path_factory.mktemp("ftm")) as store:
        report = ftm.write(store, out, Chosen())
    assert report.claims == 10
    assert report.losses["no claim: it is alleged, not asserted"] == 1
    assert report.losses["no claim: FollowTheMoney has nothing for award"] == 1
    return [orjson.loads(line) for line in out.getvalue().splitlines()]


def test_what_becomes_of_claims(entities: list[dict]) -> None:
    schemata = Counter(e["schema"] for e in entities)
    assert schemata == {
        "Person": 2, "HyperText": 1, "Organization": 2, "Position": 1, "Occupancy": 1, "Family": 1, "Membership": 1, "Event": 2,
    }  # fmt: skip
    person = next(e["properties"] for e in entities if e["id"] == ids.person("ivan-petrov"))
    assert person["name"] == ["Ivan Petrov"]
    assert person["alias"] == ["Иван Петров"]
    assert (person["birthDate"], person["birthPlace"], person["citizenship"]) == (["1848"], ["Kazan"], ["ru"])
    post = next(e["properties"] for e in entities if e["schema"] == "Occupancy")
    assert (post["startDate"], "endDate" in post) == (["1877-05"], False)
    assert post["summary"] == ["In May 1877 he took command of the 3rd Brigade."]
    assert "9th Brigade" not in orjson.dumps(entities).decode()


def test_the_model_takes_every_entity_as_it_is(entities: list[dict]) -> None:
    from followthemoney import ValueEntity

    known = {e["id"]: e["schema"] for e in entities}
    for data in entities:
        entity = ValueEntity.from_dict(data, cleaned=False)
        entity.schema.validate(data)
        cleaned = {p.name: sorted(entity.get(p)) for p in entity.iterprops()}
        assert cleaned == {name: sorted(values) for name, values in data["properties"].items()}
        for prop in entity.iterprops():
            if prop.type.name == "entity":
                assert all(
                    prop.range.name in [s.name for s in followthemoney.model[known[v]].schemata]
                    for v in entity.get(prop)
                )


def test_statements_add_up_to_the_same_entities(entities: list[dict], tmp_path: Path) -> None:
    from followthemoney.statement import Statement

    out = io.BytesIO()
    with stored(tmp_path) as store:
        statements.write(store, out, Chosen())
        claims = {row["id"] for row in Chosen().rows(store)}
    found: dict[str, dict[str, set[str]]] = {}
    origins = set()
    for line in out.getvalue().splitlines():
        data = orjson.loads(line)
        read = Statement.from_dict(data)
        assert read.id == read.generate_key()
        origins.add(data["origin"])
        found.setdefault(read.entity_id, {}).setdefault(read.prop, set()).add(read.value)
    assert found == {e["id"]: {k: set(v) for k, v in e["properties"].items()} for e in entities}
    assert origins - {None} <= claims


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_an_id_of_ours_comes_back(person_id: str) -> None:
    entity = ids.person(person_id)
    assert followthemoney.types.registry.entity.validate(entity)
    assert len(entity) <= 200
    back = ids.person_back(entity)
    assert back in (person_id, None)
    assert back == person_id or len(entity) < len(person_id) * 4 + 60
