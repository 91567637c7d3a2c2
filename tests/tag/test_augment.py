"""Altered copies keep the sentence, the kinds and the relations; only the names change, and always in the same way."""

from __future__ import annotations

from cursus.tag.augment import copies
from cursus.tag.model import Mention, Paragraph, Relation

TEXT = "Colonel Ada Holt led the 5th Brigade; Ada Holt was its commander."
PARAGRAPH = Paragraph(
    "a",
    TEXT,
    (
        Mention("Rank", 0, 7),
        Mention("Person", 8, 16),
        Mention("Organization", 25, 36),
        Mention("Person", 38, 46),
        Mention("Role", 55, 64),
    ),
    (Relation("has_rank", 1, 0), Relation("is_posted", 1, 2), Relation("has_role", 3, 4)),
)
OTHER = Paragraph("b", "Ivo Brandt left.", (Mention("Person", 0, 10),), ())


def test_the_sentence_stays_and_the_names_change() -> None:
    made = [c for c in copies([PARAGRAPH, OTHER], 6) if c.source == "a"]
    assert len(made) == 6
    assert len({c.text for c in made}) > 1
    for copy in made:
        rank, person, unit, again, post = (copy.text[m.start : m.end] for m in copy.mentions)
        assert copy.text == f"{rank} {person} led the {unit}; {again} was its {post}."
        assert [m.kind for m in copy.mentions] == [m.kind for m in PARAGRAPH.mentions]
        assert copy.relations == PARAGRAPH.relations
        assert person == again  # one name is one person throughout a paragraph
        assert post[0].islower() or post.isupper()


def test_copies_are_the_same_every_time() -> None:
    assert copies([PARAGRAPH, OTHER], 2) == copies([PARAGRAPH, OTHER], 2)


def test_nothing_marked_gives_no_copy_and_overlapping_marks_stay() -> None:
    assert copies([Paragraph("c", "Rain.", (), ())], 3) == []
    nested = Paragraph("d", "General Staff", (Mention("Organization", 0, 13), Mention("Rank", 0, 7)), ())
    assert copies([nested], 1) == [nested]
