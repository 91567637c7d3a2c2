"""The language of a reference is the name of no language.

Readers and their tools cannot use it; often it is the English language written out in a sentence, or a country.

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=Der Winterkrieg |last=Holm |date=1891 |language=Germanish}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite book |title=Der Winterkrieg |last=Holm |date=1891 |language=de, Swedish |trans-title=X}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.languages import is_language
from cursus.check.rules.common import short

CODE = "F11"
LEVEL = "notice"
_SPLIT = re.compile(r"\s*(?:,|;|/|&|\band\b|<br\s*/?>)\s*")


def check(context: Context) -> Iterator[Problem]:
    for cite, parameter in context.parameters(("language",)):
        if "{{" in parameter.value or "[[" in parameter.value:
            continue
        for name in _SPLIT.split(parameter.value):
            if name and not is_language(name):
                yield Problem(
                    f"no language is called {short(name)}", ((parameter.start, parameter.end),),
                    cite.label, suggestion="write its name or its code (de, zh-Hant)",
                )  # fmt: skip
