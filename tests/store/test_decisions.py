"""Who is whom: decisions join persons, are kept, can be undone, and never touch a claim."""

from __future__ import annotations

import pytest

from cursus.claim import Document
from cursus.store import Store
from cursus.store.decisions import DecisionError, decide, history, profiles, undo
from tests.store.make import article, claim

PETROV, HIFTER, OLEG = "ivan-petrov", "iwan-petroff", "oleg-petrov"


def told(text: str, who: str, path: str) -> Document:
    return article(text, path, title=who)


@pytest.fixture
def three(store: Store) -> Store:
    for who, path, born in (
        ("Ivan Petrov", "a.txt", "1801"),
        ("Iwan Petroff", "b.txt", "1801"),
        ("Oleg Petrov", "c.txt", "1835"),
    ):
        document = told(f"{who} was born in {born}. He became an admiral.", who, path)
        found = [
            claim(document, f"born in {born}", "birth", "", who=who, date=born, origin="lead"),
            claim(document, "admiral", "rank", "admiral", who=who),
        ]
        store.add(document, found, [])
    return store


def ids(store: Store) -> list[str]:
    return [row.id for row in store.persons()]


def test_the_same_are_one_person_with_all_claims(three: Store) -> None:
    before = three.claims()
    decide(three, HIFTER, PETROV, "same", note="one birthday, one ship", author="ada")
    assert ids(three) == [PETROV, OLEG]
    one = three.person(HIFTER)
    assert one is not None
    assert one == three.person(PETROV)
    assert (one.claims, one.documents, one.names) == (4, 2, ("Ivan Petrov", "Iwan Petroff"))
    assert {c.person.id for c in three.claims(person=HIFTER)} == {PETROV, HIFTER}
    assert three.claims() == before, "claims keep the person that their article names"
    assert three.counts().persons == three.count_persons() == 2
    assert three.find("petroff")[0].person == one
    assert three.verify() == []


def test_undo_brings_back_what_was(three: Store) -> None:
    rows = three.persons()
    decide(three, PETROV, HIFTER, "same", author="ada")
    taken_back = undo(three, author="bea")
    assert three.persons() == rows
    assert (taken_back.undone_by, history(three)) == ("bea", [])
    assert [(d.kind, d.author, d.undone_by) for d in history(three, undone=True)] == [("same", "ada", "bea")]
    with pytest.raises(DecisionError, match="no decision holds"):
        undo(three)


def test_a_chain_is_one(three: Store) -> None:
    decide(three, PETROV, HIFTER, "same")
    decide(three, HIFTER, OLEG, "same")
    assert ids(three) == [PETROV]
    undo(three)
    assert ids(three) == [PETROV, OLEG]


def test_the_different_are_never_made_one(three: Store) -> None:
    decide(three, PETROV, OLEG, "different")
    decide(three, PETROV, HIFTER, "same")
    with pytest.raises(DecisionError, match="are different"):
        decide(three, HIFTER, OLEG, "same")
    assert ids(three) == [PETROV, OLEG]


def test_those_who_are_one_by_way_of_others_are_not_different(three: Store) -> None:
    decide(three, PETROV, HIFTER, "same")
    decide(three, HIFTER, OLEG, "same")
    with pytest.raises(DecisionError, match=r"make .* one"):
        decide(three, PETROV, OLEG, "different")


def test_a_newer_decision_takes_the_place_of_an_older(three: Store) -> None:
    decide(three, PETROV, HIFTER, "same")
    decide(three, PETROV, HIFTER, "different")
    assert len(ids(three)) == 3
    decide(three, PETROV, HIFTER, "same")
    assert len(ids(three)) == 2
    assert [d.kind for d in history(three)] == ["same"]
    assert [d.kind for d in history(three, undone=True)] == ["same", "different", "same"]


def test_unsure_changes_nothing(three: Store) -> None:
    rows = three.persons()
    decide(three, PETROV, HIFTER, "unsure", note="look at the muster roll")
    assert three.persons() == rows
    assert [d.note for d in history(three, HIFTER)] == ["look at the muster roll"]


def test_decisions_outlive_the_article(three: Store) -> None:
    decide(three, PETROV, HIFTER, "same")
    document = told("Nobody is spoken of here.", "Nobody", "b.txt")
    three.add(document, [], [])
    one = three.person(PETROV)
    assert one is not None
    assert one.names == ("Ivan Petrov",)
    document = told("Iwan Petroff was born in 1801.", "Iwan Petroff", "b.txt")
    three.add(document, [claim(document, "born in 1801", "birth", "", who="Iwan Petroff", date="1801")], [])
    assert ids(three) == [PETROV, OLEG]
    assert three.verify() == []


@pytest.mark.parametrize(
    ("a", "b", "kind", "words"),
    [
        (PETROV, "nobody", "same", "no person has the id nobody"),
        (PETROV, PETROV, "same", "one person already"),
        (PETROV, OLEG, "alike", "is no decision"),
    ],
)
def test_decisions_about_nobody(three: Store, a: str, b: str, kind: str, words: str) -> None:
    with pytest.raises(DecisionError, match=words):
        decide(three, a, b, kind)
    assert history(three, undone=True) == []


def test_profiles_are_of_those_who_stand_for_others(three: Store) -> None:
    decide(three, PETROV, HIFTER, "same")
    found = {p.id: p for p in profiles(three)}
    assert set(found) == {PETROV, OLEG}
    assert [f.edtf for f in found[PETROV].births] == ["1801", "1801"]
    assert found[PETROV].claims == 4
