"""Control characters, and tags of HTML that no browser takes any more or that are written wrongly: ``</br>``, ``<center>``.

They are left from pasting. Reported once for each kind of tag.

FAIL (wikitext):

    Berg led the battery.</br>She left the service.

FAIL (wikitext):

    <center>Berg led the battery.</center>

PASS (wikitext):

    Berg led the battery.<br />She left the service.<br>She died. <nowiki></br></nowiki>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.unbalanced_markup import visible
from cursus.claim import Fix

CODE = "X5"
LEVEL = "notice"
_TAG = re.compile(
    r"<(?P<sign>[/\\]?)\s?(?P<name>br|center|font|tt|strike|basefont|marquee|blink|dir)\b(?P<rest>[^<>]{0,200})>",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RIGHT_BREAK = re.compile(r"\s*(?:\b[\w-]+\s*=[^<>]*)?/?\s*")
_MOST = 20
_REMEDY = {
    "center": "use a style of the template or table",
    "font": "use a span with a style",
    "tt": "use <code>, <kbd> or <samp>",
    "strike": "use <s> or <del>",
}


def check(context: Context) -> Iterator[Problem]:
    if not context.wikitext:
        return
    source = context.document.source
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in visible(source):
        for match in _TAG.finditer(source, start, end):
            name = match["name"].casefold()
            if name != "br":
                found.setdefault(name, []).append(match.span())
            elif match["sign"] or not _RIGHT_BREAK.fullmatch(match["rest"]):
                plain = not match["rest"].strip(" /\\")
                yield Problem(
                    f"{match.group()} is no line break that HTML knows", (match.span(),), suggestion="write <br />",
                    fix=Fix(*match.span(), "<br />") if plain else None,
                )  # fmt: skip
    for name, places in found.items():
        opened = sum(source[a + 1] != "/" for a, _ in places) or 1
        yield Problem(
            f"<{name}>, which HTML has given up, {opened} times" if opened > 1 else f"<{name}>, which HTML has given up",
            tuple(places[:_MOST]), suggestion=_REMEDY.get(name),
        )  # fmt: skip
    signs = [m.span() for m in _CONTROL.finditer(source)]
    if signs:
        code = ord(source[signs[0][0]])
        yield Problem(f"a control character (U+{code:04X}), {len(signs)} in all", tuple(signs[:_MOST]))
