"""What dates in running text say."""

from __future__ import annotations

import pytest

from cursus.text.dates import bounds, find_dates, next_anchor, validate


def told(text: str, **options: str) -> list[str]:
    return [m.date.edtf for m in find_dates(text, **options)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On 2 March 1815, he landed.", "1815-03-02"),
        ("on February 2, 1803 in Kent", "1803-02-02"),
        ("on the 5th of May 1843", "1843-05-05"),
        ("May 1843 saw him sail", "1843-05"),
        ("In 1843 he sailed.", "1843"),
        ("in the 1840s", "184X"),
        ("in the late 19th century", "18XX"),
        ("the 3rd century BC", "-02XX"),
        ("dated 1843-05-06", "1843-05-06"),
        ("by April 1811", "[..1811-04]"),
        ("no later than 5 May 1811", "[..1811-05-05]"),
        ("He served until 1811.", "../1811"),
        ("since May 1811", "1811-05/.."),
        ("before 1811", "[..1811]"),
        ("after 12 May 1811", "[1811-05-12..]"),
        ("circa 1811", "1811~"),
        ("(c. 1811)", "1811~"),
        ("around May 1811", "1811-05~"),
        ("perhaps in 1811", "1811?"),
        ("possibly 1811", "1811?"),
        ("from 1811 to 1813", "1811/1813"),
        ("from 5 May 1811 until June 1813", "1811-05-05/1813-06"),
        ("in 1811–13", "1811/1813"),
        ("(1811–1813)", "1811/1813"),
        ("10–15 May 1811", "1811-05-10/1811-05-15"),
        ("28 December – 3 January 1811", "1810-12-28/1811-01-03"),
        ("from March to June 1811", "1811-03/1811-06"),
        ("either 1811 or 1812", "[1811,1812]"),
        ("born between 1811 and 1815", "[1811..1815]"),
        ("Between 1811 and 1815, he served", "1811/1815"),
        ("in the spring of 1811", "1811-21"),
        ("the winter of 1811–12", "1811-24"),
        ("in summer and autumn of 1811", "{1811-22,1811-23}"),
        ("1811–present", "1811/.."),
        ("44 BC", "-0043"),
        ("1 BC", "0000"),
        ("AD 70", "0070"),
        ("428/427 BC", "[-0427,-0426]"),
        ("16 June 1723 NS (5 June OS)", "1723-06-16"),
        ("5 June 1723 (O.S.)", "1723-06-16"),
        ("29 May [O.S. 17 May] 1868", "1868-05-29"),
        ("15 Jumada al-Awwal 1343", "1924-12-12"),
        ("22 Bahman 1357", "1979-02-11"),
        ("in Shōwa 16", "1941"),
        ("in the 5th year of the reign of George III", "[1764,1765]"),
        ("5/6/1811", "[1811-05-06,1811-06-05]"),
        ("25/6/1811", "1811-06-25"),
    ],
)
def test_words_say(text: str, edtf: str) -> None:
    assert told(text)[:1] == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf", "rule"),
    [
        ("in early 1811", "1811", "date.year-part"),
        ("at the end of May 1811", "1811-05", "date.month-part"),
        ("by the end of 1811", "[..1811]", "date.by-year-part"),
        ("in the mid-1840s", "184X", "date.decade-part"),
        ("It was not until 1811 that he left", "1811", "date.not-until-year"),
        ("He did not sail before May 1811", "[1811-05..]", "date.not-before-month"),
        ("in the 1811 campaign", "1811", "date.year-of-event"),
        ("papers from the 1811 congress", "1811", "date.year-of-event"),
        ("since at least 1811", "1811/..", "date.since-year"),
        ("until at least 1811", "1811", "date.at-least-year"),
    ],
)
def test_a_date_never_says_more_than_its_words(text: str, edtf: str, rule: str) -> None:
    match = find_dates(text)[0]
    assert (match.date.edtf, match.date.rule) == (edtf, rule)


@pytest.mark.parametrize(
    "text",
    [
        "He led 1500 men of the 1st Division.",
        "with 1200 horses and 1800 guns",
        "pp. 1811–1813",
        "Resolution 1973 was adopted",
        "ISBN 0-1811-23",
        "the March on the city",
        "You may sail, and march.",
        "a 12,1811 and 3.1811 and 1811.5",
        "room 1811",
        "31 February 1811",
        "in March, by April, later that summer",
        "the 17 February Brigade",
        "Flight 1811 and unit 1204",
        "the 1811th man",
    ],
)
def test_numbers_and_words_that_are_no_dates(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "anchor", "edtf"),
    [
        ("In March, he left.", "1811", "1811-03"),
        ("By April, he held a post.", "1811", "[..1811-04]"),
        ("Until June he stayed.", "1811-05", "../1811-06"),
        ("on 25 April", "1811-04-12", "1811-04-25"),
        ("Later that summer he left.", "1811", "1811-22"),
        ("The following year he left.", "1811-05-03", "1812"),
        ("Three months later he left.", "1811-11", "1812-02"),
        ("Three months later he left.", "1811", "[1811,1812]"),
        ("Two years later he left.", "1811", "1813"),
        ("He left two years after.", "1811", "1813"),
        ("Two days later he left.", "1811-04-30", "1811-05-02"),
        ("A week and a half later he left.", "1811-04-05", "1811-04-15~"),
        ("The next day he left.", "1811-12-31", "1812-01-01"),
        ("In October of that year he left.", "1811-02", "1811-10"),
        ("The following year, in May, he left.", "1811", "1812-05"),
        ("The following spring he left.", "1811-10", "1812-21"),
        ("Shortly afterwards, he left.", "1811-10-02", "[1811-10-02..]"),
        ("By the end of the year he had left.", "1811-10", "[..1811]"),
        ("for the next two years", "1811", "1811/1813"),
        ("from March to June", "1811", "1811-03/1811-06"),
        ("A year later he left.", "1811~", "1812~"),
        ("In May he left.", "[1811-02,1811-03]", "1811-05"),
    ],
)
def test_phrases_count_from_the_anchor(text: str, anchor: str, edtf: str) -> None:
    match = find_dates(text, anchor=anchor)[0]
    assert (match.date.edtf, match.date.anchor, match.relative) == (edtf, anchor, True)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("The next day he left.", "1811"),  # too coarse
        ("In March he left.", "1811-10"),  # of which year?
        ("In March he left.", "1811/1815"),
        ("two years after the war", "1811"),  # counted from the war
        ("a year after joining", "1811"),
        ("In March he left.", "181X"),
    ],
)
def test_where_the_anchor_does_not_carry_there_is_no_date(text: str, anchor: str) -> None:
    assert told(text, anchor=anchor) == []


def test_a_date_anchors_what_follows_it() -> None:
    text = "In 1811 he sailed. In March (1805–1870) he landed. Two years later, in June, he died."
    assert told(text) == ["1811", "1811-03", "1805/1870", "1813-06"]


def test_age_counts_from_birth_and_not_beside_a_date() -> None:
    assert told("At the age of 26 he sailed.", birth="1811-05-03") == ["[1837,1838]"]
    assert told("At the age of twenty-six he sailed.", birth="1811") == ["[1837,1838]"]
    assert told("At the age of 26 he sailed.") == []
    assert told("In 1837, at the age of 26, he sailed.", birth="1811") == ["1837"]


def test_next_anchor_is_the_last_date_that_can_carry() -> None:
    text = "In 1811 he met his wife (1805–1870) in the 1810s."
    assert next_anchor(text, find_dates(text)) == "1811"
    assert next_anchor("no date", [], "1799") == "1799"


@pytest.mark.parametrize(
    ("lang", "text", "edtf"),
    [
        ("de", "am 5. März 1811", "1811-03-05"),
        ("de", "seit Mai 1811", "1811-05/.."),
        ("de", "um 1811", "1811~"),
        ("de", "von 1811 bis 1813", "1811/1813"),
        ("fr", "le 1er avril 1811", "1811-04-01"),
        ("fr", "vers 1811", "1811~"),
        ("fr", "de 1811 à 1813", "1811/1813"),
        ("es", "el 12 de junio de 1811", "1811-06-12"),
        ("es", "hasta mayo de 1811", "../1811-05"),
        ("it", "il 16 giugno 1811", "1811-06-16"),
        ("it", "dal 1811 al 1813", "1811/1813"),
        ("ru", "20 ноября 1811 года", "1811-11-20"),
        ("ru", "около 1811 года", "1811~"),
        ("ru", "с 1811 по 1813", "1811/1813"),
        ("uk", "11 березня 1811 року", "1811-03-11"),
        ("uk", "до 1811", "../1811"),
        ("ar", "في 15 يناير 1811", "1811-01-15"),
        ("ar", "حوالي عام 1811", "1811~"),
    ],
)
def test_other_languages(lang: str, text: str, edtf: str) -> None:
    assert told(text, lang=lang)[:1] == [edtf]


def test_matches_are_verbatim_ordered_and_within_their_bounds() -> None:
    text = "By April 1811, or from 3 May 1812 to June 1813; then (c. 1820), until\nMarch 1, 1821. In 1822 he left; a year later he died."
    end = 0
    matches = find_dates(text)
    assert len(matches) == 6
    for match in matches:
        assert text[match.start : match.end] == match.date.text
        assert match.start >= end
        assert validate(match.date.edtf).valid
        assert bounds(match.date.edtf) == (match.date.earliest, match.date.latest)
        end = match.end


def test_ends_are_real_only_where_the_words_say_so() -> None:
    flags = {
        m.date.edtf: (m.date.starts, m.date.ends)
        for m in find_dates("from 1811 to 1813; since 1815; until 1817; by 1819")
    }
    assert flags == {
        "1811/1813": (True, True),
        "1815/..": (True, False),
        "../1817": (False, True),
        "[..1819]": (False, False),
    }
