"""Are two persons one? A name and a posting, or a day of birth; never a name alone."""

from __future__ import annotations

import pytest

from cursus.match.block import LARGEST, candidates, pairs
from cursus.match.judge import Candidate, judge
from cursus.match.people import Fact, Post, Profile


def post(words: str, unit: str, role: str = "role:commander", edtf: str | None = None, **more: bool) -> Post:
    return Post(words, role, unit, more.get("specific", True), more.get("head", True), edtf, f"p-{words}-{edtf}")


def person(id_: str, *names: str, **facts: object) -> Profile:
    built = {
        k: tuple(Fact("", e, f"{id_}-{k}") for e in v) if k in ("births", "deaths") else v for k, v in facts.items()
    }  # type: ignore[attr-defined]
    return Profile(id_, names[0], names, **built)  # type: ignore[arg-type]


def found(a: Profile, b: Profile) -> Candidate:
    candidate = judge(a, b)
    assert candidate is not None
    return candidate


MURRAY = "unit:6-highland-regiment"


def test_a_name_alone_is_never_enough() -> None:
    assert found(person("a", "John Murray"), person("b", "John Murray")).verdict == "name"


def test_a_name_and_a_shared_command_are() -> None:
    one = person("a", "John Murray", posts=(post("commander of the regiment", MURRAY, edtf="1781"),))
    two = person("b", "Jon Murray", posts=(post("commander of the regiment", MURRAY, edtf="1780/1782"),))
    candidate = found(one, two)
    assert candidate.verdict == "same"
    assert [e.kind for e in candidate.evidence] == ["posting"]
    assert candidate.evidence[0].claims == ("p-commander of the regiment-1781", "p-commander of the regiment-1780/1782")


def test_successive_commanders_share_nothing() -> None:
    one = person("a", "John Murray", posts=(post("commander", MURRAY, edtf="1781"),))
    two = person("b", "John Murray", posts=(post("commander", MURRAY, edtf="1791"),))
    assert found(one, two).verdict == "name"


def test_another_role_at_the_unit_is_another_posting() -> None:
    one = person("a", "John Murray", posts=(post("commander", MURRAY, edtf="1781"),))
    two = person("b", "John Murray", posts=(post("surgeon", MURRAY, "role:surgeon", "1781"),))
    assert found(one, two).verdict == "name"


def test_a_whole_service_tells_nobody_apart() -> None:
    one = person(
        "a", "Ahmed Ali", posts=(post("officer", "unit:egyptian-army", "role:officer", specific=False, head=False),)
    )
    two = person(
        "b", "Ahmed Ali", posts=(post("officer", "unit:egyptian-army", "role:officer", specific=False, head=False),)
    )
    assert found(one, two).verdict == "name"


def test_the_head_of_a_whole_service_at_one_time_does() -> None:
    one = person("a", "Ahmed Ali", posts=(post("chief", "unit:egyptian-army", "role:chief", "1881", specific=False),))
    two = person(
        "b", "Ahmed Ali", posts=(post("chief", "unit:egyptian-army", "role:chief", "1881-02", specific=False),)
    )
    assert found(one, two).verdict == "same"


@pytest.mark.parametrize(
    ("mine", "theirs", "verdict"),
    [
        ("1769-10-06", "1769-10-06", "same"),
        ("1769-10", "1769-10-06", "possible"),
        ("1769", "1769", "possible"),
        ("1769", "1790", "different"),
        ("1769", "1770", "name"),  # a year apart is a misprint as likely as another person
        ("176X", "1769", "name"),  # a decade is no evidence
        ("1769~", "1772", "name"),
    ],
)
def test_dates_of_birth(mine: str, theirs: str, verdict: str) -> None:
    assert (
        found(person("a", "Isaac Brock", births=(mine,)), person("b", "Isaac Brock", births=(theirs,))).verdict
        == verdict
    )


def test_a_post_long_after_the_others_death_speaks_against() -> None:
    one = person("a", "John Murray", posts=(post("commander", MURRAY, edtf="1831"),))
    two = person("b", "John Murray", deaths=("1812",))
    candidate = found(one, two)
    assert candidate.verdict == "different"
    assert "after the death" in candidate.evidence[0].words


def test_two_pages_of_one_wiki_are_two_people_unless_much_speaks_for_one() -> None:
    one = person("a", "John Murray", pages=("en.wikipedia.org|John Murray",), births=("1769-01-02",))
    two = person("b", "John Murray", pages=("en.wikipedia.org|John Murray (officer)",))
    assert found(one, two).verdict == "different"
    three = person("c", "John Murray", pages=("de.wikipedia.org|John Murray",), births=("1769-01-02",))
    assert found(one, three).verdict == "same"


def test_a_surname_is_no_spelling_of_a_whole_name() -> None:
    assert judge(person("a", "Murray"), person("b", "Murray")) is None


def test_across_scripts() -> None:
    one = person("a", "Ahmed Urabi", births=("1841-03-31",))
    two = person("b", "أحمد عرابي", births=("1841-03-31",))
    assert [c.verdict for c in candidates([one, two])] == ["same"]


def test_a_crowd_of_namesakes_is_compared_by_what_else_they_share() -> None:
    crowd = [person(f"p{n}", "John Smith", births=(str(1700 + n),)) for n in range(3 * LARGEST)]
    twin = person("twin", "John Smith", births=("1701",))
    assert pairs([*crowd, twin]) == {(1, 3 * LARGEST)}


def test_order_plays_no_part() -> None:
    one = person("a", "John Murray", births=("1769",))
    two = person("b", "John Murray", births=("1769",))
    assert judge(one, two) == judge(two, one)
