"""Articles that cite one work, or copy one sentence, are one source."""

from __future__ import annotations

from dataclasses import replace

from cursus.dossier.model import Evidence, Reference
from cursus.dossier.sources import count_sources
from tests.store.make import article, claim

DOCUMENT = article("He became an admiral in 1801.")
CLAIM = claim(DOCUMENT, "an admiral", value="admiral")


def cited(text: str = "", url: str | None = None, words: str = "an admiral", where: str = "a") -> Evidence:
    quote, document = replace(CLAIM.quote, exact=words), replace(CLAIM.document, id=where)
    references = (Reference("d", "1", "direct", text, url=url),) if text or url else ()
    return Evidence(replace(CLAIM, quote=quote, document=document), references)


def test_one_work_cited_twice_is_one_source() -> None:
    assert count_sources([cited("Dean, A. (1931). A Life, p. 4."), cited("Dean, A. (1931). A Life, pp. 7–9.")]) == 1
    assert count_sources([cited("Dean, A. (1931). A Life."), cited("Lind, B. (1931). A Death.")]) == 2


def test_one_page_and_its_archived_copy_are_one() -> None:
    page, copy = "https://www.example.org/a/", "https://web.archive.org/web/20140503000000/http://example.org/a"
    assert count_sources([cited("A.", page), cited("A, archived.", copy)]) == 1
    assert count_sources([cited("A.", page), cited("A.", "https://example.net/a")]) == 2


def test_a_sentence_copied_is_no_second_witness() -> None:
    assert count_sources([cited(), cited(where="b")]) == 1
    assert count_sources([cited(), cited(words="an admiral of the fleet", where="b")]) == 2


def test_an_article_is_one_witness_however_often_it_says_it() -> None:
    assert count_sources([cited(), cited(words="Rank admiral")]) == 1


def test_what_an_article_says_without_a_footnote_adds_nothing_to_its_footnotes() -> None:
    assert count_sources([cited("Dean, A. (1931). A Life."), cited(words="Rank admiral")]) == 1
    assert count_sources([cited("Dean, A. (1931). A Life."), cited(words="Rank admiral", where="b")]) == 2


def test_a_footnote_that_leads_nowhere_is_no_source() -> None:
    lost = Evidence(CLAIM, (Reference("d", "9", "direct", "", defined=False),))
    assert count_sources([lost, cited("Dean, A. (1931). A Life.", where="b", words="admiral, it seems")]) == 2
    assert count_sources([]) == 0
