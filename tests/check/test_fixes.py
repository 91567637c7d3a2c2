"""Repairs change the fault and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cursus.check import check
from cursus.check.fixes import diff, repair
from cursus.check.style import restyled
from cursus.claim import Finding, Fix
from tests.check.examples import document

WRONG = (
    "Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times |archive-date=3 May 2013"
    " |archive-url=https://web.archive.org/web/20140503000000/https://example.org/b}}</ref>\n"
)


def fixed(*fixes: tuple[int, int, str]) -> list[Finding]:
    (any_,) = (f for f in check(document("wikitext", WRONG), ()) if f.rule == "archive-date-mismatch")
    return [replace(any_, id=str(n), fix=Fix(*fix)) for n, fix in enumerate(fixes)]


def test_the_fault_is_repaired_and_gone() -> None:
    mended = repair(WRONG, check(document("wikitext", WRONG), ()))
    assert mended.text == WRONG.replace("3 May 2013", "3 May 2014")
    assert [f.rule for f in mended.done] == ["archive-date-mismatch"]
    assert "archive-date-mismatch" not in {f.rule for f in check(document("wikitext", mended.text), ())}


def test_of_two_that_overlap_one_waits() -> None:
    mended = repair("abcdef", fixed((1, 3, "X"), (2, 4, "Y"), (4, 4, "-")))
    assert mended.text == "aXd-ef"
    assert [f.id for f in mended.done] == ["0", "2"]
    assert [f.id for f in mended.waiting] == ["1"]


def test_the_same_change_is_made_once() -> None:
    mended = repair("abcdef", fixed((1, 3, "X"), (1, 3, "X")))
    assert mended.text == "aXdef"
    assert len(mended.done) == 2


def test_two_insertions_at_one_place_do_not_meet() -> None:
    assert repair("ab", fixed((1, 1, "X"), (1, 1, "Y"))).text == "aXb"


def test_a_fix_outside_the_source_is_none() -> None:
    assert repair("abc", fixed((2, 9, "X"), (-1, 1, "Y"))).text == "abc"


def test_the_diff_of_a_last_line_without_its_end() -> None:
    assert "".join(diff("a\nb", "a\nc", "x")).endswith(
        "-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize(
    ("like", "written"),
    [
        ("2013-05-01", "2014-05-03"),
        ("1 May 2013", "3 May 2014"),
        ("May 1, 2013", "May 3, 2014"),
        ("1 Aug 2013", "3 May 2014"),
        ("August 13, 2013", "May 3, 2014"),
        ("1 mai 2013", None),
        ("1/5/2013", None),
        ("spring 2013", None),
    ],
)
def test_a_day_in_the_form_of_another(like: str, written: str | None) -> None:
    assert restyled("2014-05-03", like) == written
