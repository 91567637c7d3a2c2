"""Who commanded a unit on a day: nothing is filled in silently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cursus.claim import Claim, Date, Document
from cursus.dossier.command import CERTAIN, NONE, POSSIBLE, Command, is_command, who_commanded
from cursus.store import Store, open_store
from cursus.store.decisions import decide
from tests.store.make import article, claim

UNIT = "3rd Battery"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "made.db")) as opened:
        yield opened


def post(
    document: Document, who: str, when: Date | None, role: str = "commander", stance: str = "asserted", unit: str = UNIT
) -> Claim:
    from dataclasses import replace

    made = claim(
        document,
        who,
        "posting",
        f"{role} {when.edtf if when else ''}",
        who=who,
        qualifiers=(("role", role), ("unit", unit)),
    )
    return replace(made, date=when, stance=stance)


def date(edtf: str, *, starts: bool = False, ends: bool = False) -> Date:
    return Date(edtf, edtf, None, None, starts, ends, "made")


def told(store: Store, *posts: tuple[str, Date | None], **more: str) -> None:
    names = list(dict.fromkeys(who for who, _ in posts))
    path = more.pop("path", "a.txt")
    document = article(". ".join(names) + f". In {path}.", path, title=names[0])
    store.add(document, [post(document, who, when, **more) for who, when in posts], [])


def ask(store: Store, day: str, role: str | None = None) -> Command:
    (unit,) = store.units(UNIT)
    return who_commanded(store, unit, day, role)


def names(answer: Command) -> list[tuple[str, str]]:
    return [(h.name, h.certainty) for h in answer.holders]


def test_a_source_that_covers_the_day(store: Store) -> None:
    told(store, ("Ada Berg", date("1861-03/1864-05", starts=True, ends=True)))
    assert names(ask(store, "1862-01-01")) == [("Ada Berg", CERTAIN)]
    assert names(ask(store, "1861-03-15")) == [("Ada Berg", POSSIBLE)], "some day of March it began"
    assert ask(store, "1860-01-01").certainty == NONE
    assert ask(store, "1865-01-01").certainty == NONE


def test_a_beginning_and_an_end_told_apart(store: Store) -> None:
    told(store, ("Ada Berg", date("1861-03-01", starts=True)), ("Ada Berg", date("1864-05-01", ends=True)))
    (holder,) = ask(store, "1862-01-01").holders
    assert (holder.certainty, holder.why, len(holder.claims)) == (CERTAIN, "between its beginning and its end", 2)


def test_a_beginning_without_an_end_stays_open_and_says_so(store: Store) -> None:
    told(store, ("Ada Berg", date("1861-03-01", starts=True)))
    (holder,) = ask(store, "1865-01-01").holders
    assert (holder.certainty, holder.why) == (POSSIBLE, "known before; nobody says until when")
    assert ask(store, "1861-02-28").certainty == NONE
    assert ask(store, "1931-01-01").certainty == NONE


def test_a_successor_closes_what_was_open(store: Store) -> None:
    told(store, ("Ada Berg", date("1861-03-01", starts=True)), ("Karl Holm", date("1863", starts=True)))
    assert names(ask(store, "1862-06-01")) == [("Ada Berg", POSSIBLE)]
    assert names(ask(store, "1864-06-01")) == [("Karl Holm", POSSIBLE)]


def test_the_dead_command_nobody(store: Store) -> None:
    document = article("Ada Berg. In a.txt.")
    died = claim(document, "Ada Berg", "death", "", who="Ada Berg", date="1862")
    store.add(document, [post(document, "Ada Berg", date("1861-03-01", starts=True)), died], [])
    assert names(ask(store, "1861-06-01")) == [("Ada Berg", POSSIBLE)]
    answer = ask(store, "1863-06-01")
    assert answer.certainty == NONE
    assert answer.before is not None
    assert answer.before.why == "dead by then"


def test_between_two_sightings(store: Store) -> None:
    told(store, ("Ada Berg", date("1861")), ("Ada Berg", date("1865")))
    (holder,) = ask(store, "1863-01-01").holders
    assert (holder.certainty, holder.why) == (POSSIBLE, "known before and after")


def test_a_gap_names_the_nearest_on_both_sides(store: Store) -> None:
    told(
        store,
        ("Ada Berg", date("1861/1862", starts=True, ends=True)),
        ("Karl Holm", date("1866/1867", starts=True, ends=True)),
    )
    answer = ask(store, "1864-01-01")
    assert (answer.certainty, answer.holders) == (NONE, ())
    assert answer.before is not None
    assert answer.after is not None
    assert (answer.before.name, answer.after.name) == ("Ada Berg", "Karl Holm")


def test_what_has_no_date_is_told_apart(store: Store) -> None:
    told(store, ("Ada Berg", None))
    answer = ask(store, "1864-01-01")
    assert answer.certainty == NONE
    assert [h.name for h in answer.undated] == ["Ada Berg"]


def test_what_is_denied_holds_nothing(store: Store) -> None:
    told(store, ("Ada Berg", date("1861/1865", starts=True, ends=True)), stance="denied")
    answer = ask(store, "1862-06-01")
    assert answer.certainty == NONE
    assert [c.stance for c in answer.doubted] == ["denied"]


def test_two_who_cannot_both_be_right_stand_side_by_side(store: Store) -> None:
    told(store, ("Ada Berg", date("1861/1865", starts=True, ends=True)))
    told(store, ("Karl Holm", date("1862/1864", starts=True, ends=True)), path="b.txt")
    assert names(ask(store, "1863-06-01")) == [("Ada Berg", CERTAIN), ("Karl Holm", CERTAIN)]


def test_those_who_are_one_person_hold_one_post(store: Store) -> None:
    told(store, ("Ada Berg", date("1861-03-01", starts=True)))
    told(store, ("Adah Bergh", date("1864-05-01", ends=True)), path="b.txt")
    decide(store, "ada-berg", "adah-bergh", "same")
    assert names(ask(store, "1862-06-01")) == [("Ada Berg", CERTAIN)]


def test_spellings_of_one_unit(store: Store) -> None:
    told(store, ("Ada Berg", date("1861", starts=True)), unit="Third Battery")
    told(store, ("Karl Holm", date("1866", starts=True)), unit="3rd battery", path="b.txt")
    (unit,) = store.units("third battery")
    assert unit.names == ("3rd battery", "Third Battery")
    assert store.units("4th battery") == []
    assert [u.key for u in store.units()] == [unit.key]


def test_units_go_with_their_article(store: Store) -> None:
    told(store, ("Ada Berg", date("1861", starts=True)))
    store.add(article("Nobody. In a.txt.", "a.txt"), [], [])
    assert store.units() == []


@pytest.mark.parametrize(
    ("role", "leads"),
    [
        ("commander", True),
        ("commanding officer", True),
        ("deputy commander", False),
        ("colonel-in-chief", False),
        ("surgeon", False),
        (None, False),
    ],
)
def test_roles_that_lead(role: str | None, leads: bool) -> None:
    assert is_command(role) is leads


def test_another_role_on_request(store: Store) -> None:
    told(store, ("Ada Berg", date("1861/1865", starts=True, ends=True)), role="surgeon")
    assert ask(store, "1862-06-01").certainty == NONE
    assert names(ask(store, "1862-06-01", "surgeon")) == [("Ada Berg", CERTAIN)]
