"""What a report of losses does not name comes back equal: FollowTheMoney, SFM sheets, IPIF, our own lines."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from cursus.cli.app import run
from cursus.export import jsonl
from cursus.export.chosen import Chosen
from cursus.importing import read
from cursus.importing.file import UnknownFormat, detect
from cursus.store import open_store
from tests.corpus import corpus
from tests.export.made import stored
from tests.importing.trip import ALWAYS, there_and_back


@pytest.mark.parametrize("format_", list(ALWAYS))
def test_a_small_database(tmp_path: Path, format_: str) -> None:
    with stored(tmp_path) as store:
        found, report, missing, meant = there_and_back(store, format_)
    assert missing == []
    assert meant == report.claims >= 3
    assert found.problems == ()
    assert found.format == format_


@pytest.mark.parametrize("format_", list(ALWAYS))
def test_a_loss_is_seen(tmp_path: Path, format_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that forgets the dates is caught."""
    import cursus.importing.file as file

    original = file.claim_of
    monkeypatch.setattr(file, "claim_of", lambda draft, *rest: original(_undated(draft), *rest))
    with stored(tmp_path) as store:
        assert there_and_back(store, format_)[2] != []


def _undated(draft):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(draft, date=None)


@pytest.mark.slow
def test_real_articles(tmp_path: Path) -> None:
    """Every claim of real articles goes through every format. Takes a minute of processor time: 200 articles are read."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in sorted(corpus("wikitext").rglob("*.wikitext"))[:120] + sorted(corpus("text").rglob("*.txt"))[:80]:
        shutil.copy(path, folder / f"{len(list(folder.iterdir())):03d}-{path.name}")
    db = str(tmp_path / "real.db")
    assert run(["add", "--db", db, str(folder)]) in (0, 1)
    with open_store(db, readonly=True) as store:
        claims = store.counts().claims
        assert claims > 1000
        out = io.BytesIO()
        jsonl.write(store, out, Chosen())
        lines = out.getvalue()
        again = list(jsonl.read(lines.splitlines()))
        import orjson

        from cursus.contract import claim_to_json

        assert b"".join(orjson.dumps(claim_to_json(c), option=orjson.OPT_APPEND_NEWLINE) for c in again) == lines
        for format_ in ALWAYS:
            found, _, missing, meant = there_and_back(store, format_)
            assert missing == []
            assert found.problems == ()
            assert meant > claims // 8
            text = found.document.text
            assert all(text[c.quote.start : c.quote.end] == c.quote.exact for c in found.claims)


def test_the_same_bytes_give_the_same_claims(tmp_path: Path) -> None:
    out = io.BytesIO()
    with stored(tmp_path) as store:
        jsonl.write(store, out, Chosen())
    assert read(out.getvalue(), "a.jsonl") == read(out.getvalue(), "a.jsonl")


@pytest.mark.parametrize("data", [b"", b"[" * 200_000, b'"' * 200_000, b"a," * 100_000, b"\0" * 10, b'{"id": 1'])
def test_what_is_of_no_format_is_said_to_be_so(data: bytes) -> None:
    with pytest.raises(UnknownFormat, match="none of the formats"):
        detect(data)
