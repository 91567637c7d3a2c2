"""A short footnote names a work that the article does not have.

{{sfn|Holm|1891}} leads to the work of Holm of 1891 in the list of works; a reader who follows it arrives nowhere, and cannot tell
which book is meant.

Not reported: works that a template of another kind may name.

FAIL (wikitext):

    Berg led the battery.{{sfn|Holm|1891|p=4}}

    == Works ==
    * {{cite book |last=Holm |first=Karl |title=The Winter War |date=1895}}

FAIL (wikitext):

    Berg led the battery.{{sfn|Lind|1891|p=4}}

    == Works ==
    * {{cite book |last=Holm |first=Karl |title=The Winter War |date=1891}}

PASS (wikitext):

    Berg led the battery.{{sfn|Holm|1891a|p=4}} She left.{{sfn|Lind|Holm|1895}} {{harvnb|Staff|1901}} {{sfn|Dean|1870}}

    == Works ==
    * {{cite book |last=Holm |first=Karl |title=The Winter War |year=1891a}}
    * {{cite book |last1=Lind |last2=Holm |title=The Summer War |date=3 May 1895}}
    * {{cite book |author=Berg |title=Staff |ref={{sfnref|Staff|1901}} |date=1901}}
    * {{DNB cite |wstitle=Berg |last=Dean |year=1870}}
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.short_footnotes import works

CODE = "L12"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    calls = works(context.document.source, context.templates)
    for call in calls.calls:
        if call.key in calls.targets or calls.may_be_elsewhere(call):
            continue
        years = sorted({year for names, year in calls.targets if names == call.names and year})
        told = f"{' and '.join(call.words)} {call.year}".strip()
        yield Problem(
            f"no work {told}" + (f" in the list, only of {', '.join(years)}" if years else " in the article"), ((call.start, call.end),),
            suggestion="name the work as the list does, or add it",
        )  # fmt: skip
