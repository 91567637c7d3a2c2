"""What the shipped weights find in sentences of our own, and what every tagging must keep to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cursus.tag.model import KINDS, RELATIONS, Paragraph
from cursus.tag.pairs import related
from cursus.tag.tagger import tag

SENTENCE = (
    "In 1861 Major General Ada Holt was appointed commander of the 5th Infantry Brigade, "
    "while Colonel Ivo Brandt became Chief of Staff of the Dornish Army."
)


def words(paragraph: Paragraph, kind: str) -> list[str]:
    return [paragraph.text[m.start : m.end] for m in paragraph.mentions if m.kind == kind]


def pairs(paragraph: Paragraph, kind: str) -> set[tuple[str, str]]:
    def at(i: int) -> str:
        return paragraph.text[paragraph.mentions[i].start : paragraph.mentions[i].end]

    return {(at(r.person), at(r.other)) for r in paragraph.relations if r.kind == kind}


def test_names_ranks_posts_and_units_are_found_and_tied_to_their_person() -> None:
    found = tag(SENTENCE)
    assert words(found, "Person") == ["Ada Holt", "Ivo Brandt"]
    assert words(found, "Rank") == ["Major General", "Colonel"]
    assert "commander" in words(found, "Role")
    assert "5th Infantry Brigade" in words(found, "Organization")
    assert pairs(found, "has_rank") == {("Ada Holt", "Major General"), ("Ivo Brandt", "Colonel")}
    assert ("Ada Holt", "commander") in pairs(found, "has_role")
    assert ("Ada Holt", "5th Infantry Brigade") in pairs(found, "is_posted")


@pytest.mark.parametrize(
    "text",
    ["", "   ", ".", "the river was high and the bridge was gone", "1861", "\n\n", "é́ – ‘", "A" * 5000, "(" * 300],
)
def test_text_without_names_is_no_trouble(text: str) -> None:
    assert tag(text).mentions == ()


_PIECES = st.sampled_from(
    [
        "General",
        "Maj.",
        "Ada",
        "Holt",
        ",",
        "the",
        "5th",
        "Brigade",
        "of",
        "commander",
        ".",
        " ",
        "(",
        "GOC",
        ")",
        "was",
        "Армия",
        "\u200f",
        "é",
        "-",
        "’s",
        "1861",
        "Chief",
        "of Staff",
        "\n",
    ]
)


@settings(max_examples=60)
@given(st.lists(_PIECES, max_size=40).map(" ".join))
def test_mentions_are_words_in_order_and_relations_fit_their_kinds(text: str) -> None:
    found = tag(text)
    end = 0
    for mention in found.mentions:
        assert mention.kind in KINDS
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip(" .,;:()\n") != ""
        assert 0 <= mention.score <= 1
        end = mention.end
    for relation in found.relations:
        assert found.mentions[relation.person].kind == "Person"
        assert found.mentions[relation.other].kind == RELATIONS[relation.kind]
        assert 0 <= relation.score <= 1
    assert tag(text) == found


def test_bystanders_can_be_left_out() -> None:
    found = tag(SENTENCE + " Her neighbour Emil Wirth wrote letters about it.")
    assert "Emil Wirth" in words(found, "Person")
    kept = related(found)
    assert words(kept, "Person") == ["Ada Holt", "Ivo Brandt"]
    assert pairs(kept, "has_rank") == pairs(found, "has_rank")
    assert words(kept, "Organization") == words(found, "Organization")
