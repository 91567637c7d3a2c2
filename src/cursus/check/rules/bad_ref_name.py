"""A footnote name that MediaWiki does not take: a bare number, unbalanced quotation marks, an unknown attribute.

FAIL (wikitext):

    Berg led the battery.<ref name="3">Holm, ''The Winter War'', p. 3.</ref>

PASS (wikitext):

    Berg led the battery.<ref name="holm3">Holm, ''The Winter War'', p. 3.</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import faults
from cursus.claim import Fix

CODE = "L6"
LEVEL = "error"


#: A tag whose only attribute is a name without quotation marks, or with one at one end.
_TAG = re.compile(r"<ref\s+name\s*=\s*[\"']?(?P<name>[^\"'<>=/|{}]{1,200}?)[\"']?\s*(?P<end>/?)>", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    source = context.document.source
    for problem in faults(context, "bad-ref-name"):
        start, end = problem.spans[0]
        tag = _TAG.match(source, start, end) if context.wikitext else None
        if tag is None or tag["name"].strip().isdigit() or "quotation" not in problem.message:
            yield problem
            continue
        written = f'<ref name="{tag["name"].strip()}"{" /" if tag["end"] else ""}>'
        yield replace(problem, suggestion=f"write {written}", fix=Fix(start, tag.end(), written))
