"""The engine: order, levels, a rule that fails, the same bytes the same findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest

from cursus.check import check
from cursus.check.context import Context
from cursus.check.days import read_days, shift
from cursus.check.engine import Problem, rule_id, run
from cursus.claim import line_column
from tests.check.examples import document
from tests.corpus import corpus

TEXT = (
    "Ada Berg\n\nBerg led the third battery in the winter of 1863.[1]\n\n"
    "Career\n\nShe left the service in the spring of 1870 for good.[7]\n\n"
    'References\n\n1. "The colonel". May 19, 2011. Retrieved 20 May 2011.\n'
)


def rule(name: str, problems: list[Problem], error: Exception | None = None) -> ModuleType:
    def check_(context: Context) -> Iterator[Problem]:
        yield from problems
        if error:
            raise error

    module = ModuleType(f"cursus.check.rules.{name}")
    module.__dict__.update(CODE="X9", LEVEL="notice", check=check_)
    return module


def test_findings_come_in_order_of_place_whatever_the_order_of_rules() -> None:
    doc = document("text", TEXT)
    late, early = rule("late", [Problem("b", ((9, 12),))]), rule("early", [Problem("a", ((2, 4),), level="error")])
    findings = run([late, early], doc, ())  # type: ignore[list-item]
    assert [(f.rule, f.level, f.message, f.line, f.column) for f in findings] == [
        ("early", "error", "a", 1, 3),
        ("late", "notice", "b", 2, 1),
    ]
    assert findings[0].spans[0].exact == doc.source[2:4]


def test_a_rule_that_fails_is_reported_and_keeps_no_other_from_running() -> None:
    doc = document("text", TEXT)
    broken = rule("some_rule", [Problem("before it broke", ((1, 2),))], ValueError("no such\nthing"))
    findings = run([broken, rule("other", [Problem("fine", ((3, 4),))])], doc, ())  # type: ignore[list-item]
    assert [(f.rule, f.level) for f in findings] == [("internal", "info"), ("some-rule", "notice"), ("other", "notice")]
    assert findings[0].message == "the rule some-rule failed: ValueError: no such thing"


def test_memory_errors_are_not_swallowed() -> None:
    with pytest.raises(MemoryError):
        run([rule("greedy", [], MemoryError())], document("text", TEXT), ())  # type: ignore[list-item]


def test_places_outside_the_source_are_brought_back() -> None:
    doc = document("text", "Short.")
    (finding,) = run([rule("wild", [Problem("x", ((-5, 900),))])], doc, ())  # type: ignore[list-item]
    assert (finding.spans[0].source_start, finding.spans[0].source_end) == (0, 6)


def test_line_and_column_are_those_of_the_source() -> None:
    doc = document("text", TEXT)
    for finding in check(doc, ()):
        assert (finding.line, finding.column) == line_column(doc.source, finding.spans[0].source_start)


def test_the_same_bytes_give_the_same_findings() -> None:
    one, other = (check(document("text", TEXT), ()) for _ in range(2))
    assert one == other
    assert len({f.id for f in one}) == len(one) > 3


def test_an_empty_document_has_no_findings() -> None:
    assert check(document("text", ""), ()) == ()


def test_the_id_of_a_rule_is_its_file() -> None:
    assert rule_id(rule("archive_before_publication", [])) == "archive-before-publication"  # type: ignore[arg-type]


def test_no_clock_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    doc = document("text", TEXT)
    before = check(doc, ())
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "localtime", lambda *_: (_ for _ in ()).throw(AssertionError))
    assert check(doc, ()) == before


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2014-05-03", "2014-05-03", "2014-05-03"),
        ("2014-02", "2014-02-01", "2014-02-28"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("2012-03/2012-04", "2012-03-01", "2012-04-30"),
    ],
)
def test_days_of_a_date(edtf: str, first: str, last: str) -> None:
    days = read_days(edtf)
    assert days is not None
    assert (days.first, days.last) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "1943~", "[..2011-04]", "2011-22", "2011-13", "../2011", "soon"])
def test_dates_that_say_too_little_have_no_days(edtf: str | None) -> None:
    assert read_days(edtf) is None


def test_days_are_moved_over_the_ends_of_months() -> None:
    assert shift("2016-02-28", 2) == "2016-03-01"


@pytest.mark.slow
def test_real_articles_give_findings_that_hold_their_words() -> None:
    from cursus.read import read_all

    paths = [*sorted(corpus("wikitext", "en").iterdir())[::40], *sorted(corpus("html", "es-fragment").iterdir())[::30]]
    for path in paths:
        for doc in read_all(path.read_bytes(), path.name):
            findings = check(doc, ())
            assert not [f for f in findings if f.rule == "internal"], path
            for finding in findings:
                for place in finding.spans:
                    assert doc.source[place.source_start : place.source_end] == place.exact
            assert check(replace(doc), ()) == findings
