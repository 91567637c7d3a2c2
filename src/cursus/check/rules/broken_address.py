"""An address that cannot work: the scheme twice, a space in it, no host, square brackets twice.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=http://https://example.org/b |website=Harbour Times}}</ref>

FAIL (wikitext):

    Berg led it.<ref>[[https://example.org/b Berg]], Harbour Times</ref>

PASS (wikitext):

    Berg led it.<ref>[https://example.org/b?u=http://example.net/ Berg], Harbour Times</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.cs1 import is_cs1
from cursus.check.engine import Problem
from cursus.check.rules.common import short
from cursus.check.rules.unbalanced_markup import visible
from cursus.claim import Fix

CODE = "X6"
LEVEL = "error"
_TWICE = re.compile(r"\bhttps?:/{0,2}(?=https?:/{1,2})", re.IGNORECASE)
_SCHEME_WITHIN = re.compile(r":/{0,2}[hH][tT][tT][pP]")  # what each of those holds, and hardly any other address
_DOUBLE = re.compile(r"\[\[(https?://[^\s\[\]]{1,600})\s+([^\[\]\n]{1,300})\]\]")
_GOOD = re.compile(r"(?:https?|ftp)://[^\s/?#.]+\.[^\s/?#]+(?:[/?#]\S*)?\Z|//\S+|[a-z]{3,10}:\S+", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if context.wikitext:
        twice = _SCHEME_WITHIN.search(document.source) is not None
        double = "[[http" in document.source
        for start, end in visible(document.source) if twice or double else ():
            for match in _TWICE.finditer(document.source, start, end) if twice else ():
                if match.start() and document.source[match.start() - 1] in "/?&":
                    continue  # the address of one page within that of another
                yield Problem(
                    "the scheme of an address twice",
                    (match.span(),),
                    suggestion="remove the first",
                    fix=Fix(*match.span(), ""),
                )
            for match in _DOUBLE.finditer(document.source, start, end) if double else ():
                mended = f"[{match[1]} {match[2]}]"
                yield Problem(
                    f"an address in double brackets: {short(match.group())}", (match.span(),), suggestion=f"write {short(mended)}",
                    fix=Fix(*match.span(), mended),
                )  # fmt: skip
    if context.copied:
        return
    for citation, _, url in context.works_with("URL"):
        if not url.parameter or _GOOD.match(url.value.strip()):
            continue
        if citation.template and not is_cs1(citation.template.casefold()):
            continue  # templates of archives take an address without its scheme
        if "{{" in document.source[url.source_start : url.source_end]:
            continue  # another template makes the address
        if not _TWICE.match(url.value):
            yield Problem(f"no address: {short(url.value)}", (span(url),), citation.label or None)
