"""The unit of work: what goes wrong in it becomes a problem with its reason, and the rest goes on."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from cursus.claim import Document
from cursus.page import PageResult, Problem, process
from cursus.read.errors import ReadError

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
ARTICLES = ("skobelev.txt", "togo.html", "urabi.wikitext")
DUMP = (
    "<mediawiki>"
    + "".join(
        f"<page><title>{title}</title><ns>0</ns><id>1</id><revision><id>1</id><text>'''{title}''' was a general."
        "</text></revision></page>"
        for title in ("Ivan Petrov", "Oleg Orlov", "Anna Ivanova")
    )
    + "</mediawiki>"
).encode()


def work(name: str) -> list[PageResult]:
    return list(process((EXAMPLES / name).read_bytes(), name))


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_gives_its_claims_and_findings(name: str) -> None:
    (result,) = work(name)
    assert result.document is not None
    assert result.document.path == name
    assert result.problems == ()
    assert len(result.claims) > 10
    assert any(f.level == "error" for f in result.findings), "each example has a planted fault"
    assert pickle.loads(pickle.dumps(result)) == result


def test_unreadable_bytes_are_a_problem() -> None:
    (result,) = process(b"%PDF-1.4", "a.pdf")
    assert result.document is None
    assert [p.path for p in result.problems] == ["a.pdf"]
    assert str(result.problems[0]).startswith("a.pdf: is a PDF, not text; ")


def _fail(*_: object) -> Iterator[Document]:
    raise ZeroDivisionError("by\nzero")


@pytest.mark.parametrize(
    ("broken", "words", "kept"),
    [
        ("cursus.read.read", "reading it failed", (False, False, False)),
        ("cursus.extract.extract_with_problems", "extracting claims failed", (True, False, True)),
        ("cursus.check.check", "checking it failed", (True, True, False)),
    ],
)
def test_a_step_that_fails_is_named(
    monkeypatch: pytest.MonkeyPatch, broken: str, words: str, kept: tuple[bool, bool, bool]
) -> None:
    monkeypatch.setattr(broken, _fail)
    (result,) = work("skobelev.txt")
    (problem,) = result.problems
    assert problem.path == "skobelev.txt"
    assert problem.reason.startswith(f"{words} (ZeroDivisionError: by zero in tests.test_page, line ")
    assert (result.document is not None, bool(result.claims), bool(result.findings)) == kept


def test_an_extractor_that_fails_costs_its_own_facts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    import cursus.extract

    whole = work("skobelev.txt")[0]
    monkeypatch.setattr(cursus.extract, "EXTRACTORS", (_fail, *cursus.extract.EXTRACTORS))
    (result,) = work("skobelev.txt")
    assert result.claims == whole.claims
    assert len(result.problems) == 1
    assert "ZeroDivisionError" in result.problems[0].reason
    assert result.problems[0].document_id == result.document.id  # type: ignore[union-attr]


def test_running_out_of_memory_is_the_runners_business(monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_: object) -> None:
        raise MemoryError

    for step in ("cursus.read.read", "cursus.extract.extract_with_problems", "cursus.check.check"):
        with monkeypatch.context() as patch:
            patch.setattr(step, hungry)
            with pytest.raises(MemoryError):
                work("skobelev.txt")


def test_articles_of_a_dump_and_those_behind_one_that_failed() -> None:
    begun: list[str] = []
    results = list(process(DUMP, "d.xml", begin=begun.append))
    assert begun == ["d.xml#Ivan Petrov", "d.xml#Oleg Orlov", "d.xml#Anna Ivanova"]
    assert [r.document.path for r in results if r.document] == begun
    assert list(process(DUMP, "d.xml", skip=2)) == results[2:]
    assert list(process(DUMP, "d.xml", skip=9)) == []


def test_one_bad_page_of_a_dump(monkeypatch: pytest.MonkeyPatch) -> None:
    import cursus.read

    real = cursus.read.read_page

    def read_page(page, name: str) -> Document:  # type: ignore[no-untyped-def]
        if page.title == "Oleg Orlov":
            raise ReadError(f"{name}#{page.title}", "is odd", "mend it")
        return real(page, name)

    monkeypatch.setattr(cursus.read, "read_page", read_page)
    results = list(process(DUMP, "d.xml"))
    assert [r.document is not None for r in results] == [True, False, True]
    assert results[1].problems == (Problem("d.xml#Oleg Orlov", "is odd", "mend it"),)


def test_a_dump_without_an_article() -> None:
    (result,) = process(b"<mediawiki></mediawiki>", "d.xml")
    assert result.document is None
    assert "without an article" in result.problems[0].reason
