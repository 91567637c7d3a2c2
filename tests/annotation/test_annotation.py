"""The annotated paragraphs are whole, sound and found again in the corpus; the tool refuses what it cannot place."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cursus.tag.annotation import load
from tests.corpus import corpus

FOLDER = Path(__file__).resolve().parents[2] / "annotation"
TEXT = "General Charles Napier led the 22nd Regiment of Foot; Napier was general and governor when the general died."


def tool() -> ModuleType:
    """The tool is a program beside its data, no part of the package."""
    spec = importlib.util.spec_from_file_location("annotation_compile", FOLDER / "compile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / "paragraphs.jsonl").read_text(encoding="utf-8").splitlines()]


def test_there_are_enough_paragraphs_of_enough_countries(rows: list[dict[str, Any]]) -> None:
    assert len(rows) >= 400
    assert len({row["country"] for row in rows}) >= 25
    assert all(re.fullmatch(r"[A-Z]{2}", row["country"]) for row in rows)
    assert len({row["sha256"] for row in rows}) == len(rows)


def test_no_article_of_the_gold_is_among_them(rows: list[dict[str, Any]]) -> None:
    gold = {path.stem.replace("_", " ").casefold() for path in corpus("gold", "articles").iterdir()}
    used = {Path(row["file"].rpartition("#")[2]).stem.replace("_", " ").casefold() for row in rows}
    assert not used & gold


def test_mentions_stand_in_order_and_do_not_overlap(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        spans = [(start, end) for _, _, start, end in row["mentions"]]
        assert spans == sorted(spans), row["sha256"]
        assert all(0 <= start < end for start, end in spans), row["sha256"]
        assert all(one[1] <= other[0] for one, other in pairwise(spans)), row["sha256"]
        assert [name for name, *_ in row["mentions"]] == [f"T{n}" for n in range(1, len(spans) + 1)]


def test_relations_lead_from_a_person_to_the_kind_they_are_for(rows: list[dict[str, Any]]) -> None:
    ends = {"has_rank": "Rank", "has_title": "Title", "is_posted": "Organization"}
    for row in rows:
        kinds = {name: kind for name, kind, *_ in row["mentions"]}
        for relation, person, other in row["relations"]:
            assert (kinds[person], kinds[other]) == ("Person", ends[relation]), row["sha256"]
        assert max(Counter(map(tuple, row["relations"])).values(), default=1) == 1


def test_the_numbers_of_the_readme_are_those_of_the_data(rows: list[dict[str, Any]]) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    stated = {name: int(number) for name, number in re.findall(r"^\| (\w+) \| (\d+) \|$", readme, re.MULTILINE)}
    counted = Counter(kind for row in rows for _, kind, *_ in row["mentions"])
    counted.update(relation for row in rows for relation, *_ in row["relations"])
    counted.update(paragraphs=len(rows), countries=len({row["country"] for row in rows}))
    assert stated == dict(counted)


@pytest.mark.slow
def test_every_paragraph_is_found_in_the_corpus(rows: list[dict[str, Any]]) -> None:
    loaded = load(FOLDER / "paragraphs.jsonl", corpus())
    assert loaded.problems == ()
    assert len(loaded.paragraphs) == len(rows)


def test_occurrences_are_counted_and_names_tied() -> None:
    lines = ["P1 Charles Napier", "R1 General", "O1 22nd Regiment of Foot", "R2 general", "P2 Napier#2"]
    mentions, relations = tool().annotated(TEXT, [*lines, "P1 R1, P1 O1", "P2 R2"])
    assert [(kind, TEXT[start:end]) for _, kind, start, end in mentions] == [
        ("Rank", "General"),
        ("Person", "Charles Napier"),
        ("Organization", "22nd Regiment of Foot"),
        ("Person", "Napier"),
        ("Rank", "general"),
    ]
    assert relations == [["has_rank", "T2", "T1"], ["is_posted", "T2", "T3"], ["has_rank", "T4", "T5"]]


def test_a_star_takes_what_is_left() -> None:
    mentions, _ = tool().annotated(TEXT, ["P1 Charles Napier", "P* Napier", "R* general"])
    assert [TEXT[start:end] for _, _, start, end in mentions] == ["Charles Napier", "Napier", "general", "general"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["P1 William Napier"], "occurs 0 times"),
        (["P1 Napier#3"], "occurs 2 times, not 3"),
        (["P1 Nap"], "occurs 0 times"),
        (["P1 Charles Napier", "P2 Napier"], "overlap"),
        (["P1 Charles Napier", "P1 Napier#2"], "twice"),
        (["P1 Charles Napier", "P1 R1"], "R1 has no mention"),
        (["P1 Charles Napier", "R1 General", "P1 R1, P1 R1"], "pair stands twice"),
        (["X1 Charles Napier"], "cannot read"),
        (["P1 Charles Napier", "P2 Napier#2", "P* Napier"], "no occurrence is left"),
    ],
)
def test_what_cannot_be_placed_is_refused(lines: list[str], words: str) -> None:
    module = tool()
    with pytest.raises(module.Mistake, match=words):
        module.annotated(TEXT, lines)
