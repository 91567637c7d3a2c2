"""Decorations and orders in running text and lists, read from ``tables/awards.tsv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cursus.tables import rows
from cursus.text.tokens import Token, first_pieces, is_ordinal, is_year, name_end, tokenize, word_class


@dataclass(frozen=True, slots=True)
class AwardMatch:
    """``text`` is the award in the source's words without the count before it; ``degree`` what says its class ("second class",
    "with Oak Leaves", "Commander"); ``post`` marks post-nominal letters."""

    start: int
    end: int
    text: str
    degree: str = ""
    post: bool = False


@cache
def _heads() -> dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]:
    out: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for words, forms in rows("awards"):
        key = tuple(words.split(" "))
        out.setdefault(key[0], []).append((key, frozenset(forms.split("|"))))
    return {first: tuple(sorted(group, key=lambda h: -len(h[0]))) for first, group in out.items()}


@cache
def award_starts() -> frozenset[str]:
    """The words one of which every award begins with or holds: a cheap test before a text is read."""
    return first_pieces(_heads())


def find_awards(text: str) -> list[AwardMatch]:
    """All awards of a text in order, without overlap; post-nominal letters only where they are set apart by commas or spaces."""
    return find_awards_in(text, tokenize(text))


def find_awards_in(text: str, tokens: list[Token]) -> list[AwardMatch]:
    """As :func:`find_awards`, for a text already cut into words."""
    heads = _heads()
    out: list[AwardMatch] = []
    done = 0
    for i, token in enumerate(tokens):
        if i < done or not token.word:
            continue
        group = heads.get(token.low)
        if group is None and (token.low.endswith("'s") or (i + 1 < len(tokens) and tokens[i + 1].text in ("'s", "’s"))):
            group = heads.get(token.low + "'s")
        if group is None:
            continue
        for words, forms in group:
            size = _matches(tokens, i, words)
            if not size:
                continue
            span = _read(tokens, i, i + size, words, forms)
            if span is None:
                continue
            left, right = span
            if out and out[-1].end > tokens[left].start:
                if tokens[left].start > out[-1].start:
                    break  # "with a Gold Star": a degree of the award before
                out.pop()  # "Silver Citation Star" is no citation
            start, end = tokens[left].start, tokens[right - 1].end
            degree, end = _degree(text, tokens, right, end)
            out.append(AwardMatch(start, end, text[start : tokens[right - 1].end], degree, "post" in forms))
            done = right
            break
    return out


def _matches(tokens: list[Token], i: int, words: tuple[str, ...]) -> int:
    """How many tokens spell the words from ``i`` on, 0 where they do not; a possessive is two tokens."""
    k = i
    for word in words:
        if k >= len(tokens):
            return 0
        if tokens[k].low.replace("’", "'") == word:
            k += 1
        elif (
            word.endswith("'s")
            and tokens[k].low == word[:-2]
            and k + 1 < len(tokens)
            and tokens[k + 1].text in ("'s", "’s")
        ):
            k += 2
        else:
            return 0
    return k - i


def _read(tokens: list[Token], i: int, j: int, words: tuple[str, ...], forms: frozenset[str]) -> tuple[int, int] | None:
    capital = tokens[i].cap
    if "post" in forms:
        return (i, j) if tokens[i].text.isupper() and _set_apart(tokens, i, j) else None
    if "lower" in forms and "self" not in forms:
        return i, j
    if not capital and "lower" not in forms:
        return None
    if (
        j < len(tokens)
        and tokens[j].cap
        and tokens[j].low in word_class("award_not_after")
        and tokens[j].start - tokens[j - 1].end <= 1
    ):
        return None
    if "order" in forms or (words[-1] in ("hero",)):
        return _grade(tokens, i, j, words)
    left = _left(tokens, i)
    if "purple" in forms:
        return (i - 1, j) if i and tokens[i - 1].low == "purple" else None
    if "of" in forms and j < len(tokens) and tokens[j].low in ("of", "for"):
        end = _of(tokens, j, words)
        if end:
            return left, end
    if "self" in forms or ("name" in forms and left < i):
        if (
            words[-1] in ("order", "orders", "star", "stars", "cross", "citation", "device", "plaque", "insignia")
            and words == (words[-1],)
            and tokens[i - 1].low in word_class("award_not_before")
        ):
            return None
        return left, j
    return None


def _left(tokens: list[Token], i: int) -> int:
    openers, determiners, months = word_class("opener"), word_class("determiner"), word_class("month")
    counts = frozenset(
        {
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "multiple",
            "several",
            "his",
            "her",
        }
    )
    k = best = i
    while k > 0:
        token = tokens[k - 1]
        if token.text in ("'s", "’s", "-", "–", "/", "&") and k >= 2 and tokens[k - 2].cap:
            k -= 1
            continue
        if token.text in ("'", "’") and k >= 2 and tokens[k - 2].cap and tokens[k - 2].low.endswith("s"):
            k -= 1
            continue
        if not token.word or tokens[k].start - token.end > 1:
            break
        if (
            token.low in ("and",)
            and k >= 2
            and tokens[k - 2].low
            in ("navy", "army", "gallantry", "cross", "air", "royal", "efficiency", "long", "service")
            and tokens[k].low in ("marine", "air", "intrepidity", "good", "navy", "victorian")
        ):
            k -= 1
            continue
        if token.low in ("of", "the") and best < i and k >= 2:
            # "Republic of Vietnam Gallantry Cross", "Nation's Order of the Aztec Eagle"
            back = k - 1 if token.low == "of" else k - 2
            if (
                back >= 1
                and tokens[back].low == "of"
                and tokens[back - 1].low in ("republic", "kingdom", "state", "army")
            ):
                k = back
                continue
            if token.low == "of" and tokens[k - 2].low in ("republic", "kingdom", "state", "army"):
                k -= 1
                continue
            break
        if not token.cap or token.low in openers or token.low in months or is_year(token):
            break
        if token.low in determiners or (token.low in counts and token.low not in ("second", "first")):
            break
        if token.digit and not is_ordinal(token):
            break
        k -= 1
        best = k
    return best


# "Order of St. Michael and St. George", "of Saints Maurice and Lazarus": the second name belongs to the order.
_SECOND_PATRONS = frozenset(
    {"george", "michael", "lazarus", "valour", "valor", "merit", "friendship", "honour", "carlos", "valiant"}
)


def _of(tokens: list[Token], j: int, words: tuple[str, ...]) -> int:
    """The index behind "of the Bath", "of Honor for Bravery"; 0 where no name follows."""
    k = j + 1
    while k < len(tokens) and tokens[k].low in ("the", "a", "st", "saints") and not tokens[k].cap:
        k += 1
    if k >= len(tokens) or not tokens[k].cap or tokens[k].digit or not tokens[k].word:
        return 0
    end = name_end(tokens, k)
    while end + 1 < len(tokens) and tokens[end].low in ("and", "&"):
        saint = tokens[end + 1].low in ("st", "saint", "saints")
        if (
            end + 1 + saint >= len(tokens)
            or tokens[end + 1 + saint].low not in _SECOND_PATRONS
            or not tokens[end + 1].cap
        ):
            break
        end = name_end(tokens, end + 1)
    if words[-1] == "order" and not any(t.low in word_class("order_body") for t in tokens[k:end]) and end - k < 1:
        return 0
    if words[-1] in ("star", "cross", "orders") and tokens[k].low in ("david", "bethlehem", "battle"):
        return 0
    return end


def _grade(tokens: list[Token], i: int, j: int, words: tuple[str, ...]) -> tuple[int, int] | None:
    """ "Companion of the Order of the Bath", "Officer of the Legion of Honour", "Knight of the Bath", "Hero of the Soviet Union"."""
    if j >= len(tokens) or tokens[j].low not in ("of", "in"):
        return None
    k = j + 1
    while (k < len(tokens) and tokens[k].low in ("the", "most")) or (
        k < len(tokens)
        and tokens[k].low
        in (
            "honourable",
            "excellent",
            "distinguished",
            "illustrious",
            "exalted",
            "eminent",
            "noble",
            "venerable",
            "ancient",
        )
    ):
        k += 1
    if k >= len(tokens) or not tokens[k].cap:
        return None
    if tokens[k].low in ("order", "legion", "royal", "bath", "garter", "thistle", "nishan-e-aqdas", "military"):
        end = name_end(tokens, k)
        body = tokens[k:end]
        if any(t.low in ("order", "bath", "garter", "thistle", "nishan-e-aqdas") for t in body) or (
            body and body[0].low == "legion" and any(t.low in ("honour", "honor", "merit") for t in body)
        ):
            return i, end
        return None
    if words == ("hero",) and tokens[k].low in ("soviet", "russian", "socialist", "people", "ukraine", "russia"):
        return i, name_end(tokens, k)
    return None


_DEGREE = re.compile(
    r",?\s\(?((?:(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|I|II|III|IV|V)\s(?:and\s(?:first|second|third|1st|2nd|3rd|I|II)\s)?(?:class|degree|grade)|"
    r"(?:class|degree)\s(?:[IV]{1,3}|\d)|with\s(?:(?:a|an|one|two|three|four|five|six|\d)\s)?(?:[Gg]old(?:en)?\s|[Ss]ilver\s|[Bb]ronze\s)?(?:[Oo]ak\s?-?[Ll]ea(?:f|ves)(?:\s[Cc]lusters?)?|[Ss]words?|[Dd]iamonds|[Bb]ars?|[Cc]lasps?|"
    r"[Ss]tars?|[Pp]alms?|[Vv]alor(?:\s[Dd]evice)?|[Cc]ombat\s[\"“]?V[\"”]?|[\"“]V[\"”](?:\s[Dd]evice)?)(?:,?\sand\s(?:[Ss]words|[Dd]iamonds|[Oo]ak\s[Ll]eaves|[Bb]ar))*))\)?(?![\w])",
    re.IGNORECASE,
)


def _degree(text: str, tokens: list[Token], right: int, end: int) -> tuple[str, int]:
    match = _DEGREE.match(text, end)
    return (match.group(1), match.end()) if match else ("", end)


def _set_apart(tokens: list[Token], i: int, j: int) -> bool:
    """Post-nominals follow a capitalised name or another of their kind."""
    before = tokens[i - 1] if i else None
    if before is None:
        return False
    if before.text == "," and i >= 2:
        before = tokens[i - 2]
    return before.cap and not before.digit and (j >= len(tokens) or not tokens[j].cap or tokens[j].text.isupper())


def read_award(text: str) -> AwardMatch | None:
    """The award that a whole field names, or None."""
    found = find_awards(text)
    return found[0] if found else None


__all__ = ["AwardMatch", "find_awards", "find_awards_in", "read_award"]
