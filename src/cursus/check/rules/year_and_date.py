"""A reference gives a date and another year.

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |date=3 May 1891 |year=1895}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last=Holm |date=3 May 1891 |year=1891}}</ref>
    She left.<ref>{{cite book |title=The Winter War |last=Lind |date=1891–92 |year=1892b}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import without_comments

CODE = "D5"
LEVEL = "error"
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


def check(context: Context) -> Iterator[Problem]:
    for cite in context.cites:
        if "year" not in cite.values:
            continue
        values = {p.name: p for _, p in cite.filled if p.name in ("date", "year")}
        if len(values) < 2:
            continue
        date, year = values["date"], values["year"]
        told, other = _YEAR.findall(without_comments(date.value)), _YEAR.search(without_comments(year.value))
        if len(told) == 1 and other is not None and other.group() not in told and "–" not in date.value:
            yield Problem(
                f"date {date.value}, but year {year.value}", ((date.start, date.end), (year.start, year.end)),
                cite.label, suggestion="keep the right one of the two",
            )  # fmt: skip
