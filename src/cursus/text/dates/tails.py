"""What may stand behind a point: an era, a calendar, "or later", a question mark, "present"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cursus.text.dates.lexicon import Lexicon

_ERA = re.compile(
    r"[,\s]?\s?(?P<bc>BCE?|B\.\s?C\.(?:\s?E\.)?|v\. ?Chr\.?|av\. ?J\.?-?C\.?|до н\. ?э\.)(?!\w)|\s?(?P<ad>CE|C\.E\.|AD|A\.\s?D\.|n\. ?Chr\.?)(?!\w)",
    re.IGNORECASE,
)
#: "(N.S.)", "[O.S. 4 February 1747]", "NS (5 June OS)": which calendar the date before it is in, and the other date, if given.
_NAME = r"N\.?\s?S\.?|O\.?\s?S\.?|New Style|Old Style|Julian(?: calendar)?"
_STYLE = re.compile(
    rf"\s{{0,3}}[(\[](?:O\.?\s?S\.?|Old Style)\s[^()\[\];]{{3,40}};\s?(?:N\.?\s?S\.?|New Style)\s(?P<new>[^()\[\];]{{3,40}})[)\]]|"
    rf"\s{{0,3}}(?:[(\[](?P<boxed>{_NAME})[)\]]|(?P<own>{_NAME})(?![\w.]))(?:;?\s{{0,3}}[(\[](?P<other>[^()\[\]]{{3,40}})[)\]])?"
    rf"|\s{{0,3}}[(\[](?P<lead>{_NAME})[:,]?\s(?P<led>[^()\[\]]{{3,40}})[)\]]"
    rf"|\s{{0,3}}[(\[](?P<trailed>[^()\[\]]{{3,40}}?),?\s(?P<trail>{_NAME})[)\]]"
)
_SURE = re.compile(r"\s?(?:\(\?\)|\?(?![?!\w]))")
#: "and all earlier years", "or a later month": a set of all or of one.
_OPEN = re.compile(
    r"[;,]?\s(?P<which>and\sall|or\san?)\s(?P<side>earlier|later)\s(?:years?|months?|days?|dates?|seasons?|decades?|centuries|century)(?!\w)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Tail:
    """``kind`` is ``bc``, ``ad``, ``style``, ``uncertain``, ``circa``, ``later``, ``earlier``, ``plain``, ``one-later``, ``one-earlier``, ``all-later`` or ``all-earlier``."""

    kind: str
    end: int
    own: str = ""
    other_start: int = -1
    other_end: int = -1


#: Behind these nothing belongs to a date any more.
_CLOSED = frozenset(".:)")


def look_right(text: str, end: int, lexicon: Lexicon) -> Tail | None:
    """The words right behind a point that belong to it, or None."""
    rest = text[end : end + 3]
    if not rest:
        return None
    first = rest[0]
    if first in _CLOSED:
        return None
    if first == "?" or rest == " (?":
        sure = _SURE.match(text, end)
        if sure is not None:
            return Tail("uncertain", sure.end())
    space = first in " \xa0\n"
    near = rest[1:2] if space else first
    if near and near.casefold() in "bcavnдo([jo;,":
        era = _ERA.match(text, end)
        if era is not None and (space or near in "BCA"):
            return Tail("bc" if era["bc"] else "ad", era.end())
        if near in "NOJ([":
            style = _STYLE.match(text, end)
            if style is not None and style["new"]:
                return Tail("style", style.end(), "O", style.start("new"), style.end("new"))
            if style is not None and (space or near in "(["):
                kind = "boxed" if style["boxed"] else "own" if style["own"] else "lead" if style["lead"] else "trail"
                other = {"own": "other", "boxed": "other", "lead": "led", "trail": "trailed"}[kind]
                mark = style[kind][0].upper()
                own = mark if kind in ("own", "boxed") else ("N" if mark in "OJ" else "O")
                return Tail("style", style.end(), "O" if own in "OJ" else "N", style.start(other), style.end(other))
    if near in "oOaA;,":
        opened = _OPEN.match(text, end)
        if opened is not None:
            return Tail(f"{'all' if opened['which'][0] in 'aA' else 'one'}-{opened['side'].casefold()}", opened.end())
    if space:
        word = text[end + 1 : end + 30].split(None, 1)
        key = word[0].casefold().rstrip(",;:") if word else ""
        found = lexicon.after.get(key) or lexicon.after.get(key.rstrip(")."))
        if found:
            lower = text[end + 1 : end + 44].casefold()
            for form, (role, value) in found:
                stop = end + 1 + len(form)
                if role == "tail" and lower.startswith(form) and not text[stop : stop + 1].isalnum():
                    return Tail(value, stop)
    return None
