"""From drafts to claims: verbatim quotes, stable ids, each fact once, and no crash that costs a page its other facts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cursus.claim import Span
from cursus.extract import extract, extract_with_problems
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.finish import finish
from cursus.vocab import rule_scores
from tests.extract.article import article

TEXT = "Karl Ebner (1801 – 1866) was a general.\n== Life ==\nEbner was born in Linz.[1] In 1830 he married Anna Huber."


def test_every_quote_is_in_the_text_and_in_the_source() -> None:
    document = article("Karl Ebner", TEXT, rows=[("rank", "Colonel")])
    claims = extract(document)
    assert len(claims) > 6
    for claim in claims:
        assert document.text[claim.quote.start : claim.quote.end] == claim.quote.exact
        assert document.source_span(claim.quote.start, claim.quote.end) == (
            claim.quote.source_start,
            claim.quote.source_end,
        )
        assert claim.document.id == document.id


def test_the_same_article_gives_the_same_claims() -> None:
    assert extract(article("Karl Ebner", TEXT)) == extract(article("Karl Ebner", TEXT))


def test_ids_are_unique() -> None:
    ids = [c.id for c in extract(article("Karl Ebner", TEXT, rows=[("rank", "Colonel\nMajor")]))]
    assert len(ids) == len(set(ids))


def test_one_fact_of_two_rules_is_one_claim() -> None:
    page = Page(article("Karl Ebner", TEXT))
    at = page.text.index("Ebner was born")
    drafts = [
        Draft("birth", "Linz", Span(at, at + length), rule, page.subject, date=None)
        for rule, length in (("one", 22), ("two", 18))
    ]
    assert [c.rule for c in finish(page, drafts)] == ["two"]


def test_a_quote_of_nothing_is_dropped_and_told() -> None:
    page = Page(article("Karl Ebner", TEXT))
    beyond = Span(len(page.text) + 5, len(page.text) + 9)
    assert finish(page, [Draft("birth", "Linz", beyond, "rule.x", page.subject)]) == ()
    assert page.problems == ["rule.x: no words to quote"]


def test_a_crash_of_one_extractor_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: Page) -> Iterator[Draft]:
        raise ZeroDivisionError("a bug")
        yield

    monkeypatch.setattr("cursus.extract.EXTRACTORS", (broken, *_first_extractors()))
    extraction = extract_with_problems(article("Karl Ebner", TEXT))
    assert len(extraction.problems) == 1
    assert "ZeroDivisionError: a bug" in extraction.problems[0]
    assert extraction.claims


def _first_extractors() -> tuple[object, ...]:
    from cursus.extract import EXTRACTORS

    return EXTRACTORS[:3]


def test_scores_are_shares() -> None:
    assert rule_scores()
    assert all(0.5 <= score <= 1.0 for score in rule_scores().values())


WORDS = st.sampled_from(
    [
        "Ebner",
        "he",
        "his",
        "was",
        "born",
        "died",
        "married",
        "in",
        "at",
        "on",
        "of",
        "the",
        "Linz",
        "1830",
        "May",
        "3",
        "father,",
        "wife",
        "Anna",
        "Huber",
        "(1801–1866)",
        ";",
        "–",
        "“",
        "”",
        "[1]",
        "graduated",
        "from",
        "Academy",
        "College",
        "and",
        "who",
        "said",
        "that",
        "not",
        "killed",
        "Major",
        "General",
        "Mrs.",
        "Dr.",
        ",",
        ".",
        "(",
        ")",
        '"',
        "son",
        "of",
    ]
)


@given(st.lists(WORDS, max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_words_are_survived_and_quoted_verbatim(words: list[str]) -> None:
    document = article("Karl Ebner", "Karl Ebner (1801 – 1866) was a general.\n== Life ==\n" + " ".join(words))
    extraction = extract_with_problems(document)
    assert extraction.problems == ()
    for claim in extraction.claims:
        assert document.text[claim.quote.start : claim.quote.end] == claim.quote.exact
