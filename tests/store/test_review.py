"""Decisions about claims: what they do, how long they hold, and how they are taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cursus.claim import Claim, Document
from cursus.store import Store, open_store
from cursus.store.review.decide import review, undo
from cursus.store.review.errors import NoSuchClaim, ReviewError, StaleClaim
from cursus.store.review.log import events_of, log
from cursus.store.review.model import Changes
from cursus.store.review.queue import queue, tally
from cursus.store.review.states import state
from tests.store.make import FIRST, article, claim, petrov

COPY = "Another life. Ivan Petrov, they say, was a rear admiral in 1895."


def rank(store: Store, status: str | None = None) -> Claim:
    return next(c for c in store.claims(property="rank") if status in (None, c.status))


def revised(source: str) -> tuple[Document, list[Claim]]:
    return petrov(source)


def copy(words: str = COPY, path: str = "copy.txt") -> tuple[Document, list[Claim]]:
    """Another article that states the rank, in other words."""
    document = article(words, path)
    return document, [claim(document, words.split(". ")[1], "rank", "rear admiral", date="1895")]


def test_a_rejection_is_about_the_fact_whoever_states_it(store: Store) -> None:
    store.add(*petrov(), [])
    store.add(*copy(), [])
    first, second = store.claims(property="rank")
    done = review(store, first.id, "reject", author="anna", note="no such rank")
    assert done.touched == 2
    assert [c.status for c in store.claims(property="rank")] == ["rejected", "rejected"]
    store.add(*copy("A third life. Petrov Ivan was, in 1895, a rear admiral.", "third.txt"), [])
    assert [c.status for c in store.claims(property="rank")] == ["rejected"] * 3, "also what comes in later"
    assert state(store, second.id) == replace(
        done.states[first.id], claim_id=second.id, sentence=state(store, second.id).sentence  # type: ignore[union-attr]
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["accept", "reject"])
def test_a_decision_about_a_sentence_leaves_others(store: Store, kind: str) -> None:
    store.add(*petrov(), [])
    store.add(*copy(), [])
    review(store, store.claims(property="rank")[0].id, kind, scope="sentence")
    assert sorted(c.status for c in store.claims(property="rank")) == sorted(
        ["accepted" if kind == "accept" else "rejected", "unreviewed"]
    )


def test_it_survives_a_revision_that_leaves_the_sentence(store: Store) -> None:
    store.add(*petrov(), [])
    review(store, rank(store).id, "accept")
    store.add(*revised("A new first line.\n\n" + FIRST + "\n\nAnd a new last one."), [])
    assert rank(store).status == "accepted"
    assert tally(store)["changed"] == 0


@pytest.mark.parametrize("kind", ["accept", "reject"])
def test_it_comes_back_when_the_sentence_changed(store: Store, kind: str) -> None:
    store.add(*petrov(), [])
    review(store, rank(store).id, kind, author="anna")
    changed = article(FIRST.replace("in 1895.", "in 1895, it is said."), "petrov.txt", "Ivan Petrov")
    again = claim(changed, "Ivan Petrov was a rear admiral in 1895", "rank", "rear admiral", date="1895")
    store.add(changed, [again], [])
    assert rank(store).status == "unreviewed"
    page = queue(store, "changed")
    assert [item.claim.id for item in page.items] == [again.id]
    at = state(store, again.id)
    assert at is not None
    assert at.again
    assert [e.author for e in events_of(store, at)] == ["anna"], "its history goes on"
    review(store, again.id, kind)
    assert rank(store).status != "unreviewed"
    assert queue(store, "changed").items == ()
    store.add(*revised(changed.source + "\n\nMore."), [])


def test_a_correction_shows_with_what_the_source_says(store: Store) -> None:
    store.add(*petrov(), [])
    one = rank(store)
    review(store, one.id, "correct", changes=Changes(value="vice admiral", date="1896-01", stance="reported"))
    now = rank(store)
    assert (now.value.text, now.stance, now.status) == ("vice admiral", "reported", "corrected")
    assert now.date is not None
    assert (now.date.edtf, now.date.earliest, now.date.latest) == ("1896-01", "1896-01-01", "1896-01-31")
    assert now.corrected == (("value", "rear admiral"), ("date", "1895"), ("stance", "asserted"))
    assert now.quote == one.quote, "a quote stays what the article says"
    undo(store)
    assert rank(store) == one


def test_a_correction_survives_and_a_second_one_starts_from_the_source(store: Store) -> None:
    store.add(*petrov(), [])
    review(store, rank(store).id, "correct", changes=Changes(value="commodore"))
    store.add(*revised(FIRST + "\n\nMore."), [])
    assert rank(store).value.text == "commodore"
    review(store, rank(store).id, "correct", changes=Changes(date=""))
    now = rank(store)
    assert (now.value.text, now.date, now.corrected) == ("rear admiral", None, (("date", "1895"),))
    change = store.add(*petrov(FIRST + "\n\nMore and more."), [])
    assert change.changed == (), "what a reviewer corrected is no change of the article"


def test_moving_a_claim_to_somebody_new_and_back(store: Store) -> None:
    store.add(*petrov(), [])
    one = rank(store)
    review(store, one.id, "correct", changes=Changes(person_name="Pavel Petrov"))
    moved = rank(store)
    assert moved.person.name == "Pavel Petrov"
    assert [c.id for c in store.claims(person=moved.person.id)] == [one.id]
    assert {p.name for p in store.persons()} == {"Ivan Petrov", "Pavel Petrov"}
    assert store.verify() == []
    store.add(*revised(FIRST + "\n\nMore."), [])
    assert rank(store).person.name == "Pavel Petrov"
    undo(store)
    assert {p.name for p in store.persons()} == {"Ivan Petrov"}
    assert store.verify() == []


def test_stale_writes_are_refused(store: Store) -> None:
    store.add(*petrov(), [])
    one = rank(store)
    review(store, one.id, "accept", version=0)
    with pytest.raises(StaleClaim) as refused:
        review(store, one.id, "reject", version=0)
    assert refused.value.version == state(store, one.id).version == 1  # type: ignore[union-attr]
    undo(store)
    with pytest.raises(StaleClaim):
        review(store, one.id, "reject", version=1)


def test_the_version_never_goes_back(store: Store) -> None:
    document, claims = petrov()
    store.add(document, claims, [])
    one = rank(store)
    review(store, one.id, "accept")
    review(store, one.id, "reject")
    before = state(store, one.id)
    store.add(document, claims, [], again=True)
    assert state(store, one.id) == before


def test_saying_it_twice_changes_nothing(store: Store) -> None:
    store.add(*petrov(), [])
    one = rank(store)
    review(store, one.id, "accept", note="seen")
    again = review(store, one.id, "accept", note="seen")
    assert (again.events, again.touched) == ((), 0)
    assert len(log(store)) == 1


def test_undo_gives_back_what_held_before(store: Store) -> None:
    store.add(*petrov(), [])
    one = rank(store)
    review(store, one.id, "accept", author="anna")
    review(store, one.id, "reject", author="ben")
    with pytest.raises(ReviewError, match="ben"):
        undo(store, 2, author="anna", only_own=True)
    undo(store, 2, author="ben", only_own=True)
    assert rank(store).status == "accepted"
    with pytest.raises(NoSuchClaim):
        undo(store, 2)
    undo(store, 1)
    assert rank(store).status == "unreviewed"
    assert [(e.kind, e.undoes, e.undone) for e in log(store)] == [
        ("undo", 1, None), ("undo", 2, None), ("reject", None, 3), ("accept", None, 4),
    ]  # fmt: skip


def test_several_at_once_are_taken_back_at_once(store: Store) -> None:
    store.add(*petrov(), [])
    ids = [c.id for c in store.claims()]
    done = review(store, ids[0], "accept", also=ids[1:])
    assert len(done.events) == 3
    undo(store, done.events[1].n)
    assert {c.status for c in store.claims()} == {"unreviewed"}


def test_rejected_names_and_dates_leave_the_list_of_persons(store: Store) -> None:
    document = article("Ivan Petrov, called Vanya. He was born in 1848.")
    store.add(document, [claim(document, "Ivan Petrov", "name", "Ivan Petrov"), claim(document, "Vanya", "name", "Vanya"),
                         claim(document, "He was born in 1848.", "birth", "", date="1848")], [])  # fmt: skip
    for one in store.claims():
        if one.value.text != "Ivan Petrov":
            review(store, one.id, "reject")
    (person,) = store.persons()
    assert (person.names, person.birth) == (("Ivan Petrov",), None)
    assert store.find("Vanya") == []
    undo(store)
    assert store.verify() == []


def test_somebody_known_in_one_article_is_nobody_elsewhere(store: Store) -> None:
    for path in ("a.txt", "b.txt"):
        document = article(f"A life, {path}. General Smith was a major in 1900.", path)
        one = claim(document, "General Smith was a major in 1900.", "rank", "major", date="1900")
        local = replace(one, person=replace(one.person, id=f"smith~{document.id[:8]}"))
        store.add(document, [local], [])
    review(store, rank(store).id, "reject")
    assert sorted(c.status for c in store.claims(property="rank")) == ["rejected", "unreviewed"]


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        ("praise", None, "no decision"),
        ("correct", None, "says what is corrected"),
        ("accept", Changes(value="x"), "says what is corrected"),
        ("correct", Changes(), "nothing is corrected"),
        ("correct", Changes(date="1848-13"), "no date"),
        ("correct", Changes(stance="shouted"), "no stance"),
        ("correct", Changes(person="nobody"), "no person"),
        ("correct", Changes(person_name=" "), "needs a name"),
        ("correct", Changes(value="x" * 1001), "1,000 characters"),
        ("correct", Changes(value="a\x00b"), "no text"),
        ("correct", Changes(value="a\ud800b"), "no text"),
    ],
)
def test_what_cannot_be_decided(store: Store, kind: str, changes: Changes | None, message: str) -> None:
    store.add(*petrov(), [])
    before = store.claims()
    with pytest.raises(ReviewError, match=message):
        review(store, before[0].id, kind, changes=changes)
    assert store.claims() == before
    assert log(store) == []


def test_no_such_claim(store: Store) -> None:
    with pytest.raises(NoSuchClaim):
        review(store, "0" * 16, "accept")


def test_queues(store: Store) -> None:
    document = article("A life. Ivan Petrov was born in 1848. Ivan Petrov was born in 1849. He was a colonel in 1890.")
    made = [
        claim(document, "Ivan Petrov was born in 1848.", "birth", "", date="1848", score=0.9),
        claim(document, "Ivan Petrov was born in 1849.", "birth", "", date="1849", score=0.4),
        claim(document, "He was a colonel in 1890.", "rank", "colonel", date="1890", score=0.95),
    ]
    store.add(document, made, [])
    assert [i.claim.id for i in queue(store).items] == [c.id for c in made]
    assert [i.claim.id for i in queue(store, "low").items] == [made[1].id]
    assert {i.claim.id for i in queue(store, "conflicting").items} == {made[0].id, made[1].id}
    assert [i.claim.id for i in queue(store, property="rank").items] == [made[2].id]
    first = queue(store, limit=2)
    rest = queue(store, limit=2, after=first.next)
    assert [i.claim.id for i in (*first.items, *rest.items)] == [c.id for c in made]
    assert rest.next is None
    for bad in ("x", "9", "1:-1", "nan:1", "2:1"):
        with pytest.raises(ValueError, match="no place"):
            queue(store, after=bad)
    with pytest.raises(ValueError, match="no kind"):
        queue(store, "odd")


def test_the_order_of_articles_and_decisions_plays_no_part(make_address: Callable[[], str]) -> None:
    """A decision before or after another article came in leads to the same claims."""
    found = []
    for early in (True, False):
        with open_store(make_address()) as store:
            store.add(*petrov(), [])
            if early:
                review(store, rank(store).id, "reject")
            store.add(*copy(), [])
            if not early:
                review(store, rank(store).id, "reject")
            found.append(store.claims())
    assert found[0] == found[1]


def test_stamps_say_what_is_new(store: Store) -> None:
    store.add(*petrov(), [])
    before, mine = store.stamp(), store.person_stamp("ivan-petrov")
    review(store, rank(store).id, "accept")
    after = store.stamp()
    assert (after.content, after.reviews) == (before.content, 1)
    assert store.person_stamp("ivan-petrov") != mine
    store.add(*copy(), [])
    assert store.stamp().content > after.content
