"""Text copied from a wiki page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cursus.claim import Document
from cursus.read.plain import read_plain
from tests.corpus import corpus
from tests.read.invariants import assert_sound, blocks, rows


def read(source: str, title: str | None = None) -> Document:
    document = read_plain(source, path="x.txt", sha256="0" * 64, title=title)
    assert_sound(document)
    return document


BROWSER = """Military Wiki
Michel Ney
Michel Ney
Portrait by Gérard
Birth nameMichel Ney
Born(1769-01-10) 10 January 1769
Sarrelouis, France
Allegiance  Kingdom of France
(until 1791)
 French Empire
Service/branch French Army
Years of service1787–1815
RankMarshal of the Empire[1]
Battles/wars

French Revolutionary Wars

Battle of Hohenlinden
Peninsular War

Michel Ney, 1st Prince of the Moskva (10 January 1769 – 7 December 1815), was a French military commander.[1][2] He was one of the original Marshals.[a]

Early life[edit]

Ney was born in Sarrelouis.[2]: 45  He "support[s]" the king [sic] in 1787.[citation needed] He was there in [1789].

Notes[edit]
a. ^ The title came later.

References[edit]

  1. 1.0 1.1 Horricks, Raymond (1982). Marshal Ney: The Romance and the Real. Tunbridge Wells: Midas Books.
  2. Atteridge, Andrew (1912). The Bravest of the Brave. London: Methuen.

External links

This page uses Creative Commons Licensed content from Wikipedia (view authors)."""


def test_browser_copy() -> None:
    document = read(BROWSER)
    assert document.title == "Michel Ney"
    assert document.licence == "CC BY-SA 3.0"
    found = rows(document)
    assert found["birth_name"] == ["Michel Ney"]
    assert found["born"] == ["10 January 1769", "Sarrelouis, France"]
    assert found["allegiance"] == ["Kingdom of France (until 1791)", "French Empire"]
    assert found["branch"] == ["French Army"]
    assert found["service_years"] == ["1787–1815"]
    assert found["rank"] == ["Marshal of the Empire"]
    assert found["battles"] == ["French Revolutionary Wars", "Battle of Hohenlinden", "Peninsular War"]
    assert [s.heading for s in document.sections] == ["", "Early life", "Notes", "References", "External links"]
    assert blocks(document, "notice") == [
        "Military Wiki",
        "This page uses Creative Commons Licensed content from Wikipedia (view authors).",
    ]


def test_marks_of_a_browser_copy() -> None:
    document = read(BROWSER)
    marks = [(m.label, document.text[: m.at].split()[-1], m.group, m.page, m.citation >= 0) for m in document.marks]
    assert marks == [
        ("1", "Empire", "", "", True),
        ("1", "commander.", "", "", True),
        ("2", "commander.", "", "", True),
        ("a", "Marshals.", "lower-alpha", "", True),
        ("2", "Sarrelouis.", "", "45", True),
    ]
    assert "support[s]" in document.text
    assert "[sic]" in document.text
    assert "[1789]" in document.text
    assert [(f.kind, f.message) for f in document.faults] == [("citation-needed", "citation needed")]


def test_references_of_a_browser_copy() -> None:
    document = read(BROWSER)
    assert [(c.label, c.group, c.backlinks) for c in document.citations] == [
        ("a", "lower-alpha", ()),
        ("1", "", ("1.0", "1.1")),
        ("2", "", ()),
    ]
    first = document.citations[1]
    assert first.text.startswith("Horricks, Raymond (1982).")
    assert document.source[first.source_start : first.source_end] == first.text
    for field in first.fields:
        assert document.source[field.source_start : field.source_end].strip(" .")


LYNX = """   #copyright

Isaac Coffin

2007 Schools Wikipedia Selection. Related subjects: British History
1750-1900; Military People

                     Isaac Coffin
   May 16, 1759 - July 23, 1839
   Admiral Coffin in a portrait of the time, now at Greenwich, by an
   unknown hand
       Nickname     Old Ike
    Place of birth  Boston, Massachusetts
      Allegiance    Kingdom of Great Britain,
                    United Kingdom
   Years of service 1773-1817
         Rank       Admiral
     Battles/wars   American War of Independence
                    Battle of Saint Kitts

   Admiral Sir Isaac Coffin, 1st Baronet ( May 16, 1759 – July 23, 1839) was
   an officer of the Royal Navy who served during the American War of
   Independence and in the wars with revolutionary France. He was born in
   Boston and remained loyal to the crown for all of his life.

Early life

   Boston in the days of his youth.
   Enlarge
   Boston in the days of his youth.

   Coffin was born to an old family of the colony, and went to the Latin
   School of the town. He joined the navy at the age of fourteen under the
   patronage of Rear-Admiral John Montagu, who thought highly of him:

     * He was quick and always ready for whatever was asked of him by his
       captain.
     * He was honest.

Later years

   He was made a baronet in 1804 and sat for Ilchester in the parliament
   from 1818 to 1826, where he spoke on naval matters and on little else.
   Retrieved from " http://en.wikipedia.org/wiki/Isaac_Coffin"
   This reference article is mainly selected from the English Wikipedia
   and is available under the GNU Free Documentation License.
"""


def test_lynx_copy() -> None:
    document = read(LYNX)
    assert document.title == "Isaac Coffin"
    assert document.licence == "GFDL"
    assert document.url == "http://en.wikipedia.org/wiki/Isaac_Coffin"
    found = rows(document)
    assert found["lifespan"] == ["May 16, 1759 - July 23, 1839"]
    assert found["allegiance"] == ["Kingdom of Great Britain,", "United Kingdom"]
    assert found["battles"] == ["American War of Independence", "Battle of Saint Kitts"]
    assert [s.heading for s in document.sections] == ["", "Early life", "Later years"]
    paragraphs = blocks(document, "paragraph")
    assert paragraphs[0].startswith("Admiral Sir Isaac Coffin, 1st Baronet ( May 16")
    assert "was an officer" in paragraphs[0]
    assert blocks(document, "caption") == [
        "Admiral Coffin in a portrait of the time, now at Greenwich, by an unknown hand",
        "Boston in the days of his youth.",
    ]
    assert blocks(document, "item") == [
        "He was quick and always ready for whatever was asked of him by his captain.",
        "He was honest.",
    ]
    assert "Related subjects" not in document.text


FLAT = """   John Burgoyne
     ________________________________________

   Commander in Chief, Ireland
   In office
   1782 –  1784
   Preceded by Sir John Irwin
   Succeeded by Robert Cuninghame
     ________________________________________

   Born 24 February 1722
   Sutton, Bedfordshire
   Died 4 August 1792
   Mayfair, London
   Political party Whig until the end of the year 1783 and after that none
   at all

   John Burgoyne ( 24 February 1722 – 4 August 1792) was a British officer
   and politician who sat in the House of Commons for many years and is
   best known for his part in the war in America and for his surrender.

   He wrote plays as well, and some of them were played on the stages of
   London for a long time after his death in the year 1792 in his house.
"""


def test_box_without_columns() -> None:
    found = rows(read(FLAT))
    assert found["office"] == ["Commander in Chief, Ireland"]
    assert found["term"] == ["1782 – 1784"]
    assert found["predecessor"] == ["Sir John Irwin"]
    assert found["born"] == ["24 February 1722", "Sutton, Bedfordshire"]
    assert found["died"] == ["4 August 1792", "Mayfair, London"]
    assert found["party"] == ["Whig until the end of the year 1783 and after that none at all"]


def test_box_below_the_lead_and_in_bars() -> None:
    document = read(
        "Michel Ney\nMichel Ney (10 January 1769 – 7 December 1815) was a French commander who fought in many wars of his time.\n"
        "Michel Ney | |\n---|---|\nBorn | 10 January 1769 |\nAllegiance | France |\nRank | Marshal[1] |\nHe was also a duke.\n"
        "References\n- ↑ Horricks, Raymond. Marshal Ney.\n"
    )
    assert rows(document) == {
        "name": ["Michel Ney"],
        "born": ["10 January 1769"],
        "allegiance": ["France"],
        "rank": ["Marshal"],
    }
    assert blocks(document, "paragraph")[-1] == "He was also a duke."
    assert document.citations[0].text == "Horricks, Raymond. Marshal Ney."
    assert document.marks[0].citation == 0


def test_tab_separated_rows() -> None:
    found = rows(
        read("Michel Ney\nBorn\t10 January 1769\nRank\tMarshal\nHobby\tFencing\n\n" + "He was a French marshal. " * 8)
    )
    assert found == {"born": ["10 January 1769"], "rank": ["Marshal"], "hobby": ["Fencing"]}


@pytest.mark.parametrize(
    "sentence",
    [
        "Born in Sarrelouis to a cooper, he was apprenticed to a notary and later to the overseer of an ironworks nearby.",
        "Service in the hussars was what he wanted, and he enlisted in 1787 against the wishes of all of his family there.",
        "Rank and file loved him for his courage under fire, and he was known to all of them as the bravest of the brave.",
    ],
)
def test_prose_that_starts_like_a_label_is_prose(sentence: str) -> None:
    document = read(f"Michel Ney\n\n{sentence}\n\n{sentence}")
    assert document.rows == ()
    assert blocks(document, "paragraph") == [sentence, sentence]


def test_title_falls_back_on_the_lead_and_the_name() -> None:
    lead = "Joachim Murat (25 March 1767 – 13 October 1815) was a French cavalry commander and the king of Naples for seven years."
    assert read(lead, "copy 12").title == "Joachim Murat"
    assert read(lead, "Joachim Murat").title == "Joachim Murat"
    assert read("x", "Some name").title in {"x", "Some name"}


def test_a_numbered_list_without_marks_stays_prose() -> None:
    document = read(
        "Orders of Battle\n\nHe gave three orders on that day, all of which were carried out to the letter by his men.\n\n"
        "1. Advance.\n2. Hold.\n3. Retire.\n"
    )
    assert document.citations == ()
    assert blocks(document, "item") == ["Advance.", "Hold.", "Retire."]


def test_dangling_mark_and_arrow_entries() -> None:
    document = read(
        "Jean Lannes\n\nJean Lannes was a Marshal of the Empire who was born at Lectoure and died after the battle.[1][3]\n\n"
        'References\n\n^ a b "Lannes". The Times. 5 May 1809.\n^ Chandler, David. Marshals.\n'
    )
    assert [c.label for c in document.citations] == ["1", "2"]
    assert document.citations[0].backlinks == ("a", "b")
    assert [m.citation for m in document.marks] == [0, -1]


def test_two_lists_with_marks_of_two_kinds() -> None:
    document = read(
        "Jean Lannes\n\nJean Lannes was a Marshal of the Empire[nb 1] who was born at Lectoure[1] and died after the battle.[2][nb 2]\n\n"
        "Notes\n\n^ One note.\n^ Two notes.\n\nReferences\n\n^ Chandler.\n^ Esdaile.\n^ Jones.\n"
    )
    assert [(c.group, c.label) for c in document.citations] == [
        ("nb", "nb 1"),
        ("nb", "nb 2"),
        ("", "1"),
        ("", "2"),
        ("", "3"),
    ]
    assert [document.citations[m.citation].text for m in document.marks] == [
        "One note.",
        "Chandler.",
        "Esdaile.",
        "Two notes.",
    ]


def test_references_before_the_text() -> None:
    document = read(
        "References\n1. Chandler, David. Marshals.\n2. Esdaile, Charles. Wars.\n\nJean Lannes\n\n"
        "Jean Lannes was a Marshal of the Empire who was born at Lectoure and died after the battle.[2]\n"
    )
    assert len(document.citations) == 2
    assert document.marks[0].citation == 1


GRID = (
    "Jean Lannes                    \n"
    "Date personale                 \n"
    "Născut             10 aprilie 1769        \n"
    "                   Lectoure, Franța [1]   \n"
    "                   Ordinul întâi          \n"
    "Distincții         Ordinul al doilea      \n"
    "                   * Ordinul al treilea   \n"
    "Religie            catolicism             \n"
    "\n"
    "Jean Lannes a fost un mareșal al Franței , născut la Lectoure [1] , [2] .\n\n"
    "A luptat în Italia [2] , apoi în Egipt .\n\n"
    "Note\n\n   1. 1 2 Chandler, Marshals.\n   2. ↑ Esdaile, Wars.\n"
)


def test_an_infobox_padded_to_columns_with_labels_beside_the_middle() -> None:
    document = read(GRID, "Jean Lannes")
    assert document.title == "Jean Lannes"
    assert rows(document) == {
        "name": ["Jean Lannes"],
        "born": ["10 aprilie 1769", "Lectoure, Franța"],
        "awards": ["Ordinul întâi", "Ordinul al doilea", "Ordinul al treilea"],
        "religion": ["catolicism"],
    }
    assert {r.group for r in document.rows[1:]} == {"Date personale"}
    assert [c.backlinks for c in document.citations] == [("1", "2"), ()]
    assert [m.citation for m in document.marks] == [0, 0, 1, 1]


def test_links_set_apart_from_punctuation() -> None:
    words = "Jean Lannes ( general ) , born at Lectoure [1] , [2] . He died in Vienna .\n\n" * 3
    assert blocks(read(words), "paragraph")[0] == "Jean Lannes (general), born at Lectoure. He died in Vienna."


def test_a_table_in_columns_keeps_its_rows_and_cells() -> None:
    document = read(
        "Jean Lannes\n\nJean Lannes was a Marshal of the Empire who was born at Lectoure and died after the battle.\n\n"
        "Posts\n\nYear  Post      Place   \n1796  Colonel   Lodi    \n1800            Marengo \n"
    )
    cells = [[document.text[c.start : c.end] for c in b.cells] for b in document.blocks if b.kind == "cells"]
    assert cells == [["Year", "Post", "Place"], ["1796", "Colonel", "Lodi"], ["1800", "", "Marengo"]]


@pytest.mark.parametrize(
    "box",
    [
        "Military offices\nPreceded by\nMoncey\tGovernor of Paris\n1808\tSucceeded by\nNey\n",
        "Military offices\nPreceded by\nMoncey\tGovernor of Paris\n1808\tSucceeded by\nNey\n\nReferences\n^ Chandler.\n",
        "Military offices\nPreceded by  Governor of Paris  Succeeded by \n  Moncey           1808             Ney      \n",
    ],
    ids=["browser", "browser, references", "columns"],
)
def test_a_copied_succession_box(box: str) -> None:
    document = read(
        "Jean Lannes\n\nJean Lannes was a Marshal of the Empire who was born at Lectoure and died after the battle.\n\n"
        + box
    )
    words = [document.text[b.start : b.end] for b in document.blocks if b.kind == "navigation"]
    assert words[0] == "Military offices"
    assert words[-1] in ("Preceded by\nMoncey\tGovernor of Paris\n1808\tSucceeded by\nNey", "Moncey\t1808\tNey")
    assert not any("Moncey" in document.text[s.start : s.end] for s in document.sentences)


@pytest.mark.parametrize(
    ("lists", "labels"),
    [
        ("1. ↑ Chandler.\n2. ↑\n3.\n4. ↑ Esdaile.\n", ["1", "2", "3", "4"]),
        ("1. ↑ Chandler:\n« A quotation »\n« of two lines »\n2. ↑ Esdaile.\n", ["1", "2"]),
        ("^ a b Chandler.\n^ de Vogue.\n^ a, b et c Sorel.\n", ["1", "2", "3"]),
        ("  1. ^ ^a ^b Chandler.\n  2. ^ Esdaile.\n", ["1", "2"]),
    ],
    ids=["without words", "quotations", "letters", "lynx"],
)
def test_entries_of_a_list(lists: str, labels: list[str]) -> None:
    document = read(
        "Jean Lannes\n\nJean Lannes was a Marshal of the Empire who was born at Lectoure and died after the battle.[1]\n\n"
        "References\n" + lists
    )
    assert [c.label for c in document.citations] == labels
    assert not any(c.text.startswith(("a ", "^", "↑", "Vogue")) for c in document.citations)


def test_what_is_no_word_of_a_note() -> None:
    document = read(
        "Jean Lannes\n\nJean Lannes was a Marshal of the Empire who was born at Lectoure and died after the battle.[1]\n\n"
        'References\n1. ^ (en) Chandler, "Marshals" [dead link]. Missing or empty |title= (help)\n'
    )
    assert document.citations[0].text == 'Chandler, "Marshals".'


def test_marks_of_lynx_and_names_of_pictures() -> None:
    document = read(
        "Jean Lannes\n\n[220px-Lannes.jpg]\n\nJean Lannes^[1] was a Marshal [20px-Flag.svg] of the Empire [fr] who was born at Lectoure.^[2]\n\n"
        "References\n\n1. ^ Chandler.\n2. ^ Esdaile.\n"
    )
    assert blocks(document, "paragraph") == ["Jean Lannes was a Marshal of the Empire who was born at Lectoure."]
    assert [m.citation for m in document.marks] == [0, 1]


@pytest.mark.parametrize(
    "contents", ["Contents\n1 Life\n1.1 Death\n2 References\n", "Contents hide\n(Top)\nLife\nDeath\nReferences\n"]
)
def test_a_table_of_contents_is_no_text(contents: str) -> None:
    document = read(
        "Jean Lannes\n\nJean Lannes was a Marshal of the Empire who was born at Lectoure and died after the battle.\n\n"
        + contents
        + "\nLife\n\nHe was born in the year of 1769 at Lectoure.\n\nDeath\n\nHe died in the year of 1809 at Vienna.\n\nReferences\n\n1. ^ Chandler.\n"
    )
    assert [s.heading for s in document.sections] == ["", "Life", "Death", "References"]
    assert blocks(document, "item") == []


def test_the_name_of_the_file_is_the_title_where_the_copy_shows_another_form() -> None:
    text = "Napoleon I\n\nNapoleon I was the emperor of the French, who was born at Ajaccio and died on Saint Helena in 1821.\n"
    assert read(text, "Some Copy").title == "Napoleon I"
    assert (
        read("John Russell, Earl\n\nJohn Russell was a statesman of the Whigs.\n", "John Russell").title
        == "John Russell"
    )


def test_an_extract_whose_paragraphs_are_glued_together() -> None:
    document = read(
        "John Peter Russell (born 1792) was a statesman.He sat in the House of Commons.\n\n\n== Life ==\n"
        "Russell was born in London in 1792.In 1813 he was elected.Russell was re-elected in 1818.\n",
        "Jack Russell (politician)",
    )
    assert document.title == "Jack Russell (politician)"
    assert blocks(document, "paragraph") == [
        "John Peter Russell (born 1792) was a statesman.",
        "He sat in the House of Commons.",
        "Russell was born in London in 1792.",
        "In 1813 he was elected.",
        "Russell was re-elected in 1818.",
    ]


def test_lines_that_point_away_are_no_headings_and_no_items() -> None:
    document = read(
        'Jean Lannes\n\n"Lannes" redirects here. For the ship, see Lannes (ship).\n\n'
        "Jean Lannes was a Marshal of the Empire who was born at Lectoure and died after the battle.\n\n"
        "Life\n\n    Main article: Early life of Jean Lannes\n    See also: Family of Jean Lannes\n\n"
        "He was the son of a merchant and learned the trade of a dyer before he went to the army of the Pyrenees.[5] : 230–232 He rose.\n"
    )
    assert [s.heading for s in document.sections] == ["", "Life"]
    assert blocks(document, "notice") == [
        '"Lannes" redirects here. For the ship, see Lannes (ship).',
        "Main article: Early life of Jean Lannes",
        "See also: Family of Jean Lannes",
    ]
    assert document.marks[0].page == "230–232"


@settings(max_examples=150)
@given(st.text(alphabet="Born RankA1[].\n\t |*^-:()'é", max_size=300))
def test_any_text(text: str) -> None:
    read(text)


def test_the_page_that_started_it() -> None:
    source = corpus("military-wiki", "haftar.txt").read_text(encoding="utf-8")
    document = read(source)
    assert document.title == "Khalifa Belqasim Haftar"
    assert document.licence == "CC BY-SA 3.0"
    assert len(document.citations) == 22
    assert document.citations[5].backlinks == ("6.0", "6.1", "6.2", "6.3")
    assert len(document.marks) == 27
    assert [m.label for m in document.marks if m.citation < 0] == ["23"]
    assert rows(document)["battles"] == [
        "Chadian–Libyan conflict (1978–1987)",
        "Libyan civil war",
        "Battle of Ajdabiya",
        "Third Battle of Brega",
        "2014 Libyan Uprising",
    ]
    assert len(document.sections) == 8


def test_a_number_at_the_start_of_a_wrapped_line_is_no_bullet() -> None:
    line = "   He marched on and on with all of his men through the whole of that day\n"
    source = (
        "Michel Ney\n\n"
        + line * 12
        + "   and died when he was at the advanced age which most reach late, that of\n   78. He was buried.\n"
    )
    paragraphs = blocks(read(source), "paragraph")
    assert len(paragraphs) == 1
    assert paragraphs[0].endswith("that of 78. He was buried.")
