"""What prose states, to whom it belongs, when, and how sure: one invented sentence a case."""

from __future__ import annotations

import pytest

from cursus.claim import Bounds
from tests.extract.story import claims_of, told

Fact = tuple[str, str, str, "str | None", str]

STATED: list[tuple[str, Fact]] = [
    # ranks
    ("In 1841 Marsh was promoted to major.", ("Marsh", "rank", "major", "1841", "asserted")),
    ("By April 1845 he held the rank of colonel.", ("Marsh", "rank", "colonel", "[..1845-04]", "asserted")),
    (
        "In May 1850, he was reported as holding the rank of major general.",
        ("Marsh", "rank", "major general", "1850-05", "reported"),
    ),
    ("Marsh met Colonel Henry Dalby in 1844.", ("Dalby", "rank", "Colonel", "1844", "asserted")),
    # postings
    ("In 1846 he was appointed governor of Malta.", ("Marsh", "posting", "governor of Malta", "1846", "asserted")),
    ("He commanded the 12th Brigade from 1848 to 1850.", ("Marsh", "posting", "12th Brigade", "1848/1850", "asserted")),
    (
        "He was appointed chief of staff of the 5th Division on 1 January 1861, a post he held until 1864.",
        ("Marsh", "posting", "chief of staff of the 5th Division", "1861-01-01/1864", "asserted"),
    ),
    ("In 1820 he joined the Royal Navy.", ("Marsh", "branch", "Royal Navy", "1820", "asserted")),
    ("Marsh joined the Royal Navy in 1820.", ("Marsh", "branch", "Royal Navy", "1820", "asserted")),
    ("He was taken prisoner in June 1855 and released in 1856.", ("Marsh", "event", "captured", "1855-06", "asserted")),
    (
        "Between 1842 and 1845 Marsh commanded the 2nd Division.",
        ("Marsh", "posting", "2nd Division", "1842/1845", "asserted"),
    ),
    # life
    ("Marsh was born in Dublin in 1801.", ("Marsh", "birth", "Dublin", "1801", "asserted")),
    ("He died in London on 4 May 1871.", ("Marsh", "death", "London", "1871-05-04", "asserted")),
    ("Dalby died in 1860. General Henry Dalby was killed in 1861.", ("Dalby", "death", "", "1861", "asserted")),
    # education, family
    (
        "He graduated from the Royal Military Academy in 1819.",
        ("Marsh", "education", "Royal Military Academy", "1819", "asserted"),
    ),
    ("In 1830 he married Anne Gray.", ("Marsh", "relative", "Anne Gray", "1830", "asserted")),
    # battles, awards, events
    ("Marsh fought at the Battle of Alma in 1854.", ("Marsh", "battle", "Battle of Alma", "1854", "asserted")),
    ("In 1856 he was awarded the Order of the Bath.", ("Marsh", "award", "Order of the Bath", "1856", "asserted")),
    ("He was captured in June 1855.", ("Marsh", "event", "captured", "1855-06", "asserted")),
    # dates against an anchor
    (
        "In 1852 he went to India. In March, Marsh was promoted to colonel.",
        ("Marsh", "rank", "colonel", "1852-03", "asserted"),
    ),
]


@pytest.mark.parametrize(("body", "fact"), STATED)
def test_stated(body: str, fact: Fact) -> None:
    assert fact in told(body)


NOT_STATED: list[tuple[str, str, str]] = [
    # (body, property, value that must not be asserted of Marsh)
    ("Marsh hoped to be promoted to major general.", "rank", "major general"),
    ("He was never promoted to colonel.", "rank", "colonel"),
    ("Had he stayed, Marsh would have been appointed governor of Malta.", "posting", "governor of Malta"),
    ("General Henry Dalby was captured in 1855.", "event", "captured"),
    ("His brother served in the Royal Navy.", "branch", "Royal Navy"),
    ("The regiment was sent to Malta, and Dalby was wounded.", "event", "wounded"),
    ("Was he ever appointed governor of Malta?", "posting", "governor of Malta"),
    ("Marsh may have been wounded at Alma.", "event", "wounded"),
]


@pytest.mark.parametrize(("body", "prop", "value"), NOT_STATED)
def test_never_more_than_the_source(body: str, prop: str, value: str) -> None:
    wrong = [
        f
        for f in told(body)
        if f[0] == "Marsh" and f[1] == prop and f[2].casefold() == value.casefold() and f[4] == "asserted"
    ]
    assert not wrong


def test_an_announcement_that_is_denied_gives_both_sides() -> None:
    body = "In March 1848, a court official announced that Marsh had been appointed governor of Malta, but the Colonial Office denied this."
    sides = {
        (c.stance, c.says) for c in claims_of(body) if c.property == "posting" and c.value.text == "governor of Malta"
    }
    assert sides == {("reported", "court official"), ("denied", "Colonial Office")}


def test_casualties_keep_their_bounds() -> None:
    claims = claims_of(
        "In June 1851 a bomb exploded at Marsh's residence in Valletta, killing 4 people and injuring at least 3 others."
    )
    numbers = {k: v for c in claims if c.property == "event" for k, v in c.qualifiers if isinstance(v, Bounds)}
    assert numbers["killed"] == Bounds(4, 4)
    assert numbers["injured"] == Bounds(3, None)


def test_a_footnote_belongs_to_its_clause() -> None:
    body = "Marsh was promoted to major in 1841,<ref>Gray 1850</ref> and he commanded the 12th Brigade in 1848.<ref>Dale 1860</ref>"
    labels = {
        c.property: [s.label for s in c.citations]
        for c in claims_of(body)
        if c.property in ("rank", "posting") and c.quote.section
    }
    assert labels["rank"] == ["1"]
    assert labels["posting"] == ["2"]


def test_a_later_footnote_of_the_paragraph_is_inherited_and_said_so() -> None:
    claims = claims_of("Marsh was promoted to major in 1841. He returned to Dublin in 1842.<ref>Gray 1850</ref>")
    rank = next(c for c in claims if c.property == "rank" and c.quote.section)
    assert [(s.label, s.scope) for s in rank.citations] == [("1", "inherited")]


def test_names_and_scripts_of_the_lead() -> None:
    lead = "'''Edward Halloran Marsh''' (also spelled '''Marsch''' or '''Mersh''', Russian: Эдвард Марш; born {{circa|1801}}) was an officer."
    names = {
        (c.value.text, c.qualifier("kind"), c.qualifier("script")) for c in claims_of("", lead) if c.property == "name"
    }
    assert ("Marsch", "alias", "Latn") in names
    assert ("Эдвард Марш", "native", "Cyrl") in names
    assert not any(text == "Russian" for text, _, _ in names)


def test_a_person_known_by_name_alone_stays_in_the_article() -> None:
    claims = claims_of("Marsh met Colonel Henry Dalby. He also met General [[John Peel (general)|John Peel]].")
    ids = {c.person.name: c.person.id for c in claims if c.property == "rank"}
    assert ids["Henry Dalby"].startswith("henry-dalby~")
    assert "~" not in ids["John Peel"]


def test_an_article_about_a_town_gives_no_claims() -> None:
    text = "'''Harwick''' is a town in the north. It has a harbour and a market. The population was 4,000 in 1990."
    assert claims_of("The town lies on a river.", text, "Harwick") == ()
