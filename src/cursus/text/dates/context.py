"""What stands before and behind a point: the words that change it, and whether a bare number is a year there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cursus.text.dates.lexicon import Lexicon, Sense

DASHES = "-–—‐‑‒−"
_REACH = 44
_OPENING = "([“\"'‘" + DASHES + "~"


@dataclass(frozen=True, slots=True)
class Left:
    """The words before a point. ``start`` is where they begin; ``senses`` are theirs, nearest first; ``edge`` is the character before
    them ("" at the start of the text or paragraph); ``rejected`` where a word says that the number is none of time."""

    start: int
    senses: tuple[Sense, ...]
    edge: str
    rejected: bool = False

    def outer(self) -> str:
        """The modifier that decides what is said about the date: the nearest that is not about how sure it is."""
        return next((v for r, v in self.senses if r == "mod" and v not in _ASIDE), "")

    def has(self, role: str) -> bool:
        return any(r == role for r, _ in self.senses)


#: Modifiers that say how sure or how exact a date is, not on which side of it something lies.
_ASIDE = ("circa", "uncertain", "atleast", "anyday", "anymonth", "decade")


def look_left(text: str, start: int, limit: int, lexicon: Lexicon) -> Left:
    """The modifying words right before ``start``, none of them before ``limit``."""
    senses: list[Sense] = []
    before, widest = lexicon.before, lexicon.widest
    while True:
        head = text[max(limit, start - _REACH) : start]
        bare = head.rstrip()
        if not bare:
            whole = start - len(head) == 0 or "\n\n" in head
            return Left(start, tuple(senses), "" if whole else text[start - len(head) - 1])
        if len(head) - len(bare) > 3 or "\n\n" in head[len(bare) :]:
            return Left(start, tuple(senses), "")
        words = bare.split()
        last = words[-1].casefold().lstrip(_OPENING) or words[-1]
        size = min(widest.get(last, 0), len(words))
        while size > 0:
            phrase = last if size == 1 else " ".join((words[-size].lstrip(_OPENING), *words[1 - size :])).casefold()
            sense = before.get(phrase)
            if sense is not None:
                break
            size -= 1
        if size <= 0:
            return Left(start, tuple(senses), bare[-1])
        if sense is not None and sense[0] == "reject":
            return Left(start, tuple(senses), bare[-1], not senses)
        at = len(bare)
        for word in reversed(words[-size:]):
            at = bare.rfind(word, 0, at)
        inset = len(words[-size]) - len(words[-size].lstrip(_OPENING))
        start = start - len(head) + at + inset
        if sense is not None:
            senses.append(sense)
        if inset or (sense is not None and sense[0] == "at"):
            # What stands before a preposition belongs to the sentence, not to the date.
            return Left(start, tuple(senses), text[start - 1 : start].strip() or " " if start else "")


_NEGATED = re.compile(r"(?:\b(?:not|never|nor|hardly|only)|n['’]t)\b[^.;:!?]{0,60}\Z", re.IGNORECASE)


def negated(text: str, start: int) -> bool:
    """Whether a "not" stands before ``start`` in its clause: "not until 1943" means in 1943."""
    return _NEGATED.search(text[max(start - 70, 0) : start]) is not None


_EVENT = re.compile(
    r"\s(?:[A-Z]|(?:coup|revolution|wars?|elections?|uprising|revolt|rebellion|invasion|campaign|offensive|season|convention|treaty|agreement|constitution|"
    r"earthquake|massacre|crisis|conflict|insurrection|mutiny|conference|census|expedition|battle|siege|graduate|class|edition|armistice|accords?|attacks?|"
    r"bombings?|intervention|referendum|protests|film|book|novel|interview|report|study|article|speech|paper)\b)"
)


def names_event(text: str, end: int) -> bool:
    """Whether a year before ``end`` names what follows: "the 1969 coup"."""
    return _EVENT.match(text, end) is not None


_CLOSED = re.compile(r"\s?(?:[)\]—–;:]|[,.](?!\d)|-|\Z|\n)")


def is_year(text: str, start: int, end: int, left: Left, lexicon: Lexicon, in_list: bool) -> bool:
    """Whether a bare number of four digits is a year: its surroundings must say so."""
    if (
        left.rejected
        or (text[start - 1 : start] in ("$", "£", "€", "#", "№", "+", "=", "@", "_", "~", "%")
        and start > 0)
    ):
        return False
    if start > 1 and text[start - 1] in ".," and text[start - 2].isdigit():
        return False
    if lexicon.units.match(text, end):
        return False
    if any(
        role in ("at", "part", "season") or (role == "mod" and value not in ("to", "next", "last"))
        for role, value in left.senses
    ):
        return True
    if in_list:
        return True
    if left.edge == "(" or left.edge == "[":
        return True
    if left.senses:
        return text[left.start : start].rstrip().casefold().endswith("the") and names_event(text, end)
    if left.edge in ("", ",", ";", ":", "|", "•", "·", "*"):
        return _CLOSED.match(text, end) is not None
    return False
