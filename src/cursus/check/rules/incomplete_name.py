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

from cursus.check.context import Context
from cursus.check.cs1 import canonical
from cursus.check.engine import Problem
from cursus.check.templates import Parameter

CODE = "F6"
LEVEL = "error"
_KEY = re.compile(r"(author|editor|translator|contributor|interviewer|first)(-first)?(\d+)\Z")


def check(context: Context) -> Iterator[Problem]:
    for template, citation in context.cites:
        label = citation.label if citation else None
        families: dict[str, dict[int, Parameter]] = {}
        given: dict[str, dict[int, Parameter]] = {}
        lists = False
        for parameter in template.parameters:
            key = canonical(parameter.name) if parameter.value else None
            lists = lists or key in ("authors", "editors")
            match = _KEY.match(key) if key else None
            if match:
                who = "author" if match[1] == "first" else match[1]
                side = given if match[1] == "first" or match[2] else families
                side.setdefault(who, {})[int(match[3])] = parameter
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
