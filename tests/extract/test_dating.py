"""Which date of a sentence is a fact's."""

from __future__ import annotations

import pytest

from tests.extract.article import article, claims_of, date_of

LEAD = "Karl Ebner (1801 – 1866) was a general.\n== Life ==\n"


def _date(text: str, prop: str, value: str) -> str | None:
    found = [c for c in claims_of(article("Karl Ebner", LEAD + text), prop) if c.value.text == value]
    assert found, text
    return date_of(found[0])


@pytest.mark.parametrize(
    ("text", "prop", "value", "date"),
    [
        ("In 1830, Ebner married Anna Huber.", "relative", "Anna Huber", "1830"),
        ("Ebner married Anna Huber in 1830.", "relative", "Anna Huber", "1830"),
        ("Ebner attended Graz College from 1815 to 1818.", "education", "Graz College", "1815/1818"),
        ("Ebner attended Graz College, and in 1818 he moved to Linz.", "education", "Graz College", None),
        ("In 1815 Ebner attended Graz College and moved to Linz.", "education", "Graz College", "1815"),
        ("After serving at sea from 1810 to 1814, Ebner attended Graz College.", "education", "Graz College", None),
        ("Ebner lived in Linz until 1840, when he became a Lutheran.", "religion", "Lutheran", "1840"),
        ("Upon leaving the school in 1818, Ebner joined the Austrian Army.", "branch", "Austrian Army", "1818"),
        ("Ebner attended Graz College before the fall of the city in 1818.", "education", "Graz College", "[..1818]"),
        ("Ebner attended Graz College after the fall of the city in 1818.", "education", "Graz College", "[1818..]"),
        ("Ebner served in the Austrian Army from 1820 to 1850, retiring as a colonel.", "rank", "colonel", "1850"),
        ("Ebner served in the Austrian Army from 1820 to 1850, rising to colonel.", "rank", "colonel", "[1820..1850]"),
    ],
)
def test_the_date_of_a_fact(text: str, prop: str, value: str, date: str | None) -> None:
    assert _date(text, prop, value) == date


def test_a_relative_phrase_counts_from_the_date_before() -> None:
    text = "In March 1830 Ebner moved to Linz. Later that year he married Anna Huber."
    (claim,) = claims_of(article("Karl Ebner", LEAD + text), "relative")
    assert claim.date is not None
    assert claim.date.anchor is not None
    assert claim.date.earliest is not None
    assert claim.date.earliest.startswith("1830")
