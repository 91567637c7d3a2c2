"""Documents of the real readers go into the store and come back the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from cursus.page import process
from cursus.store import Store
from tests.corpus import corpus

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def assert_comes_back(store: Store, path: Path) -> None:
    for result in process(path.read_bytes(), path.name):
        document = result.document
        assert document is not None
        store.add(document, result.claims, result.findings, result.problems)
        assert store.document(document.id) == document
        stored = store.claims(document=document.id)
        assert sorted(stored, key=lambda c: c.id) == sorted(result.claims, key=lambda c: c.id)
        assert sorted(store.findings(document=document.id), key=lambda f: f.id) == sorted(
            result.findings, key=lambda f: f.id
        )


@pytest.mark.parametrize("name", ["skobelev.txt", "togo.html", "urabi.wikitext"])
def test_examples_come_back(store: Store, name: str) -> None:
    assert_comes_back(store, EXAMPLES / name)
    assert store.verify() == []


def test_annotated_articles_come_back(store: Store) -> None:
    for path in sorted(corpus("gold", "articles").iterdir())[::4]:
        assert_comes_back(store, path)
    assert store.verify() == []
