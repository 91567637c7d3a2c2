"""Claims as an exchange asks for them: the database and a plain reading of the exported objects find the same, in both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cursus.contract import claim_to_json
from cursus.export.ipif import statement
from cursus.store import Store
from cursus.store.decisions import decide
from cursus.store.factoids import ANY, Asked, Order, people, refs_of_persons, refs_of_sources, sources, told, told_by_id
from cursus.store.told import told_of
from cursus.web.ipif.asked import PARTS, slots
from tests.web.people import article, belmor, claim

OTHER = "Тимур Радов"


def second() -> tuple[Any, ...]:
    """Another officer, whom the first article's one commanded, with words in another script."""
    document = article(
        OTHER,
        [
            f"{OTHER} was born in Кремень. His brother was Ravi Anwar Belmor. He served in the Überregiment until 1871.",
            "He was a colonel in 1880 and joined the Order of the Crane as its scribe in May 1880. He died.",
        ],
        url="https://wiki.example/Radov",
    )
    claims = [
        claim(document, OTHER, "birth", "Кремень", "was born in Кремень"),
        claim(document, OTHER, "relative", "Ravi Anwar Belmor", "His brother was Ravi Anwar Belmor", kind="sibling"),
        claim(document, OTHER, "posting", "", "He served in the Überregiment until 1871", unit="Überregiment", date="../1871"),
        claim(document, OTHER, "rank", "colonel", "He was a colonel in 1880", date="1880"),
        claim(document, OTHER, "membership", "Order of the Crane", "joined the Order of the Crane", role="scribe", date="1880-05"),
        claim(document, OTHER, "death", "", "He died"),
        claim(document, OTHER, "rank", "general", "He was a colonel", status="rejected"),
    ]  # fmt: skip
    return document, claims, []


@pytest.fixture
def full(store: Store) -> Store:
    store.add(*belmor())
    store.add(*second())
    return store


def objects(store: Store) -> list[dict[str, Any]]:
    """Every exchanged claim as its statement, with its days, in the order in which they came in."""
    documents = [belmor()[0].id, second()[0].id]
    kept = [c for d in documents for c in store.claims(document=d) if c.stance == "asserted" and c.status != "rejected"]
    return [{**statement(claim_to_json(one)), "days": one.date} for one in kept]


def part(made: dict[str, Any], name: str) -> str:
    held = made.get(name, "")
    first = held[0] if isinstance(held, list) else held
    return str(first["label"] if isinstance(first, dict) else first)


def ids(store: Store, asked: Asked, order: Order | None = None) -> list[str]:
    total, page = told(store, asked, order or Order(), 100, 0)
    assert total == len(page)
    return [one.claim.id for one in page]


WORDS = (
    "regiment",
    "ÜBERREGIMENT",
    "überregiment",
    "Orm",
    "кремень",
    "o",
    "scribe",
    "belmor",
    "بلمور",
    "100%",
    "_",
    "sib",
    ANY,
)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_parts_of_statements_are_found_as_they_are_exported(full: Store, name: str) -> None:
    every = objects(full)
    for word in WORDS:
        held = {
            m["@id"] for m in every if (w := part(m, PARTS[name])) and (word == ANY or word.casefold() in w.casefold())
        }
        assert set(ids(full, Asked(parts=((slots()[PARTS[name]], word),)))) == held, word


@pytest.mark.parametrize("name", ["name", "role", "places", "relatesToPersons", "memberOf"])
@pytest.mark.parametrize("down", [False, True])
def test_lists_are_sorted_by_parts_of_statements(full: Store, name: str, down: bool) -> None:
    by_id = {m["@id"]: part(m, name) for m in objects(full)}
    found = [by_id[i] for i in ids(full, Asked(), Order("", slots()[name], down))]
    said = [w for w in found if w]
    assert said == sorted(said, reverse=down)
    assert len(said) == sum(1 for w in by_id.values() if w)
    assert not any(found[len(said) :])


@pytest.mark.parametrize(
    ("first", "last"),
    [("1875-01-01", ""), ("", "1843-12-31"), ("1880-05-01", "1880-05-31"), ("1876-01-01", "1878-01-01")],
)
def test_dates_lie_between(full: Store, first: str, last: str) -> None:
    held = set()
    for made in objects(full):
        if made["days"] is not None:
            low, high = made["days"].earliest, made["days"].latest
            if (high or low) >= (first or "0") and (low or high) <= (last or "9"):
                held.add(made["@id"])
    assert set(ids(full, Asked(first=first, last=last))) == held
    assert held


def test_all_conditions_hold_for_one_claim(full: Store) -> None:
    role = (slots()["role"], "commander")
    assert len(ids(full, Asked(parts=(role,)))) == 1
    assert len(ids(full, Asked(parts=(role,), quote="regiment"))) == 1
    assert not ids(full, Asked(parts=(role,), quote="captured"))
    assert people(full, Asked(parts=(role,), quote="captured"), Order("id"), 10, 0) == (0, [])
    assert not ids(full, Asked(parts=(role,), person="тимур-радов"))


@pytest.mark.parametrize(
    ("asked", "many"),
    [
        (Asked(near_person="rafi"), 11), (Asked(near_person="БЕЛМОР"), 0), (Asked(near_person="радов"), 6),
        (Asked(near_source="wiki.example"), 17), (Asked(near_source="тимур"), 6), (Asked(source="https://wiki.example/Radov"), 6),
        (Asked(source="https://wiki.example/Belmor?oldid=77"), 11), (Asked(source="https://wiki.example/Belmor?oldid=78"), 0),
        (Asked(near_statement="colonel"), 2), (Asked(near_statement="colonel", quote="1880"), 2), (Asked(quote="!?"), 0),
        (Asked(quote="' OR 1=1 --"), 0), (Asked(near_claim="%"), 0), (Asked(dated=True), 10), (Asked(claim=("x",)), 0),
        (Asked(near_statement="\ud800"), 0), (Asked(person="\x00"), 0),
    ],
)  # fmt: skip
def test_filters(full: Store, asked: Asked, many: int) -> None:
    assert len(ids(full, asked)) == many


def test_pages_hold_everything_once(full: Store) -> None:
    for order in (Order(), Order("date"), Order("person", down=True), Order("document"), Order("", slots()["role"])):
        pages = [told(full, Asked(), order, 4, first)[1] for first in range(0, 20, 4)]
        found = [one.claim.id for page in pages for one in page]
        assert sorted(found) == sorted(m["@id"] for m in objects(full))


def test_persons_and_sources(full: Store) -> None:
    everybody = sorted((row.id, row.name) for row in full.persons())
    assert people(full, Asked(), Order("id"), 1, 1) == (2, everybody[1:])
    assert people(full, Asked(label="belmor"), Order("label"), 5, 0)[0] == 1
    assert [d.title for d, _ in sources(full, Asked(), Order("label", down=True), 5, 0)[1]] == [
        OTHER,
        "Ravi Anwar Belmor",
    ]
    assert [d.title for d, _ in sources(full, Asked(label="belm"), Order("label"), 5, 0)[1]] == ["Ravi Anwar Belmor"]
    documents = [d.id for d in full.documents()]
    assert sorted(r.claim for r in refs_of_sources(full, documents)) == sorted(m["@id"] for m in objects(full))


def test_a_person_whom_decisions_joined_is_one(full: Store) -> None:
    persons = sorted(row.id for row in full.persons())
    decide(full, persons[0], persons[1], "same", author="anna")
    total, found = people(full, Asked(), Order("id"), 10, 0)
    assert total == 1
    head = found[0][0]
    everything = told(full, Asked(), Order(), 50, 0)[1]
    assert {one.person for one in everything} == {head}
    for one in persons:
        assert len(ids(full, Asked(person=one))) == 17
        assert len(told_of(full, [one, "nobody"], ["name", "rank"])[one]) == 7
    assert len(refs_of_persons(full, [head])) == 17
    assert told_of(full, ["nobody"], ["name"]) == {"nobody": []}


def test_what_is_not_asserted_is_not_exchanged(full: Store) -> None:
    for one in full.claims():
        found = told_by_id(full, one.id)
        assert (found is not None) == (one.stance == "asserted" and one.status != "rejected")


def test_every_order_has_a_list(full: Store) -> None:
    make: Callable[[str], list[str]] = lambda name: ids(full, Asked(), Order(name))  # noqa: E731
    assert all(len(make(name)) == 17 for name in ("created", "id", "person", "document", "property", "quote", "date"))
