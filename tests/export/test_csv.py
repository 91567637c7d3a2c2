"""CSV: whatever the words, the same claims come back, and no cell is a formula."""

from __future__ import annotations

import csv as lines
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cursus.claim import Bounds, Claim, Date, Person, Support, Value
from cursus.contract import claim_to_json
from cursus.export import csv
from cursus.export.chosen import Chosen
from cursus.export.report import ExportError, Report
from cursus.store import ArticleError, Store, open_store
from tests.store.make import petrov


class Held:
    """A choice of just these claims: what the writers ask of one."""

    def __init__(self, *claims: Claim) -> None:
        self.held = claims

    def claims(self, store: Store) -> Iterator[Claim]:
        return iter(self.held)


def written(*claims: Claim) -> tuple[str, Report]:
    out = io.BytesIO()
    report = csv.write(cast(Store, None), out, cast(Chosen, Held(*claims)))
    return out.getvalue().decode(), report


def back(text: str) -> list[dict[str, Any]]:
    return [claim_to_json(c) for c in csv.read(io.StringIO(text, newline=""))]


BASE = petrov()[1][0]
TRIGGERS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "|", "%", " =", "'", "''"]
WORDS = st.one_of(
    st.text(max_size=12),
    st.builds(lambda a, b: a + b, st.sampled_from(TRIGGERS), st.text(max_size=5)),
    st.sampled_from(['"', '""', "a,b", "a\r\nb", "\r", "أحمد عرابي", "\u202eabc", "עִבְרִית", "😀", "3..", "null", "[]"]),
)
SOME = st.one_of(st.none(), WORDS.filter(bool))
COUNT = st.one_of(st.none(), st.integers(0, 10**6))
QUALIFIERS = st.dictionaries(
    st.sampled_from([*csv.QUALIFIERS, *csv.BOUNDED, "new"]),
    st.one_of(WORDS, st.builds(Bounds, COUNT, COUNT, st.booleans())),
    max_size=4,
)
DATES = st.one_of(
    st.none(),
    st.builds(Date, WORDS.filter(bool), WORDS, SOME, SOME, st.booleans(), st.booleans(), WORDS, SOME),
)


@settings(max_examples=150, deadline=None)
@given(WORDS, SOME, QUALIFIERS, DATES, SOME, st.lists(WORDS, max_size=2), st.floats(0, 1))
def test_there_and_back(
    word: str,
    maybe: str | None,
    qualifiers: dict[str, Any],
    date: Date | None,
    says: str | None,
    section: list[str],
    score: float,
) -> None:
    changed = replace(
        BASE,
        person=Person("x", word),
        value=Value(word, maybe),
        qualifiers=tuple(qualifiers.items()),
        date=date,
        says=says,
        quote=replace(BASE.quote, exact=word, section=tuple(section)),
        citations=tuple(Support(w, maybe, "direct") for w in section),
        document=replace(BASE.document, path=word, url=maybe),
        score=score,
    )
    text, report = written(changed)
    assert back(text) == [claim_to_json(changed)]
    assert report.claims == 1
    assert not report.losses
    for row in lines.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠|%\0")
            assert cell[:1] not in ("\t", "\r", "\n")


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_trigger_is_marked_and_given_back(trigger: str) -> None:
    text, _ = written(replace(BASE, value=Value(f"{trigger}1+1")))
    row = next(lines.DictReader(io.StringIO(text, newline="")))
    assert row["value"] == f"'{trigger}1+1"
    assert csv.plain(row["value"]) == f"{trigger}1+1"


def test_the_form_is_rfc_4180() -> None:
    text, _ = written(replace(BASE, value=Value('a "b", c\nd')))
    assert text.endswith("\r\n")
    assert '"a ""b"", c\nd"' in text
    assert text.split("\r\n")[0] == ",".join(csv.COLUMNS)


def test_an_empty_text_that_means_none_is_counted() -> None:
    text, report = written(replace(BASE, says=""))
    assert back(text)[0]["says"] is None
    assert report.ordered() == [("an empty text where none would be meant reads back as none", 1)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\r\n1,2\r\n", "the header"),
        (",".join(csv.COLUMNS) + "\r\n1,2\r\n", "row 1 is no claim"),
    ],
)
def test_another_table_is_refused(text: str, words: str) -> None:
    with pytest.raises(ExportError, match=words):
        back(text)


def test_a_damaged_number_is_refused() -> None:
    text, _ = written(replace(BASE, qualifiers=(("killed", Bounds(3, None)),)))
    with pytest.raises(ExportError, match="no number with bounds"):
        back(text.replace(",3..,", ",three,"))


def test_lone_surrogates_do_not_get_into_a_store(tmp_path: Path) -> None:
    document, claims = petrov()
    with open_store(str(tmp_path / "a.db")) as store, pytest.raises(ArticleError):
        store.add(document, [replace(claims[0], value=Value("\ud800"))], [])


def test_of_a_store(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a.db")) as store:
        store.add(*petrov(), [])
        out = io.BytesIO()
        report = csv.write(store, out, Chosen(properties=frozenset({"birth", "event"})))
        expected = [claim_to_json(c) for c in store.claims() if c.property in ("birth", "event")]
    assert back(out.getvalue().decode()) == expected
    assert report.claims == 2
