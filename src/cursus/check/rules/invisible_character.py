"""An invisible or broken character in a citation template.

A search for the title, or a program that reads it, stumbles over it; a replacement character shows that letters were lost.

Not reported: joiners within words of scripts that write with them, and direction marks beside right-to-left words.

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The Winter​ War |last=Holm |date=1891}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite book |title=The W�nter War |last=Holm |date=1891}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite book |title=می‌روم |last=Holm |date=1891}}</ref>
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.claim import Fix

CODE = "F10"
LEVEL = "error"
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_JOINING = re.compile("[\u0600-\u06ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")


def check(context: Context) -> Iterator[Problem]:
    for cite in context.cites:
        for _, parameter in cite.filled:
            if parameter.value.isascii() and parameter.value.isprintable():
                continue
            for match in _ODD.finditer(parameter.value):
                sign = match.group()
                near = parameter.value[max(match.start() - 2, 0) : match.end() + 2]
                if (sign in "\u200c\u200d" and _JOINING.search(near)) or (
                    sign in "\u200e\u200f\u061c" and _RIGHT_TO_LEFT.search(parameter.value)
                ):
                    continue
                place = (parameter.start + match.start(), parameter.start + match.end())
                name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
                certain = sign in "\u200b\u2060\ufeff\u00ad"
                yield Problem(
                    f"{name} in {parameter.name or 'a parameter'}", (place,), cite.label,
                    suggestion="remove it" if sign != "\ufffd" else "restore the letter that was lost",
                    fix=Fix(*place, "") if certain else None,
                )  # fmt: skip
                break
