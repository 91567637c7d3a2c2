"""Battles, wars, campaigns and operations in running text, read from ``tables/battles.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cursus.tables import rows
from cursus.text.tokens import (
    Token,
    first_pieces,
    is_ordinal,
    is_roman,
    is_year,
    name_end,
    starts_date,
    tokenize,
    word_class,
)


@dataclass(frozen=True, slots=True)
class BattleMatch:
    """``kind`` is ``battle``, ``campaign``, ``war``, ``operation`` or ``theatre`` (a front). ``short`` marks the further names of
    a list ("the battles of Monterrey and Buena Vista": "Buena Vista"), whose head stands before the first."""

    start: int
    end: int
    text: str
    kind: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    words: tuple[str, ...]
    kind: str
    forms: frozenset[str]


@cache
def _heads() -> dict[str, tuple[_Head, ...]]:
    out: dict[str, list[_Head]] = {}
    for words, kind, forms in rows("battles"):
        key = tuple(words.split(" "))
        out.setdefault(key[0], []).append(_Head(key, kind, frozenset(forms.split("|"))))
    return {first: tuple(sorted(group, key=lambda h: -len(h.words))) for first, group in out.items()}


@cache
def battle_starts() -> frozenset[str]:
    """The words one of which every battle begins with or holds: a cheap test before a text is read."""
    return first_pieces(_heads())


def find_battles(text: str) -> list[BattleMatch]:
    """All battles and wars of a text in order, without overlap."""
    return find_battles_in(text, tokenize(text))


def find_battles_in(text: str, tokens: list[Token]) -> list[BattleMatch]:
    """As :func:`find_battles`, for a text already cut into words."""
    heads = _heads()
    out: list[BattleMatch] = []
    done = 0
    for i, token in enumerate(tokens):
        group = heads.get(token.low)
        if group is None or i < done:
            continue
        for head in group:
            size = len(head.words)
            if size > 1 and tuple(t.low for t in tokens[i : i + size]) != head.words:
                continue
            spans = _read(text, tokens, i, i + size, head)
            if spans:
                first = spans[0][0]
                while out and out[-1].end > tokens[first].start:
                    out.pop()
                for n, (left, right) in enumerate(spans):
                    start, end = tokens[left].start, tokens[right - 1].end
                    out.append(BattleMatch(start, end, text[start:end], head.kind, n > 0))
                done = spans[-1][1]
                break
    return out


def _read(text: str, tokens: list[Token], i: int, j: int, head: _Head) -> list[tuple[int, int]]:
    """The token spans of a battle headed by ``tokens[i:j]``: one, or several where a list of names follows "battles of"."""
    capital = tokens[i].cap
    if (
        j < len(tokens)
        and tokens[j].low in word_class("battle_not_after")
        and tokens[j].start - tokens[j - 1].end <= 1
        and (tokens[j].cap or head.words == ("war",))
    ):
        return []
    if head.kind == "theatre":
        return _front(tokens, i, j)
    if "behind" in head.forms and head.kind == "operation":
        if (j < len(tokens) and tokens[j].low in word_class("unit_word")) or (
            i
            and tokens[i - 1].cap
            and tokens[i - 1].low not in word_class("opener")
            and tokens[i].start - tokens[i - 1].end == 1
        ):
            return []  # "Special Operations Command", "Director of Operations"
        end = (
            name_end(tokens, j)
            if capital
            and j < len(tokens)
            and tokens[j].cap
            and not tokens[j].digit
            and tokens[j].low not in word_class("opener")
            else j
        )
        return [(i, end)] if end > j else []
    if i and tokens[i - 1].low in word_class("battle_not_before") and head.kind == "war":
        return []
    left = _left(tokens, i)
    if (
        "of" in head.forms
        and j < len(tokens)
        and tokens[j].low in ("of", "at", "on", "for", "off", "near", "to", "against")
    ):
        spans = _of(tokens, left, i, j, head, capital)
        if spans:
            return spans
    named = any(t.cap and not t.digit and not (is_ordinal(t) and not is_roman(t)) for t in tokens[left:i])
    dated = any(is_year(t) for t in tokens[left:i])
    right = _number_behind(tokens, j, head)
    if (
        not capital
        and head.words[-1]
        in ("expedition", "offensive", "campaign", "raid", "invasion", "conflict", "revolt", "landings", "uprising")
        and all(t.low in word_class("nationality") for t in tokens[left:i])
    ):
        named = False  # "the Italian expedition": somebody's, but which?
    if "name" in head.forms and (named or (dated and capital)) and (capital or head.words[-1] in _LOWER_HEADS):
        return [(left, _of_tail(tokens, right, head))]
    if "self" in head.forms and all(t.cap for t in tokens[i:j]):
        if head.words in (("world", "war"),):
            return [(left, right)] if right > j or any(is_ordinal(t) for t in tokens[left:i]) else []
        return [(left, _of_tail(tokens, right, head))]
    return []


_LOWER_HEADS = frozenset(
    {
        "war",
        "wars",
        "campaign",
        "campaigns",
        "offensive",
        "rebellion",
        "revolution",
        "uprising",
        "uprisings",
        "expedition",
        "insurrection",
        "conflict",
        "revolt",
        "mutiny",
        "landings",
        "insurgency",
        "raid",
        "crisis",
        "invasion",
    }
)


def _left(tokens: list[Token], i: int) -> int:
    plural = tokens[i].low.endswith("s")
    openers, stop, determiners = word_class("opener"), word_class("stop"), word_class("determiner")
    k = best = i
    while k > 0:
        token = tokens[k - 1]
        if not token.word or tokens[k].start - token.end > 1:
            if token.text in ("'", "’") and tokens[k - 2].cap and k >= 2 and tokens[k - 2].low.endswith("s"):
                k -= 2  # "Thirty Years' War"
                best = k
                continue
            if (
                token.text in ("–", "—", "-", "'s", "’s")
                and k >= 2
                and tokens[k - 2].cap
                and (token.text[0] in "'’" or tokens[k].start == token.end)
            ):
                k -= 2
                best = k
                continue
            break
        if is_ordinal(token):
            k -= 1
            best = k
            continue
        if is_year(token):
            best = k - 1
            break
        if (
            not token.cap
            or token.low in openers
            or token.low in determiners
            or (token.low in stop and not is_roman(token))
            or token.low in word_class("month")
        ):
            if (
                token.low == "and"
                and plural
                and k < i
                and k >= 2
                and tokens[k - 2].cap
                and tokens[k - 2].low not in openers
            ):
                k -= 1  # "the Korean and Vietnam Wars"
                continue
            break
        if token.low in (
            "general",
            "colonel",
            "major",
            "captain",
            "lieutenant",
            "president",
            "sir",
            "minister",
            "secretary",
        ):
            break
        k -= 1
        best = k
    return best


def _number_behind(tokens: list[Token], j: int, head: _Head) -> int:
    """World War I, World War Two."""
    adjacent = head.words[-1] in ("war", "operation") and j < len(tokens) and tokens[j].start - tokens[j - 1].end <= 1
    if adjacent and (is_roman(tokens[j]) or tokens[j].text in ("I", "One", "Two", "1", "2", "l", "ll", "Il")):
        return j + 1
    return j


def _of_tail(tokens: list[Token], j: int, head: _Head) -> int:
    """ "War of Independence", "of 1812", "of the Spanish Succession" behind a name that already stands; ``j`` where nothing of the kind follows."""
    if j + 1 < len(tokens) and tokens[j].low == "of" and head.kind == "war":
        k = j + 1
        if is_year(tokens[k]):
            return k + 1
        if tokens[k].cap and tokens[k].low in ("independence", "liberation", "succession"):
            return k + 1
    return j


def _of(tokens: list[Token], left: int, i: int, j: int, head: _Head, capital: bool) -> list[tuple[int, int]]:
    k = j + 1
    if tokens[j].low == "against":
        return _against(tokens, left, j, head, capital)
    if head.kind == "war" and not capital and head.words[-1] in ("war", "wars"):
        return []
    if tokens[j].low not in ("of", "at") and not (
        capital
        and tokens[j].low in ("for", "off", "on", "to")
        and head.words[0] in ("battle", "retreat", "march", "raid", "attack", "war")
    ):
        return []
    if k < len(tokens) and is_year(tokens[k]) and head.kind == "war":
        return [(left, k + 1)]
    while (
        k < len(tokens)
        and tokens[k].low in ("the", "fort", "port", "mount", "la", "el", "al", "de")
        and not tokens[k].cap
    ):
        k += 1
    if (
        k >= len(tokens)
        or not tokens[k].cap
        or not tokens[k].word
        or tokens[k].low in word_class("opener") - {"the"}
        or (starts_date(tokens, k) and not tokens[k].digit)
    ):
        return []
    if (
        tokens[k].digit
        and not (k + 1 < len(tokens) and tokens[k + 1].low in word_class("month"))
        and not is_ordinal(tokens[k])
    ):
        return []
    end = _place_end(tokens, k)
    if (
        end < len(tokens)
        and tokens[end].word
        and not tokens[end].cap
        and tokens[end].low not in word_class("stop") | word_class("preposition")
        and not capital
    ):
        return []  # "the fall of the Confederate stronghold": the name goes on as a common noun
    if not capital and head.words[-1] in (
        "attack",
        "attacks",
        "action",
        "actions",
        "capture",
        "defence",
        "defense",
        "occupation",
        "invasion",
        "relief",
        "fall",
        "conquest",
        "seizure",
        "siege",
        "assault",
        "storming",
        "landing",
        "landings",
        "liberation",
        "evacuation",
        "recapture",
        "blockade",
        "battle",
        "battles",
        "bombardment",
        "raid",
        "massacre",
        "crossing",
        "campaign",
        "expedition",
        "storm",
        "uprising",
        "uprisings",
        "rebellion",
        "rebellions",
        "revolt",
        "insurrection",
        "mutiny",
        "engagement",
        "engagements",
        "skirmish",
        "skirmishes",
        "sieges",
        "sack",
    ):
        left = i
    elif not capital:
        return []
    spans = [(left, end)]
    plural = head.words[-1].endswith("s") and head.words[-1] not in ("landings",)
    while plural and end < len(tokens):
        k = end
        if tokens[k].text in (",", ";"):
            k += 1
        if k < len(tokens) and tokens[k].low in ("and", "&", "or"):
            k += 1
        if k == end:
            break
        if k < len(tokens) and tokens[k].low == "of":
            k += 1
        while k < len(tokens) and tokens[k].low in ("the",):
            k += 1
        if k >= len(tokens) or not tokens[k].cap or tokens[k].digit or tokens[k].low in word_class("opener"):
            break
        end = _place_end(tokens, k)
        spans.append((k, end))
    return spans


def _against(tokens: list[Token], left: int, j: int, head: _Head, capital: bool) -> list[tuple[int, int]]:
    """ "the expedition against the Batavian Republic", "actions against the Moros": an enemy instead of a place."""
    if (
        head.words[-1]
        not in (
            "action",
            "actions",
            "campaign",
            "campaigns",
            "expedition",
            "expeditions",
            "war",
            "wars",
            "operations",
            "offensive",
        )
        and not capital
    ):
        return []
    k = j + 1
    while k < len(tokens) and tokens[k].low in ("the", "rebel", "hostile", "insurgent"):
        k += 1
    if k >= len(tokens) or not tokens[k].cap or tokens[k].digit:
        return []
    end = name_end(tokens, k)
    return [(left if capital else j - len(head.words), end)] if end > k else []


def _place_end(tokens: list[Token], k: int) -> int:
    """The end of the place behind "of": capitalised words, with "and" only inside fixed pairs ("Lexington and Concord" counts as one place
    only where no further verb could want the second)."""
    end = name_end(tokens, k)
    if end == k:
        end = k + 1
    for n in range(k, end):
        if n > k and tokens[n].low in ("and", "et", "y", "und") and not _paired(tokens, n):
            return n
        if n > k and tokens[n].low in ("in", "on", "upon", "under", "sur", "sous") and tokens[n].low in ("in",):
            return n
    return end


_PAIRS = frozenset(
    {
        ("lexington", "concord"),
        ("jena", "auerstedt"),
        ("franklin", "nashville"),
        ("meuse", "argonne"),
        ("kettle", "san"),
    }
)


def _paired(tokens: list[Token], n: int) -> bool:
    return n + 1 < len(tokens) and (tokens[n - 1].low, tokens[n + 1].low) in _PAIRS


def _front(tokens: list[Token], i: int, j: int) -> list[tuple[int, int]]:
    """ "the Eastern Front", "the Italian front"."""
    if (
        i
        and tokens[i - 1].cap
        and (
            tokens[i - 1].low in word_class("battle_modifier")
            or tokens[i - 1].low
            in (
                "macedonian",
                "caucasus",
                "salonika",
                "palestine",
                "karelian",
                "balkan",
                "romanian",
                "finnish",
                "alpine",
            )
        )
    ):
        return [(i - 1, j)]
    return []


def names_battle(target: str) -> bool:
    """Whether a page title is that of a battle or war: "Battle of Buena Vista", "Iran–Iraq War"."""
    found = find_battles(target)
    return bool(found) and found[0].start == 0 and (found[0].end >= len(target) * 0.6 or "(" in target)


def read_battle(text: str) -> BattleMatch | None:
    """The battle that a whole field names, or None."""
    found = find_battles(text)
    return found[0] if found else None


__all__ = ["BattleMatch", "find_battles", "find_battles_in", "names_battle", "read_battle"]
