"""What stands before a point: the words that change it, and whether a bare number is a year there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cursus.text.dates.lexicon import DOUBT, Lexicon, Sense

DASHES = "-–—‐‑‒−"
#: Marks that may stand right before a word without being of it.
OPENING = "([“\"'‘" + DASHES + "~"
_REACH = 44
#: No phrase before a date has more words.
_WIDEST = 5

#: Modifiers that say how sure or how exact a date is, not on which side of it something lies.
_ASIDE = ("circa", "uncertain", "atleast", "anyday", "anymonth", "decade")


_PREPOSITION = ("at", "in")


@dataclass(slots=True)
class Left:
    """The words before a point.

    ``start`` is where they begin; ``senses`` are theirs, nearest first, and ``starts`` where each begins; ``edge`` is
    the character before them ("" at the start of the text or paragraph); ``rejected`` says that the nearest word makes
    the number none of time.
    """

    start: int
    senses: tuple[Sense, ...]
    starts: tuple[int, ...]
    edge: str
    rejected: bool = False

    def outer(self) -> str:
        """The modifier that decides what is said about the date: the nearest that is not about how sure it is."""
        for role, value in self.senses:
            if role == "mod" and value not in _ASIDE:
                return value
        return ""

    def has(self, role: str) -> bool:
        return any(r == role for r, _ in self.senses)

    def says(self, value: str) -> bool:
        return ("mod", value) in self.senses


def look_left(text: str, start: int, limit: int, lexicon: Lexicon) -> Left:
    """The modifying words right before ``start``, none of them before ``limit``."""
    senses: list[Sense] = []
    starts: list[int] = []
    before, widest = lexicon.before, lexicon.widest
    while True:
        head = text[max(limit, start - _REACH) : start]
        bare = head.rstrip()
        gap = head[len(bare) :]
        if not bare:
            whole = start == len(head) or gap.count("\n") > 1
            return Left(start, tuple(senses), tuple(starts), "" if whole else text[start - len(head) - 1])
        if (len(gap) > 3 and "\n" not in gap) or gap.count("\n") > 1:
            return Left(start, tuple(senses), tuple(starts), "")
        word = bare.rsplit(None, 1)[-1]
        last = word.casefold().lstrip(OPENING) or word
        size = widest.get(last, 0)
        if not size:
            return Left(start, tuple(senses), tuple(starts), bare[-1])
        words = [word] if size == 1 else bare.rsplit(None, min(size, _WIDEST))
        size = min(size, len(words), _WIDEST)
        sense: Sense | None = None
        while size > 0:
            phrase = last if size == 1 else " ".join((words[-size].lstrip(OPENING), *words[1 - size :])).casefold()
            sense = before.get(phrase)
            if sense is not None:
                break
            size -= 1
        if sense is None:
            return Left(start, tuple(senses), tuple(starts), bare[-1])
        if sense[0] == "reject":
            return Left(start, tuple(senses), tuple(starts), bare[-1], not senses)
        at = len(bare)
        for word in reversed(words[-size:]):
            at = bare.rfind(word, 0, at)
        inset = len(words[-size]) - len(words[-size].lstrip(OPENING)) if len(words[-size]) > 1 else 0
        start = start - len(head) + at + inset
        senses.append(sense)
        starts.append(start)
        if inset or sense == _PREPOSITION:
            # What stands before a preposition belongs to the sentence, not to the date; only its doubt is the date's own.
            doubt = 0 if inset else _doubt(text, start, limit, lexicon)
            if doubt:
                start -= doubt
                senses.append(DOUBT)
                starts.append(start)
            edge = "" if not start else text[start - 1].strip() or " "
            return Left(start, tuple(senses), tuple(starts), edge)


def _doubt(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    """How many characters before ``start`` a word like "perhaps" takes, 0 if there is none."""
    if start < 2 or text[start - 1] != " ":
        return 0
    word = text[max(limit, start - 20) : start - 1].rsplit(None, 1)
    return len(word[-1]) + 1 if word and word[-1].casefold() in lexicon.doubts else 0


_NEGATED = re.compile(r"(?:\b(?:not|never|nor|hardly|only)|n['’]t)\b[^.;:!?]{0,60}\Z", re.IGNORECASE)


def negated(text: str, start: int) -> bool:
    """Whether a "not" stands before ``start`` in its clause: "not until 1943" means in 1943."""
    return _NEGATED.search(text[max(start - 70, 0) : start]) is not None


_NAMED = re.compile(r"\s[A-Za-z]")
_EVENT = re.compile(
    r"\s(?:[A-Z]|(?:coup|revolution|wars?|elections?|uprising|revolt|rebellion|invasion|campaign|offensive|season"
    r"|convention|treaty|agreement|constitution|earthquake|massacre|crisis|conflict|insurrection|mutiny|conference"
    r"|census|expedition|battle|siege|graduate|class|edition|armistice|accords?|attacks?|bombings?|intervention"
    r"|referendum|protests|film|book|novel|interview|report|study|article|speech|paper)\b)"
)


def is_event(text: str, end: int) -> bool:
    """Whether what follows a year before ``end`` is known for having one, as in "the 1969 coup"."""
    return _EVENT.match(text, end) is not None


def is_named(text: str, end: int) -> bool:
    """Whether a word follows that a year before ``end`` may name, as in "the 1969 coup"."""
    return _NAMED.match(text, end) is not None


_CLOSED = re.compile(r"\s?(?:[)\]—–;:]|[,.](?!\d)|-|\Z|\n)")
_NUMBERED = frozenset("$£€#№+=@_~%/")


def is_year(text: str, start: int, end: int, left: Left, lexicon: Lexicon, in_list: bool) -> bool:
    """Whether a bare number of four digits is a year: its surroundings must say so."""
    if left.rejected or (start > 0 and text[start - 1] in _NUMBERED and not in_list):
        return False
    if start > 1 and text[start - 1] in ".," and text[start - 2].isdigit():
        return False
    if lexicon.units.match(text, end):
        return False
    for role, value in left.senses:
        if (
            (role == "at" and value != "month")
            or role in ("part", "season")
            or (role == "mod" and value not in ("to", "next", "last"))
        ):
            return True
    if in_list or left.edge in ("(", "["):
        return True
    if left.senses:
        return text[left.start : start].rstrip()[-3:].casefold() == "the" and is_event(text, end)
    if left.edge in ("", ",", ";", ":", "|", "•", "·", "*") and _CLOSED.match(text, end) is not None:
        return True
    return bool(lexicon.unled) and _unled(text, start, end, left, lexicon)


_AHEAD = re.compile(r"[.,;:)\s]")


def _unled(text: str, start: int, end: int, left: Left, lexicon: Lexicon) -> bool:
    """Whether a number is a year where the language needs no preposition ("wurde 1841 befördert"): no noun may follow it.

    Nouns have a capital there; behind the verbs of ``unled`` what follows is no longer counted ("wurde 1841 Oberst").
    """
    if (
        left.senses
        or not "1500" <= text[start:end] <= "2049"
        or (left.edge and not left.edge.isalnum() and left.edge not in ".,;:")
    ):
        return False
    behind = text[end : end + 2]
    if behind and not _AHEAD.match(behind):
        return False
    word = text[max(start - 16, 0) : start].rsplit(None, 1)
    if word and text[start - 1 : start] == " " and word[-1].casefold() in lexicon.unled:
        return True
    return not (behind[:1].isspace() and behind[1:].isupper())
