"""Readers, reviewers, an import and a link check at once. CURSUS_SOAK=600 lets them run for ten minutes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cursus.store import open_store
from tests.soak.crowd import crowd, lost
from tests.soak.site import served
from tests.store.make import article, claim

pytestmark = pytest.mark.slow
SECONDS = float(os.environ.get("CURSUS_SOAK", "12"))


def test_nobody_loses_anything(tmp_path: Path) -> None:
    db = tmp_path / "crowd.db"
    ids = []
    with open_store(str(db)) as store:
        for n in range(20):
            said = [f"In {year} Ivan Petrov{n} was at {year} Street." for year in range(1850, 1860)]
            document = article(f"Ivan Petrov{n}. {' '.join(said)}", f"{n}.txt")
            made = [
                claim(document, words, "posting", words[3:7], who=f"Ivan Petrov{n}", date=words[3:7]) for words in said
            ]
            store.add(document, made, [])
            ids += [one.id for one in made]
    with served(db, "--workers", "2") as (port, _):
        seen = crowd(db, port, ids, SECONDS)
    assert seen.wrong == []
    assert set(seen.statuses) <= {200, 409}
    assert seen.statuses[200] > 0
    assert seen.reads > 10
    assert seen.added > 0
    assert seen.checked > 0
    assert lost(db, seen) == []
    with open_store(str(db)) as store:
        assert store.verify() == []
    longest = max(seen.writes)
    print(
        f"\n{seen.reads} reads, {dict(seen.statuses)} writes, longest {longest:.2f} s, {seen.added} articles, {seen.checked} links"
    )
