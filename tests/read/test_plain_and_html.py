"""A page and the text copied from it read alike."""

from __future__ import annotations

import pytest

from cursus.claim import Document
from cursus.read import read
from tests.corpus import corpus
from tests.read.invariants import assert_sound


def sentences(document: Document) -> set[str]:
    return {" ".join(document.text[s.start : s.end].split()) for s in document.sentences if s.end - s.start > 40}


@pytest.mark.parametrize(
    ("page", "copy"),
    [
        ("en-kiwix/Betty_Carter.html", "en/Betty_Carter.txt"),
        ("en-kiwix/Hank_Crawford.html", "en/Hank_Crawford.txt"),
        ("ro-parsoid/Charles Gleyre.html", "ro/Charles Gleyre.txt"),
        ("fr-parsoid/Edward de Kent.html", "fr/Edward de Kent.txt"),
    ],
)
def test_both_forms(page: str, copy: str) -> None:
    first, second = (
        read(path.read_bytes(), path.name)
        for path in (corpus("html", *page.split("/")), corpus("text", "rendered", *copy.split("/")))
    )
    assert_sound(first)
    assert_sound(second)
    assert first.title == second.title
    assert first.lang == second.lang
    assert len(first.citations) == len(second.citations)
    assert [m.label for m in first.marks] == [m.label for m in second.marks]
    assert {s.heading for s in first.sections} <= {s.heading for s in second.sections}
    assert len(sentences(first) & sentences(second)) >= 0.9 * len(sentences(first))
