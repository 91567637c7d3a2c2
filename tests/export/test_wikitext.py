"""Wikitext of one person, and reading it again."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.claim import Claim, Date
from cursus.export import wikitext
from cursus.export.chosen import Chosen
from cursus.export.report import ExportError, Report
from cursus.export.wikitext.cite import escaped, template
from cursus.export.works import Work, works_of
from cursus.page import process
from cursus.store import open_store
from cursus.text.units import unit_key
from tests.export.test_works import cited
from tests.store.make import article, claim

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEXT = "Ivan Petrov was a soldier. He was made a colonel. He commanded the 3rd Brigade. He was at Plevna."


def career(claims: list[Claim]) -> set[tuple[str, ...]]:
    """What is asserted of ranks and postings, with its dates."""
    return {
        (
            c.property,
            (c.qualifier("role") or "") if c.property == "posting" else c.value.text.casefold(),
            unit_key(c.qualifier("unit") or ""),
            c.date.edtf if c.date else "",
        )
        for c in claims
        if c.property in ("rank", "posting") and c.stance == "asserted"
    }


def exported(path: Path, *claims: Claim) -> tuple[str, Report]:
    document = article(TEXT, title="Ivan Petrov")
    with open_store(str(path)) as store:
        store.add(document, claims, [])
        out = io.BytesIO()
        report = wikitext.write(store, out, Chosen(persons=("ivan-petrov",)))
    return out.getvalue().decode(), report


def rank(edtf: str | None, **changes: str) -> Claim:
    made = claim(article(TEXT, title="Ivan Petrov"), "He was made a colonel.", "rank", "colonel")
    return replace(made, date=Date(edtf, "then", None, None) if edtf else None, **changes)  # type: ignore[arg-type]


def born() -> Claim:
    made = claim(article(TEXT, title="Ivan Petrov"), "Ivan Petrov was", "birth")
    return replace(made, date=Date("1848", "1848", None, None))


def posting(edtf: str | None) -> Claim:
    made = claim(
        article(TEXT, title="Ivan Petrov"),
        "He commanded the 3rd Brigade.",
        "posting",
        "3rd Brigade",
        qualifiers=(("role", "commander"), ("unit", "3rd Brigade")),
    )
    return replace(made, date=Date(edtf, "then", None, None) if edtf else None)


@pytest.mark.parametrize("name", ["skobelev.txt", "togo.html", "urabi.wikitext"])
def test_ranks_and_postings_of_the_examples_come_back(tmp_path: Path, name: str) -> None:
    (page,) = process((EXAMPLES / name).read_bytes(), name)
    assert page.document is not None
    with open_store(str(tmp_path / "a.db")) as store:
        store.add(page.document, page.claims, [])
        (subject,) = (row.id for row in store.persons() if row.subject)
        out = io.BytesIO()
        report = wikitext.write(store, out, Chosen(persons=(subject,)))
        meant = career(store.claims(person=subject))
    (again,) = process(out.getvalue(), "again.wikitext")
    back = career(list(again.claims))
    lost = sum(n for reason, n in report.ordered() if "read back otherwise" in reason)
    assert len(meant) > 5
    assert len(meant - back) <= lost
    assert len(meant & back) >= len(meant) - 3
    assert len({fact for fact in back if fact[3]} - meant) <= lost


@pytest.mark.parametrize(
    "edtf", ["1877", "1877-05", "1877-05-03", "[..1877]", "[..1877-04]", "1877/1878", "1877-05/1879-06", "1877~", None]
)
@pytest.mark.parametrize("make", [rank, posting])
def test_dates_come_back(tmp_path: Path, make: object, edtf: str | None) -> None:
    text, report = exported(tmp_path / "a.db", born(), make(edtf))  # type: ignore[operator]
    (again,) = process(text.encode(), "again.wikitext")
    dates = {fact[3] for fact in career(list(again.claims)) if fact[0] == make.__name__}  # type: ignore[attr-defined]
    assert dates - {""} == ({edtf} if edtf else set())
    assert edtf or dates
    assert not [reason for reason in report.losses if "read back" in reason]


def test_what_is_not_asserted_is_not_written(tmp_path: Path) -> None:
    text, report = exported(tmp_path / "a.db", rank("1877", stance="denied"))
    assert "colonel" not in text
    assert report.claims == 0
    assert report.ordered() == [("no claim: it is denied, not asserted", 1)]


def test_a_date_without_words_is_counted(tmp_path: Path) -> None:
    _, report = exported(tmp_path / "a.db", rank("{1877,1879}"))
    assert [reason for reason in report.losses if "read back otherwise" in reason]


def test_the_same_line_stands_once_and_a_work_in_full_once(tmp_path: Path) -> None:
    text, report = exported(tmp_path / "a.db", rank("1877"), rank("1877", id="f" * 16), posting("1878"))
    assert text.count("held the rank of colonel") == 1
    assert len(re.findall(r'<ref name="[^"]+">', text)) == 1
    assert len(re.findall(r'<ref name="[^"]+" />', text)) == 1
    assert report.claims == 3


def test_it_is_of_one_person(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a.db")) as store, pytest.raises(ExportError, match="of one person"):
        wikitext.write(store, io.BytesIO(), Chosen())


def test_a_citation_is_read_again() -> None:
    (work,) = works_of(
        cited(title="A | Life [1]", author="Dean, A.", issued="1931", page="3–4", URL="http://x.example/a|b")
    )
    source = f"'''X''' was a soldier.<ref>{template(work, Report())}</ref>"
    (page,) = process(source.encode(), "x.wikitext")
    assert page.document is not None
    (citation,) = page.document.citations
    assert citation.get("title") == "A | Life [1]"
    assert citation.get("author") == "Dean, A."
    assert citation.get("page") == "3–4"
    assert citation.get("URL") == "http://x.example/a%7Cb"


@given(st.text(alphabet="[]{}|<>~='_*#:;&ab \n", max_size=12))
def test_words_open_no_markup(words: str) -> None:
    text = escaped(words)
    assert not re.search(r"[\[\]{}|<>~\n]|''|__|^[*#:;=]", text)


def test_an_entry_without_a_title_keeps_its_words() -> None:
    assert template(Work("k", "", (), "Dean | p. 3"), Report()) == "Dean &#124; p. 3"
