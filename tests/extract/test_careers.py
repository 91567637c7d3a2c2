"""Ranks, postings, battles, awards, branches, memberships and associations from prose: what must be found and what must not."""

from __future__ import annotations

import pytest

from tests.extract.careers import claims, facts

ME = "Henry Harding"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("In 1853 Harding was promoted to captain.", {(ME, "captain")}),
        ("He was commissioned as a second lieutenant in 1850.", {(ME, "second lieutenant")}),
        ("The governor promoted him to major in 1860.", {(ME, "major")}),
        ("Promoted to colonel in 1861, Harding returned to Ohio.", {(ME, "colonel")}),
        ("He rose to the rank of brigadier general.", {(ME, "brigadier general")}),
        (
            "He rose to become First Corporal, First Sergeant, and First Captain.",
            {(ME, "First Corporal"), (ME, "First Sergeant"), (ME, "First Captain")},
        ),
        ("Harding reported to General William Moss.", {("William Moss", "General")}),
        (
            "He served under Generals William Moss and Amos Reed.",
            {("William Moss", "General"), ("Amos Reed", "General")},
        ),
        ("He served beside William Moss, a major in the engineers.", {("William Moss", "major")}),
        ("The board secured the appointment of Harding as a cadet.", {(ME, "cadet")}),
    ],
)
def test_ranks(body: str, expected: set[tuple[str, str]]) -> None:
    assert facts(body, "rank") == expected


@pytest.mark.parametrize(
    "body",
    [
        "It was a major battle and a general retreat.",
        "He hoped to be promoted to colonel.",
        "He was regarded as a general of the old school.",
        "His brother was promoted to captain.",
        "He lived in the General Harding Hotel.",
        "The rank of colonel was abolished in 1870.",
    ],
)
def test_no_rank(body: str) -> None:
    assert facts(body, "rank") == set()


def test_a_denied_promotion_is_denied() -> None:
    assert [(c.value.text, c.stance) for c in claims("Harding was not promoted to colonel.", "rank")] == [
        ("colonel", "denied")
    ]


def test_a_rank_in_a_unit_is_three_facts_where_the_words_say_so() -> None:
    body = "In 1855 Harding became a colonel in the 2nd Ohio Cavalry."
    assert facts(body, "rank") == {(ME, "colonel")}
    assert facts(body, "posting") == {(ME, "colonel in the 2nd Ohio Cavalry")}
    assert facts("In 1855 Harding became a colonel in the Union Army.", "branch") == {(ME, "Union Army")}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("He was appointed commander of the 3rd Division in 1862.", {(ME, "commander of the 3rd Division")}),
        (
            "In 1862 Harding took command of the British forces at Quebec.",
            {(ME, "command of the British forces at Quebec")},
        ),
        ("Harding led the Ohio Brigade in 1862.", {(ME, "Ohio Brigade")}),
        ("He served with the 3rd Engineers from 1850 to 1853.", {(ME, "3rd Engineers")}),
        (
            "President Franklin Moss appointed Harding Secretary of War.",
            {("Franklin Moss", "President"), (ME, "Secretary of War")},
        ),
        (
            "William Moss, the second president of the Republic of Ohio, resigned.",
            {("William Moss", "second president of the Republic of Ohio")},
        ),
        (
            "The Superintendent of West Point, General William Moss, wrote to him.",
            {("William Moss", "Superintendent of West Point")},
        ),
        ("He sailed on HMS Ganges, commanded by Captain William Moss.", {("William Moss", "HMS Ganges")}),
        ("As commander of the Ohio Brigade, Harding kept order.", {(ME, "commander of the Ohio Brigade")}),
        (
            "He succeeded General William Moss as commander of the Ohio Brigade.",
            {(ME, "commander of the Ohio Brigade"), ("William Moss", "commander of the Ohio Brigade")},
        ),
        ("He was stationed in Kansas.", {(ME, "Kansas")}),
        (
            "He served as a Group commander in Ohio, a Squadron commander in Iowa, and an instructor at West Point.",
            {(ME, "Group commander in Ohio"), (ME, "Squadron commander in Iowa"), (ME, "instructor at West Point")},
        ),
        (
            "Other subordinates in this unit included Amos Reed and William Moss.",
            {("Amos Reed", "subordinates in this unit"), ("William Moss", "subordinates in this unit")},
        ),
    ],
)
def test_postings(body: str, expected: set[tuple[str, str]]) -> None:
    assert facts(body, "posting") == expected


@pytest.mark.parametrize(
    "body",
    [
        "He led a quiet life and commanded respect.",
        "His father was commander of the Ohio Brigade.",
        "He refused to serve under troops commanded by foreigners.",
        "He was the son of the governor of Ohio.",
        "He wished to be commander of the Ohio Brigade.",
    ],
)
def test_no_posting(body: str) -> None:
    assert [c for c in claims(body, "posting") if c.person.name == ME and c.stance == "asserted"] == []


def test_an_infinitive_is_its_person_s_own() -> None:
    assert facts("President Franklin Moss named Harding to command the Ohio Brigade.", "posting") == {
        ("Franklin Moss", "President"),
        (ME, "command the Ohio Brigade"),
    }


def test_what_was_announced_and_denied_is_both() -> None:
    body = "In March, a military spokesperson announced that Harding had been appointed commander of the militia, but the Council denied this."
    assert {(c.value.text, c.stance, c.says) for c in claims(body, "posting")} == {
        ("commander of the militia", "reported", "military spokesperson"),
        ("commander of the militia", "denied", "Council"),
    }


def test_a_list_of_assignments() -> None:
    found = claims("* 1861–1863: Commanding Officer, 10th Cavalry Regiment", "posting", "Assignments")
    assert [(c.value.text, c.qualifier("unit"), c.date.edtf if c.date else None) for c in found] == [
        ("Commanding Officer, 10th Cavalry Regiment", "10th Cavalry Regiment", "1861/1863")
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("He fought at the battles of Monterrey and Buena Vista.", {(ME, "battles of Monterrey"), (ME, "Buena Vista")}),
        ("Harding led the Ohio Brigade in the Crimean War.", {(ME, "Crimean War")}),
        ("During the Crimean War, he commanded a battery.", {(ME, "Crimean War")}),
        ("He was wounded at Inkerman and Balaclava.", {(ME, "Inkerman"), (ME, "Balaclava")}),
        ("Harding then laid siege to Fort Detroit.", {(ME, "Fort Detroit")}),
        ("His capture of Detroit was celebrated.", {(ME, "capture of Detroit")}),
        ("He participated in actions against the Moros.", {(ME, "actions against the Moros")}),
        ("He was commander of the Ohio forces in the Crimean War.", {(ME, "Crimean War")}),
        ("In 1854, he returned to Turkey to support the Crimean War.", {(ME, "Crimean War")}),
        ("Three months later, in the 1874 Ohio Uprising Harding commanded a battery.", {(ME, "1874 Ohio Uprising")}),
        ("He wrote a history of the Crimean War.", set()),
        ("After the Crimean War he retired.", set()),
        ("He was Secretary of War.", set()),
        ("He opposed the Crimean War.", set()),
        ("While many of his colleagues saw action in the Crimean War, Harding kept the accounts.", set()),
    ],
)
def test_battles(body: str, expected: set[tuple[str, str]]) -> None:
    assert facts(body, "battle") == expected


@pytest.mark.parametrize(
    ("body", "heading", "expected"),
    [
        (
            "He was awarded the Victoria Cross and two Bronze Stars.",
            "Career",
            {(ME, "Victoria Cross"), (ME, "Bronze Stars")},
        ),
        ("Harding received the Order of the Bath in 1861.", "Career", {(ME, "Order of the Bath")}),
        ("His efforts earned him a knighthood.", "Career", {(ME, "knighthood")}),
        ("He was made a Companion of the Order of the Bath.", "Career", {(ME, "Companion of the Order of the Bath")}),
        (
            "* Order of the Crown of Italy, Italy 1866\n* Crimea Medal",
            "Awards",
            {(ME, "Order of the Crown of Italy"), (ME, "Crimea Medal")},
        ),
        ("William Moss was awarded the Victoria Cross.", "Career", {("William Moss", "Victoria Cross")}),
        ("The Victoria Cross was founded in 1856.", "Career", set()),
    ],
)
def test_awards(body: str, heading: str, expected: set[tuple[str, str]]) -> None:
    assert facts(body, "award", heading) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("In 1850 he joined the Royal Navy.", {(ME, "Royal Navy")}),
        ("He served in the Ohio National Guard.", {(ME, "Ohio National Guard")}),
        ("He was an officer in the United States Army.", {(ME, "United States Army")}),
        (
            "He served in three different armies: the Texian Army, the Union Army and the British Army.",
            {(ME, "Texian Army"), (ME, "Union Army"), (ME, "British Army")},
        ),
        ("He met Lt. Col. William Moss (USMC).", {("William Moss", "USMC")}),
        ("He rejoined his army.", set()),
        ("He fought beside a Spanish army.", set()),
        ("He served as Secretary of the Navy.", set()),
    ],
)
def test_branches(body: str, expected: set[tuple[str, str]]) -> None:
    assert facts(body, "branch") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("He was a member of the Revolutionary Council.", {(ME, "Revolutionary Council")}),
        ("Like other members of the Free Officers, Harding was a patriot.", {(ME, "Free Officers")}),
        (
            "He is a member of the Reform Party, the bipartisan Ohio Caucus, and the Western Caucus.",
            {(ME, "Reform Party"), (ME, "Ohio Caucus"), (ME, "Western Caucus")},
        ),
        ("He was a member of the Moss family.", set()),
        ("A member of the Reform Party, Harding spoke often.", {(ME, "Reform Party")}),
    ],
)
def test_memberships(body: str, expected: set[tuple[str, str]]) -> None:
    assert facts(body, "membership") == expected


def test_associations_have_their_kind() -> None:
    found = {
        (c.person.name, c.value.text, c.qualifier("kind"))
        for c in claims(
            "In 1861, under the command of General William Moss, Harding led the Ohio Brigade.", "association"
        )
    }
    assert found == {(ME, "William Moss", "served under")}


def test_somebody_known_by_one_name_only() -> None:
    body = "Harding assisted Morvane in 1869. Morvane's rule was harsh, and Morvane's death was mourned by few. In 1887 Morvane disavowed Harding."
    found = {(c.person.name, c.value.text, c.qualifier("kind")) for c in claims(body, "association")}
    assert found == {(ME, "Morvane", "assisted"), ("Morvane", ME, "repudiated")}


def test_a_posting_carries_the_rank_it_was_held_in() -> None:
    found = claims("He served as commander of the ground forces with the rank of lieutenant general.", "posting")
    assert [c.qualifier("rank") for c in found] == ["lieutenant general"]
