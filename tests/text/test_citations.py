"""Free-text references: what is read, what is left alone, and where it stands."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cursus.text.citations import parse_reference
from cursus.text.citations.names import is_person, read_people, split_people
from cursus.text.citations.places import is_place
from tests.corpus import corpus

CASES = [
    (
        'Holm, Karl (May 25, 1914). "The Colonel Promises War, and Peace". Sherman Oaks, California: Harbour Magazine. '
        "Archived from the original on May 25, 2014. // Retrieved May 26, 2014.",
        "webpage",
        {
            "author": ["Holm, Karl"],
            "issued": ["May 25, 1914"],
            "title": ["The Colonel Promises War, and Peace"],
            "publisher-place": ["Sherman Oaks, California"],
            "publisher": ["Harbour Magazine"],
            "archive-date": ["May 25, 2014"],
            "accessed": ["May 26, 2014"],
        },
    ),
    (
        "Karl Holm (1996). The Winter War in the North. Northern Press. p. 195. ISBN 0-312-16087-9.",
        "book",
        {
            "author": ["Karl Holm"],
            "issued": ["1996"],
            "title": ["The Winter War in the North"],
            "publisher": ["Northern Press"],
            "page": ["195"],
            "ISBN": ["0-312-16087-9"],
        },
    ),
    (
        "K. Holm & U. Lind, A Study of Batteries, p. 92",
        "",
        {"author": ["K. Holm", "U. Lind"], "title": ["A Study of Batteries"], "page": ["92"]},
    ),
    (
        'Holm, Karl; Ulf Lind (May 18, 2014). "Gunmen storm the hall". Tripoli, Libya. Retrieved May 19, 2014.',
        "webpage",
        {
            "author": ["Holm, Karl", "Ulf Lind"],
            "issued": ["May 18, 2014"],
            "title": ["Gunmen storm the hall"],
            "publisher-place": ["Tripoli, Libya"],
            "accessed": ["May 19, 2014"],
        },
    ),
    (
        '"The battery gathers support" (in English/Arabic). Tripoli: Harbour Herald. 21 May 2014.',
        "",
        {
            "title": ["The battery gathers support"],
            "language": ["English/Arabic"],
            "publisher-place": ["Tripoli"],
            "publisher": ["Harbour Herald"],
            "issued": ["21 May 2014"],
        },
    ),
    ("Holm 1999, p. 12", "", {"author": ["Holm"], "issued": ["1999"], "page": ["12"]}),
    ("Holm & Lind (1999), pp. 12–13.", "", {"author": ["Holm", "Lind"], "issued": ["1999"], "page": ["12–13"]}),
    (
        'Holm, Karl. "The Ballot of Ulm", War Studies 58 (2008): 321–322.',
        "article-journal",
        {
            "author": ["Holm, Karl"],
            "title": ["The Ballot of Ulm"],
            "container-title": ["War Studies"],
            "volume": ["58"],
            "issued": ["2008"],
            "page": ["321–322"],
        },
    ),
    (
        "Karl Holm, The Winter War (Leipzig: Amelang, 1891), 11.",
        "book",
        {
            "author": ["Karl Holm"],
            "title": ["The Winter War"],
            "publisher-place": ["Leipzig"],
            "publisher": ["Amelang"],
            "issued": ["1891"],
            "page": ["11"],
        },
    ),
    (
        "Holm, K. A. The Winter War. New York: Oxford University Press, 1981. Print.",
        "book",
        {
            "author": ["Holm, K. A."],
            "title": ["The Winter War"],
            "publisher-place": ["New York"],
            "publisher": ["Oxford University Press"],
            "issued": ["1981"],
        },
    ),
    (
        'Holm, Karl (2001). "The guns". In Lind, Ulf (ed.). Batteries of the North. London: Northern Press. pp. 3–9.',
        "",
        {
            "author": ["Holm, Karl"],
            "issued": ["2001"],
            "title": ["The guns"],
            "editor": ["Lind, Ulf"],
            "container-title": ["Batteries of the North"],
            "publisher-place": ["London"],
            "publisher": ["Northern Press"],
            "page": ["3–9"],
        },
    ),
    (
        'Harbour Office (May 3, 2014). "A notice to sailors". Retrieved 4 May 2014.',
        "webpage",
        {
            "author": ["Harbour Office"],
            "issued": ["May 3, 2014"],
            "title": ["A notice to sailors"],
            "accessed": ["4 May 2014"],
        },
    ),
    (
        "Karl Holm: Der Winterkrieg. In: Hafenzeitung. 3. Mai 2014, abgerufen am 4. Mai 2014.",
        "webpage",
        {
            "author": ["Karl Holm"],
            "title": ["Der Winterkrieg"],
            "container-title": ["Hafenzeitung"],
            "issued": ["3. Mai 2014"],
            "accessed": ["4. Mai 2014"],
        },
    ),
    (
        "(en) Karl Holm, « The Winter War », sur harbour.example, 3 mai 2014 (consulté le 4 mai 2014)",
        "webpage",
        {
            "language": ["en"],
            "author": ["Karl Holm"],
            "title": ["The Winter War"],
            "container-title": ["harbour.example"],
            "issued": ["3 mai 2014"],
            "accessed": ["4 mai 2014"],
        },
    ),
    (
        "Holm, Karl (3 de mayo de 2014). «La guerra de invierno». El Puerto. Consultado el 4 de mayo de 2014.",
        "webpage",
        {
            "author": ["Holm, Karl"],
            "issued": ["3 de mayo de 2014"],
            "title": ["La guerra de invierno"],
            "container-title": ["El Puerto"],
            "accessed": ["4 de mayo de 2014"],
        },
    ),
    (
        'Holm, Karl (22 May 2014). "The guns". Harbour Times – via Northern Archive. doi:10.1000/182. https://example.org/a_(b).',
        "webpage",
        {
            "author": ["Holm, Karl"],
            "issued": ["22 May 2014"],
            "title": ["The guns"],
            "container-title": ["Harbour Times"],
            "source": ["Northern Archive"],
            "DOI": ["10.1000/182"],
            "URL": ["https://example.org/a_(b)"],
        },
    ),
]


@pytest.mark.parametrize(("text", "kind", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_fields(text: str, kind: str, expected: dict[str, list[str]]) -> None:
    found_kind, fields = parse_reference(text)
    found: dict[str, list[str]] = {}
    for field in fields:
        found.setdefault(field.name, []).append(field.value)
    assert found == expected
    assert found_kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "Senate membership list",
        'He called the plan "ridiculous and late" in his memoirs.',
        "Story (2005) reports that he had been sent to the king.",
        "Stadien auf dem Lebenswege",
        "See his interview.",
        "",
        "   ",
    ],
)
def test_a_sentence_is_no_reference(text: str) -> None:
    assert parse_reference(text) == ("", ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tully, Public Philosophy, p. 3", "author"),
        ("Desert Islands, p. 36.", "author"),
        ("Profile of Karl Holm at 5:30", "page"),
        ('Ulf Lind, The Harbour, p. 21: "words that he wrote there and then"', "title"),
    ],
)
def test_what_is_not_clear_is_left_out(text: str, name: str) -> None:
    assert name not in {f.name for f in parse_reference(text)[1]}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('"Holm says "the guns stop here" and leaves". Harbour Times.', 'Holm says "the guns stop here" and leaves'),
        ('""The Old Man" comes under fire". Harbour Times.', '"The Old Man" comes under fire'),
        ("« Ceux qui « aimaient la guerre » », sur harbour.example", "Ceux qui « aimaient la guerre »"),
        ('"The guns" Harbour Times, 3 May 2014.', "The guns"),
    ],
)
def test_quotations_inside_a_title(text: str, title: str) -> None:
    assert [f.value for f in parse_reference(text)[1] if f.name == "title"] == [title]


def test_dates_are_read() -> None:
    fields = parse_reference(CASES[0][0])[1]
    assert {f.name: f.edtf for f in fields if f.edtf} == {
        "issued": "1914-05-25",
        "archive-date": "2014-05-25",
        "accessed": "2014-05-26",
    }


def test_a_date_that_may_be_two_days_is_kept_but_not_read() -> None:
    (field,) = [f for f in parse_reference('"The guns". Harbour Times. Retrieved 3/4/2014.')[1] if f.name == "accessed"]
    assert (field.value, field.edtf) == ("3/4/2014", None)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from('abcDE .,;:"“”«»()[]0129-–pISBN\x00\n/'), max_size=200))
def test_any_text_is_read_without_failing_and_offsets_hold(text: str) -> None:
    _, fields = parse_reference(text)
    for field in fields:
        assert 0 <= field.start < field.end <= len(text)
        assert " ".join(text[field.start : field.end].split()) == field.value


@pytest.mark.parametrize(
    "piece", ["(", '"', "A. ", "A, ", "1999 ", "and ", "p. 1 ", "ISBN 1", "x: ", "http://", "12 May ", ". ", "«"]
)
def test_long_repetitions_stay_cheap(piece: str) -> None:
    _, fields = parse_reference(piece * 40_000)
    assert all(f.end <= 4000 for f in fields)


def test_real_references_give_fields_at_their_place() -> None:
    lines = corpus("citations", "real_refs_sample8000.dev.jsonl").read_text(encoding="utf-8").splitlines()
    read = 0
    for line in lines[::7]:
        text = re.sub(r"'{2,}|\[\[(?:[^|\]]*\|)?|\]\]", "", json.loads(line)["content"])
        if "{{" in text:
            continue
        _, fields = parse_reference(text)
        read += bool(fields)
        for field in fields:
            assert " ".join(text[field.start : min(field.end, 4000)].split()) == field.value
    assert read > 60


@pytest.mark.parametrize(
    "name", ["Karl Holm", "K. A. Holm", "Ludwig van Beethoven", "Иванов И. И.", "Jean-François Holm"]
)
def test_names_of_people(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    ["The Harbour Times", "Kevin A.", "BBC News", "Holm", "Chicago Sun-Times", "see also Holm", "University of Ulm"],
)
def test_other_names(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("text", "people", "editors"),
    [
        ("Holm, Karl; Lind, Ulf (eds.)", ["Holm, Karl", "Lind, Ulf"], True),
        ("Karl Holm and Ulf Lind", ["Karl Holm", "Ulf Lind"], False),
        ("Holm, K., Lind, U., & Berg, A.", ["Holm, K.", "Lind, U.", "Berg, A."], False),
        ("Holm, Karl, and Ulf Lind", ["Holm, Karl", "Ulf Lind"], False),
        ("Karl Holm et al.", ["Karl Holm"], False),
        ("Karl Holm, Jr.", ["Karl Holm, Jr."], False),
    ],
)
def test_lists_of_people(text: str, people: list[str], editors: bool) -> None:
    read = read_people(text)
    assert read is not None
    assert [p.value for p in read[0]] == people
    assert read[1] is editors


def test_vancouver_names() -> None:
    assert split_people("Holm K, van den Berg AB, et al.", vancouver=True) == ["Holm, K", "van den Berg, AB"]


@pytest.mark.parametrize(
    ("words", "place"), [("Tripoli, Libya", True), ("London", True), ("Harbour Times", False), ("Al Jazeera", False)]
)
def test_places(words: str, place: bool) -> None:
    assert is_place(words) is place
