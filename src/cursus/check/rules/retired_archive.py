"""The archived copy lies with a service that has stopped.

Its copies can no longer be read, or only with luck; look for another one.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://example.org/b |archive-date=3 May 2014
    |archive-url=https://www.webcitation.org/6PHtNJbyU}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://example.org/b |archive-date=3 May 2014
    |archive-url=https://web.archive.org/web/20140503000000/https://example.org/b}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.engine import Problem

CODE = "A9"
LEVEL = "notice"
_RETIRED = re.compile(
    r"https?://(?:www\.)?(?:webcitation\.org|freezepage\.com|peeep\.us|mummify\.it|webcache\.googleusercontent\.com|"
    r"collection\.europarchive\.org|backupurl\.com|megalodon\.jp/pc)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    for citation, _, copy in context.works_with("archive-url"):
        if _RETIRED.match(copy.value):
            yield Problem(
                "a copy with a service that has stopped",
                (span(copy),),
                citation.label or None,
                suggestion="archive the page anew, or find another copy",
            )
