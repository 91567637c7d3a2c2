"""A comment tells a rule to be quiet that does not exist.

The comment does nothing; the name is misspelt, or the rule has another name now.

FAIL (wikitext):

    Berg led the battery. <!-- cursus: ignore uncited-sentense -->

PASS (wikitext):

    Berg led the battery. <!-- cursus: ignore uncited-sentence -->
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.ignore import unknown_rules

CODE = "X8"
LEVEL = "notice"


def check(context: Context) -> Iterator[Problem]:
    from cursus.check.rules import NAMES

    if "cursus:" not in context.document.source:
        return
    known = [name.replace("_", "-") for name in NAMES]
    for comment, name in unknown_rules(context.document.source, known):
        near = difflib.get_close_matches(name, known, 1)
        yield Problem(
            f"no rule is called {name}",
            ((comment.start, comment.end),),
            suggestion=f"write {near[0]}" if near else "see `cursus rules`",
        )
