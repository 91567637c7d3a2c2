"""JSON Lines from stored rows, IPIF and brat; and that writing is the same twice for every format."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import orjson
import pytest

from cursus.contract import claim_to_json
from cursus.export import FORMATS, brat, ipif, jsonl
from cursus.export.chosen import Chosen
from cursus.export.report import ExportError
from cursus.store import open_store
from tests.export.brat_reader import read as read_brat
from tests.export.made import petrov, stored
from tests.store.make import article, claim


def test_lines_are_the_contract_and_come_back(tmp_path: Path) -> None:
    out = io.BytesIO()
    with stored(tmp_path) as store:
        report = jsonl.write(store, out, Chosen())
        claims = list(store.iter_claims())
    assert out.getvalue().splitlines() == [orjson.dumps(claim_to_json(c)) for c in claims]
    assert report.claims == len(claims) == 12
    again = list(jsonl.read(out.getvalue().splitlines()))
    assert again == [replace(c, steps=()) for c in claims]
    with pytest.raises(ExportError, match="line 2 is no claim"):
        list(jsonl.read([out.getvalue().splitlines()[0], b'{"id": 1}']))


@pytest.mark.parametrize("articles", [3, 70])
def test_articles_come_in_order_however_many(tmp_path: Path, articles: int) -> None:
    with open_store(str(tmp_path / "many.db")) as store:
        for n in reversed(range(articles)):
            document = article(
                f"Officer {n} was a major. He was born.", f"{n % 7}.txt" if n > 60 else f"{n:03d}.txt", "A"
            )
            document = replace(document, path=f"{n // 2:03d}.txt")
            store.add(document, [claim(document, "He was born.", "birth"), claim(document, "Officer", "name")], [])
        rows = list(Chosen().rows(store))
        assert [r["id"] for r in rows] == [c.id for c in store.iter_claims()]
        assert len({r["id"] for r in rows}) == len(rows)


def test_choices_of_units_years_states_and_reviews(tmp_path: Path) -> None:
    with stored(tmp_path) as store:

        def values(**choice: object) -> list[str]:
            return [row["value"]["text"] for row in Chosen(**choice).rows(store)]  # type: ignore[arg-type]

        everything = values()
        key = next(row.key for row in store.units("3rd Brigade"))
        assert values(units=(key,)) == ["commander of the 3rd Brigade"]
        assert values(countries=("RU",)) == everything
        assert values(countries=("LY",)) == []
        dated = values(first="1877-05-31", last="1877-12-31")
        assert sorted(dated) == sorted(
            ["Kazan", "commander of the 3rd Brigade", "colonel", "Geographical Society", "sword"]
        )
        assert values(first="1877-06-01") == []
        assert values(reviewed=True) == []


def test_ipif_hangs_together(tmp_path: Path) -> None:
    out = io.BytesIO()
    with stored(tmp_path) as store:
        report = ipif.write(store, out, Chosen())
    data = orjson.loads(out.getvalue())
    assert list(data) == ["sources", "statements", "factoids", "persons"]
    ids = {name: {item["@id"] for item in items} for name, items in data.items()}
    assert report.claims == len(ids["statements"]) == len(ids["factoids"]) == 11
    for factoid in data["factoids"]:
        assert factoid["person-ref"]["@id"] in ids["persons"]
        assert factoid["source-ref"]["@id"] in ids["sources"]
        assert factoid["statement-refs"][0]["@id"] in ids["statements"]
        assert factoid["createdBy"] == "Cursus"
        assert factoid["createdWhen"].endswith("T00:00:00Z")
    (person,), (source,) = data["persons"], data["sources"]
    assert {r["@id"] for r in person["factoid-refs"]} == {r["@id"] for r in source["factoid-refs"]} == ids["factoids"]
    post = next(s for s in data["statements"] if s["statementType"]["label"] == "posting")
    assert post["role"] == {"label": "commander of the 3rd Brigade"}
    assert post["memberOf"] == {"label": "3rd Brigade"}
    assert post["date"] == {"sortdate": "1877-05-01", "label": "1877-05"}
    assert post["statementText"] == "In May 1877 he took command of the 3rd Brigade."


def test_brat_by_a_strict_reader(tmp_path: Path) -> None:
    out = io.BytesIO()
    with stored(tmp_path) as store:
        document = article("Row one\n\nRow two", "rows.txt", "Rows")
        spanning = claim(document, "Row one\n\nRow two", "event", "x", stance="denied")
        store.add(document, [spanning], [])
        brat.write(store, out, Chosen())
    with zipfile.ZipFile(out) as packed:
        names = packed.namelist()
        types = set(packed.read("annotation.conf").decode().replace("\t", "\n").split("\n"))
        found = {}
        for name in names:
            if name.endswith(".ann"):
                text = packed.read(name.replace(".ann", ".txt")).decode()
                found[name] = read_brat(packed.read(name).decode(), text, types)
    assert found[f"{document.id}.ann"] == {"T1": ("Event", "Row one Row two", ["Denied"])}
    others = found[f"{petrov()[0].id}.ann"]
    assert len(others) == 12
    assert sum(attributes == ["Alleged"] for _, _, attributes in others.values()) == 1


@pytest.mark.parametrize("format_", [f for f in FORMATS if f != "wikitext"])
def test_the_same_claims_give_the_same_bytes(tmp_path: Path, format_: str) -> None:
    texts = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        out = io.BytesIO()
        with stored(tmp_path / name) as store:
            import_module(FORMATS[format_]).write(store, out, Chosen(create=True))
        texts.append(out.getvalue())
    assert texts[0] == texts[1] != b""
