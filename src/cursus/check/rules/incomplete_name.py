"""A person's name in a citation template is incomplete: a given name without its family name, or a gap in the count.

The template leaves such a person out.

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |first=Karl |date=1891}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last1=Holm |last3=Lind |date=1891}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter War |last1=Holm |first1=Karl |author2=Lind |date=1891}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.templates import Parameter

CODE = "F6"
LEVEL = "error"
_KEY = re.compile(r"(author|editor|translator|contributor|interviewer|first)(-first)?(\d+)\Z")


@lru_cache(maxsize=1024)
def _part(key: str) -> tuple[str, bool, int] | None:
    """Whose name a parameter is a part of, whether of the given name, and the person's number."""
    match = _KEY.match(key)
    if match is None:
        return None
    return "author" if match[1] == "first" else match[1], bool(match[1] == "first" or match[2]), int(match[3])


def check(context: Context) -> Iterator[Problem]:
    for cite in context.cites:
        label = cite.label
        families: dict[str, dict[int, Parameter]] = {}
        given: dict[str, dict[int, Parameter]] = {}
        lists = False
        for key, parameter in cite.filled:
            lists = lists or key in ("authors", "editors")
            part = _part(key) if key else None
            if part:
                who, of_given, number = part
                (given if of_given else families).setdefault(who, {})[number] = parameter
        for who, people in given.items():
            for number, parameter in people.items():
                if number not in families.get(who, {}) and not lists:
                    place = ((parameter.bar, parameter.over),)
                    yield Problem(
                        f"{parameter.name} without the family name", place, label, suggestion="add the family name"
                    )
        for people in families.values():
            missing = next((n for n in range(1, max(people)) if n not in people), None)
            if missing is not None and max(people) < 60:
                parameter = people[min(n for n in people if n > missing)]
                yield Problem(
                    f"{parameter.name} is given, but no name of number {missing}", ((parameter.bar, parameter.over),), label,
                    suggestion="count the names without a gap",
                )  # fmt: skip
