"""Annotation is offsets and a hash; the text is found in the article, and what does not fit is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cursus.tag.annotation import hash_of, load, paragraphs_of
from cursus.tag.model import Mention, Relation

ARTICLE = """'''Ada Holt''' was a soldier.

Colonel Ada Holt commanded the 5th Brigade at Dorn.
"""
WORDS = "Colonel Ada Holt commanded the 5th Brigade at Dorn."
MENTIONS = [["T1", "Rank", 0, 7], ["T2", "Person", 8, 16], ["T3", "Organization", 31, 42]]


def line(**changes: object) -> str:
    row = {
        "file": "holt.wikitext",
        "sha256": hash_of(WORDS),
        "country": "GB",
        "mentions": MENTIONS,
        "relations": [["has_rank", "T2", "T1"], ["is_posted", "T2", "T3"]],
    }
    return json.dumps(row | changes)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "holt.wikitext").write_text(ARTICLE, "utf-8")
    return tmp_path


def test_the_text_is_found_by_its_hash(corpus: Path) -> None:
    file = corpus / "p.jsonl"
    file.write_text(line() + "\n\n", "utf-8")
    loaded = load(file, corpus)
    assert loaded.problems == ()
    (paragraph,) = loaded.paragraphs
    assert paragraph.text == WORDS
    assert paragraph.mentions[1] == Mention("Person", 8, 16)
    assert paragraph.relations == (Relation("has_rank", 1, 0), Relation("is_posted", 1, 2))
    assert paragraph.country == "GB"


def test_a_title_is_a_role(corpus: Path) -> None:
    file = corpus / "p.jsonl"
    file.write_text(line(mentions=[["A", "Title", 0, 7], ["B", "Person", 8, 16]], relations=[["has_title", "B", "A"]]))
    (paragraph,) = load(file, corpus).paragraphs
    assert paragraph.mentions[0].kind == "Role"
    assert paragraph.relations == (Relation("has_role", 1, 0),)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("{", "is no JSON"),
        ("[]", "no JSON object"),
        (line(sha256="00"), "no paragraph with the hash"),
        (line(sha256=3), "has no sha256"),
        (line(file="gone.txt"), "gone.txt"),
        (line(mentions=[["T1", "Ship", 0, 7]], relations=[]), "no kind 'Ship'"),
        (line(mentions=[["T1", "Rank", 0, 999]], relations=[]), "0..999"),
        (line(mentions=[["T1", "Rank", 0, 8]], relations=[]), "0..8"),
        (line(mentions=[["T1", "Rank", 0]], relations=[]), "is no mention"),
        (line(mentions=[MENTIONS[0], MENTIONS[0]], relations=[]), "twice"),
        (line(relations=[["has_rank", "T2", "T9"]]), "no such mention"),
        (line(relations=[["has_rank", "T1", "T2"]]), "from Person to Rank"),
        (line(relations=[["knows", "T1", "T2"]]), "no relation 'knows'"),
        (line(relations=["has_rank"]), "is no relation"),
    ],
)
def test_what_does_not_fit_is_said_and_the_rest_is_loaded(corpus: Path, broken: str, words: str) -> None:
    file = corpus / "p.jsonl"
    file.write_text(f"{broken}\n{line()}\n", "utf-8")
    loaded = load(file, corpus)
    assert len(loaded.paragraphs) == 1
    assert len(loaded.problems) == 1
    assert loaded.problems[0].startswith("p.jsonl:1: ")
    assert words in loaded.problems[0]


def test_every_block_of_an_article_has_a_hash() -> None:
    blocks = paragraphs_of(ARTICLE.encode(), "holt.wikitext")
    assert blocks[hash_of(WORDS)] == WORDS
