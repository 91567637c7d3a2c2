"""The bundled examples show what their README says they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from cursus.check.conflicts import find_conflicts
from cursus.page import PageResult, process

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

# (file, title, form, script of the native name, the planted fault's rule)
ARTICLES = [
    ("skobelev.txt", "Mikhail Skobelev", "text", "Cyrl", "dangling-footnote"),
    ("urabi.wikitext", "Ahmed Urabi", "wikitext", "Arab", "dangling-footnote"),
    ("togo.html", "Tōgō Heihachirō", "html", "Hani", "uncited-reference"),
]


def result_of(name: str) -> PageResult:
    (result,) = process((EXAMPLES / name).read_bytes(), name)
    assert result.document is not None
    assert not result.problems
    return result


@pytest.mark.parametrize(("name", "title", "form", "script", "fault"), ARTICLES)
def test_example(name: str, title: str, form: str, script: str, fault: str) -> None:
    result = result_of(name)
    document = result.document
    assert document is not None
    assert (document.title, document.form) == (title, form)
    dates = [c.date.edtf for c in result.claims if c.date]
    assert any(d.startswith("[..") or d.endswith("~") for d in dates), "an uncertain date"
    assert script in {c.qualifier("script") for c in result.claims if c.property == "name"}, "a name in another script"
    assert "rank" in {c.property for c in find_conflicts(result.claims)}, "a disputed rank"
    assert any([m.citation for m in document.marks].count(i) > 1 for i in range(len(document.citations))), (
        "a reused footnote"
    )
    assert fault in {f.rule for f in result.findings}, "a planted fault"


def test_a_denial_stands_beside_what_it_denies() -> None:
    claims = [c for c in result_of("urabi.wikitext").claims if c.value.text == "regent"]
    assert {(c.stance, c.says) for c in claims} == {("reported", "court official"), ("denied", "Urabi")}


def test_relative_dates_name_their_anchor() -> None:
    (posting,) = [c for c in result_of("urabi.wikitext").claims if c.value.text.startswith("minister of war")]
    assert posting.date is not None
    assert (posting.date.edtf, posting.date.anchor) == ("1882-02", "1882-01")
