"""Military units, services, ships and bases in running text, read from ``tables/units.tsv``.

A unit is a head noun ("Division", "Foot", "Task Force") with what makes it a name: a number or ordinal, capitalised words
before it, "of the …" or a letter behind it. Units that contain one another ("Troop L of the 6th U.S. Cavalry", "3rd
Battalion, 40th Armor") are one match.
"""

from __future__ import annotations

import re
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
class UnitMatch:
    """``kind`` is ``unit``, ``branch`` (a service), ``arm`` (a part of one), ``ship``, ``base`` or ``body`` (a staff or agency).
    ``level`` grows with the size of a unit, 0 where unknown. ``generic`` marks "the army", "the Navy": a service unnamed.
    ``id`` is a key under which spellings of one name agree ("U.S. Army", "United States Army"); the country is not guessed."""

    start: int
    end: int
    text: str
    kind: str
    level: int
    id: str
    generic: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    words: tuple[str, ...]
    kind: str
    level: int
    needs: frozenset[str]


@cache
def _heads() -> dict[str, tuple[_Head, ...]]:
    by_first: dict[str, list[_Head]] = {}
    for words, kind, level, needs in rows("units"):
        key = tuple(words.split(" "))
        by_first.setdefault(key[0], []).append(_Head(key, kind, int(level), frozenset(needs.split("|"))))
    return {first: tuple(sorted(group, key=lambda h: -len(h.words))) for first, group in by_first.items()}


_GENERIC = frozenset(
    {
        "army",
        "navy",
        "air force",
        "military",
        "marines",
        "marine corps",
        "coast guard",
        "armed forces",
        "militia",
        "national guard",
        "merchant marine",
    }
)
_SHORT_SHIP = frozenset(
    {"uss", "hms", "hmas", "hmcs", "hmnzs", "hmis", "hmt", "css", "uscgc", "usns", "sms", "rms", "ins", "ara", "ss"}
)


@cache
def unit_starts() -> frozenset[str]:
    """The words one of which every unit begins with or holds: a cheap test before a text is read."""
    return first_pieces(_heads())


def find_units(text: str) -> list[UnitMatch]:
    """All units of a text in order, without overlap; the longest name at each place."""
    return find_units_in(text, tokenize(text))


def find_units_in(text: str, tokens: list[Token]) -> list[UnitMatch]:
    """As :func:`find_units`, for a text already cut into words."""
    heads = _heads()
    raw: list[tuple[UnitMatch, int]] = []
    for i, token in enumerate(tokens):
        group = heads.get(token.low)
        if group is None or not token.word:
            continue
        for head in group:
            size = len(head.words)
            if size > 1 and tuple(t.low for t in tokens[i : i + size]) != head.words:
                continue
            found = _read(text, tokens, i, i + size, head)
            if found is not None:
                if raw and raw[-1][0].start <= found.start and found.end <= raw[-1][0].end:
                    break  # "Marine Corps" is one head, not a "Corps" named Marine
                while raw and raw[-1][0].start >= found.start:
                    raw.pop()
                if raw and raw[-1][0].end > found.start:
                    # Two heads share words ("Marine Corps Reserve"): the later one, grown to the left, has the whole name.
                    continue
                raw.append((found, i))
                break
    return _merge(text, [m for m, _ in raw])


def _read(text: str, tokens: list[Token], i: int, j: int, head: _Head) -> UnitMatch | None:
    token = tokens[i]
    if "behind" in head.needs and head.kind in ("ship", "base"):
        named = _named_behind(text, tokens, i, j, head)
        if named is not None or not head.needs & {"name", "number"}:
            return named
    capital = all(t.cap or t.low in ("of", "the") for t in tokens[i:j])
    left = _left(tokens, i, capital)
    number = any(
        is_ordinal(t) or (t.digit and not is_year(t)) or (len(t.text) == 1 and t.cap and t.text.isalpha())
        for t in tokens[left:i]
    )
    name = any(t.cap and not t.digit for t in tokens[left:i])
    right = j
    designated = _designator(tokens, j, head) if capital else j
    if designated > j:
        right, number = designated, True
        if head.level <= 3:
            left = i  # "Company B": whatever is capitalised before it is another name
    elif j + 1 < len(tokens) and tokens[j].low == "of":
        tail = _tail(tokens, j, capital and not number, head)
        if tail > j:
            right, name = tail, name or capital
    needs = head.needs
    if (
        "behind" in needs
        and right == j
        and capital
        and "Force" in token.text + tokens[j - 1].text
        and j < len(tokens)
        and tokens[j].cap
        and tokens[j].word
        and tokens[j].start - tokens[j - 1].end == 1
    ):
        right, name = name_end(tokens, j), True
    kind, level, generic = head.kind, head.level, False
    if head.words[-1] in ("army", "air force", "armies") and (ordinal := any(is_ordinal(t) for t in tokens[left:i])):
        if not ordinal:
            return None
        kind, level = "unit", 9
    elif kind == "branch" and right > j and tokens[j].low == "of":
        kind, level = "unit", 9
    satisfied = (
        ("number" in needs and number)
        or ("name" in needs and name and (capital or _lower_head(tokens, left, i, head)))
        or ("self" in needs and capital)
        or ("ordinal" in needs and any(is_ordinal(t) for t in tokens[left:i]))
        or ("military" in needs and capital and right > j and tokens[j].low == "of" and _is_military(tokens, j, right))
        or (
            "service" in needs
            and capital
            and name
            and any(t.low in ("army", "naval", "navy", "force", "corps", "guard") for t in tokens[left:i])
        )
    )
    if not satisfied:
        phrase = " ".join(head.words)
        if (
            head.kind != "branch"
            or phrase not in _GENERIC
            or not (i and (tokens[i - 1].low in ("the", "his", "her", "regular") or capital))
        ):
            return None
        left, right, generic = i, j, True
    if (
        kind == "branch"
        and right < len(tokens)
        and tokens[right].cap
        and tokens[right].word
        and tokens[right].start - tokens[right - 1].end == 1
    ):
        behind = tokens[right]
        if (
            behind.low in ("officer", "officers")
            and right + 1 < len(tokens)
            and (tokens[right + 1].text in "'’" or tokens[right + 1].low == "training")
        ):
            return None  # "Army Reserve Officers' Training Corps"
        if not (
            behind.low in _TITLES
            or behind.low in word_class("opener")
            or behind.low in word_class("month")
            or behind.low in _BEHIND_SERVICE
            or behind.digit
        ):
            return None  # "Air Force Thunderbirds", "Navy Cross": a name that goes on
    if (
        kind in ("unit", "body")
        and right == j
        and j < len(tokens)
        and tokens[j].cap
        and tokens[j].low in ("medal", "cross", "ribbon", "commander", "cemetery", "museum", "badge")
    ):
        return None
    start, end = tokens[left].start, tokens[right - 1].end
    words = text[start:end]
    return UnitMatch(start, end, words, kind, level, unit_key(words, kind), generic)


def _left(tokens: list[Token], i: int, capital: bool) -> int:
    """How far the name reaches to the left of its head."""
    stop, determiners, modifiers, openers = (
        word_class("stop"),
        word_class("determiner"),
        word_class("unit_modifier"),
        word_class("opener"),
    )
    months = word_class("month")
    k = best = i
    while k > 0:
        token = tokens[k - 1]
        gap = tokens[k].start - token.end
        if gap > 2:
            break
        if token.text in ("'s", "’s") and k >= 2 and tokens[k - 2].cap and k - 1 <= best:
            best = k - 2
            while (
                best > 0
                and tokens[best - 1].cap
                and tokens[best - 1].low not in openers
                and tokens[best - 1].word
                and not tokens[best - 1].digit
                and i - best < 6
            ):
                best -= 1
            break
        if token.text in ("“", '"', "”", "."):
            break
        if token.low.endswith("-strong"):
            break  # "the 60,000-strong Army of the Cumberland"
        if token.text == ")":
            # "43rd (Wessex) Division": the by-name between the number and the head.
            opened = next((n for n in range(k - 2, max(k - 7, -1), -1) if tokens[n].text == "("), 0)
            if not (opened and is_ordinal(tokens[opened - 1]) and all(t.word for t in tokens[opened + 1 : k - 1])):
                break
            k = best = opened - 1
            break
        if not token.word:
            break
        if token.cap:
            if (
                token.low in openers
                or token.low in months
                or is_year(token)
                or (token.low in determiners and not is_ordinal(token))
            ):
                break
            if token.low in _TITLES and not is_ordinal(token):
                break
            k -= 1
            best = k
            continue
        if is_ordinal(token):
            k -= 1
            best = k
            continue
        if token.low in modifiers and i - k < 4:
            k -= 1
            continue
        if (
            token.low in ("and", "&")
            and k >= 2
            and tokens[k - 2].low in ("headquarters", "electrical", "oxfordshire", "argyll", "horse", "navy")
            and tokens[k].cap
            and tokens[k].low not in stop
        ):
            k -= 1
            continue
        break
    return best


_TITLES = frozenset(
    {
        "general",
        "colonel",
        "captain",
        "major",
        "lieutenant",
        "sir",
        "president",
        "commander",
        "brigadier",
        "admiral",
        "king",
        "minister",
        "secretary",
        "commandant",
        "chief",
        "commanding",
        "officer",
    }
)


_BEHIND_SERVICE = frozenset(
    [
        "sergeant",
        "corporal",
        "private",
        "reserve",
        "reserves",
        "officer",
        "officers",
        "pilot",
        "veteran",
        "veterans",
        "surgeon",
        "rear",
        "vice",
        "first",
        "second",
        "staff",
        "gunnery",
        "master",
        "jag",
        "nurse",
        "ensign",
        "midshipman",
        "lt",
        "col",
        "capt",
        "gen",
        "lieut",
        "maj",
        "brig",
        "air",
        "warrant",
        "airman",
        "seaman",
        "special",
        "aviator",
    ]
)


def _lower_head(tokens: list[Token], left: int, i: int, head: _Head) -> bool:
    """Whether a head in lower case is still a name: "Libyan army", "the Cossack brigade"; but not "the Texas group"."""
    if left == i or not tokens[i - 1].cap or tokens[left].low in word_class("opener"):
        return False
    if head.words[-1] in (
        "command",
        "commands",
        "section",
        "team",
        "group",
        "legion",
        "detachment",
        "police",
        "reserve",
        "front",
        "force",
        "forces",
    ):
        return head.words in (
            ("armed", "forces"),
            ("police", "force"),
            ("expeditionary", "force"),
            ("security", "forces"),
            ("ground", "forces"),
        )
    return not tokens[i - 1].text.isupper() or len(tokens[i - 1].text) <= 4


def _designator(tokens: list[Token], j: int, head: _Head) -> int:
    """The letter or number behind a head: "Troop L", "Task Force 58", "Detachment A-23", "SEAL Team Six"."""
    if head.kind not in ("unit",) or j >= len(tokens) or not {"number", "behind"} & head.needs:
        return j
    token = tokens[j]
    if token.start - tokens[j - 1].end != 1 or is_year(token):
        return j
    if token.digit and (re.fullmatch(r"\d{1,4}(?:[.-]\d+)?", token.text) or token.text[-1:].isdigit()):
        return j if j + 1 < len(tokens) and tokens[j + 1].low in word_class("month") else j + 1
    if (re.fullmatch(r"[A-Z](?:[-–]?\d+)?", token.text) and token.text not in ("I", "A")) or (
        token.text == "A" and head.level in (3, 2)
    ):
        return j + 1
    if is_roman(token) or token.text in (
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Alpha",
        "Bravo",
        "Charlie",
        "Delta",
    ):
        return j + 1
    return j


def _tail(tokens: list[Token], j: int, named: bool, head: _Head) -> int:
    """The index behind "of Foot", "of the Line", and, where the head alone is no name, "of the Potomac"; ``j`` itself where nothing fits."""
    k = j + 1
    if k < len(tokens) and tokens[k].low == "the":
        k += 1
        if k < len(tokens) and tokens[k].low == "line":
            return k + 1
    if k < len(tokens) and tokens[k].low in word_class("unit_tail") and k == j + 1:
        return k + 1
    if not named or k >= len(tokens) or not tokens[k].cap or tokens[k].digit or starts_date(tokens, k):
        return j
    if head.kind == "base" or head.words[-1] in ("platoon", "section", "team"):
        return j
    end = name_end(tokens, k)
    if end <= k:
        return j
    if (
        head.words[-1] in ("department", "district", "office", "division")
        and end + 1 < len(tokens)
        and tokens[end].low == "and"
        and tokens[end + 1].cap
    ):
        # "Department of Mindanao and Jolo", where no verb or unit takes the second name.
        more = name_end(tokens, end + 1)
        if (more >= len(tokens) or not tokens[more].word or tokens[more].low in word_class("preposition")) and not any(
            t.low in _heads() for t in tokens[end + 1 : more]
        ):
            end = more
    return end


def _is_military(tokens: list[Token], j: int, right: int) -> bool:
    return not any(t.low in word_class("not_department") for t in tokens[j + 1 : right])


def _named_behind(text: str, tokens: list[Token], i: int, j: int, head: _Head) -> UnitMatch | None:
    """ "USS Texas (BB-35)", "HMS Ganges", "Fort Bliss", "Camp Vicars": a fixed word and the name behind it."""
    if not tokens[i].cap or (head.words[-1] in _SHORT_SHIP and not tokens[i].text.isupper()):
        return None
    k = j
    while (
        k < len(tokens)
        and k - j < 4
        and tokens[k].cap
        and tokens[k].word
        and tokens[k].start - tokens[k - 1].end <= 1
        and not is_year(tokens[k])
        and not starts_date(tokens, k)
    ):
        if tokens[k].low in word_class("opener") and k > j:
            break
        k += 1
    if k == j or tokens[j].low in ("i", "ii"):
        return None
    end = tokens[k - 1].end
    hull = re.compile(r"\s?\([A-Z]{1,4}[- ]?\d{1,4}\)").match(text, end)
    if head.kind == "ship" and hull:
        end = hull.end()
    words = text[tokens[i].start : end]
    return UnitMatch(tokens[i].start, end, words, head.kind, head.level, unit_key(words, head.kind))


_OF = re.compile(r",?\s(?:of|in|within|from)\s(?:the\s)?|\s")
_COMMA = re.compile(r",\s(?:the\s)?|\s\(|/")


def _merge(text: str, matches: list[UnitMatch]) -> list[UnitMatch]:
    """Join a unit with the larger ones it is said to belong to."""
    out: list[UnitMatch] = []
    for match in matches:
        last = out[-1] if out else None
        if last is not None and last.kind == "unit" and match.kind == "unit" and 0 < last.level < match.level:
            gap = text[last.end : match.start]
            if _OF.fullmatch(gap) or (
                _COMMA.fullmatch(gap) and "(" not in gap and (match.text[0].isdigit() or match.level >= 5)
            ):
                words = text[last.start : match.end]
                out[-1] = UnitMatch(
                    last.start, match.end, words, "unit", match.level, last.id + "/" + match.id.partition(":")[2]
                )
                continue
        out.append(match)
    return out


_WORD_NUMBERS = {
    w: str(n)
    for n, w in enumerate(
        [
            "zeroth",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ]
    )
}
_SAME = (
    (re.compile(r"\bu\.?\s?s\.?(?:\s|$)"), "united states "),
    (re.compile(r"\busmc\b"), "united states marine corps"),
    (re.compile(r"\busaf\b"), "united states air force"),
    (re.compile(r"\busn\b"), "united states navy"),
    (re.compile(r"\braf\b"), "royal air force"),
)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|d|er|re|e|ère|ème|eme|ª|º|°|ra|da|ta|va|na|o)")
_OTHERS_ORDINAL = re.compile(r"\d+(?:er|re|e|ère|ème|eme|ª|º|°|ra|da|ta|va|na|o)")
_COMPOUND = re.compile(
    r"(panzergrenadier|panzer|infanterie|kavallerie|artillerie|gebirgs|fallschirmjäger|armee)"
    r"(divisionen|division|regiment|brigade|bataillon|kompanie|korps|armee)"
)
_NUMBERED = frozenset(("corps", "army", "legion"))
"""Sizes that are numbered in Roman figures: "III Corps" is the 3rd."""
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")


def _roman(word: str) -> str:
    """ "iii" → "3", as far as units are numbered so (39); "" for any other word."""
    match = _ROMAN.fullmatch(word)
    if not match or not word:
        return ""
    ones = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
    return str(10 * len(match[1]) + ones[match[2]])


@cache
def _forms() -> tuple[dict[str, str], dict[str, str], frozenset[str], frozenset[str]]:
    """(abbreviation → word, word of another language → word, what other languages have between words, heads)."""
    short: dict[str, str] = {}
    other: dict[str, str] = {}
    dropped: set[str] = set()
    heads: set[str] = set()
    for word, part, abbreviations, forms in rows("unit_forms"):
        if part == "drop":
            dropped.update(forms.split("|"))
            continue
        if part == "head":
            heads.add(word)
        short.update((form, word) for form in abbreviations.split("|") if form != "-")
        other.update((form, word) for form in forms.split("|") if form != "-")
    return short, other, frozenset(dropped), frozenset(heads)


def unit_key(text: str, kind: str = "unit") -> str:
    """A key under which the forms of one unit agree, in English and other languages.

    "3 Armoured Division", "3rd Armored Div." and "3e division blindée" are ``unit:3-armored-division``; "III Corps" and
    "3rd Corps" are ``unit:3-corps``. The country is no part of it. Words of another language are put into the order that
    English has; parts that a comma sets apart keep their order.
    """
    folded = " ".join(text.casefold().replace("-", " ").split()) + " "
    for pattern, same in _SAME:
        folded = pattern.sub(same, folded)
    words = [word for part in re.split(r"[,/]", folded) for word in _key_words(part)]
    return f"{kind}:{'-'.join(words)}"


def _key_words(part: str) -> list[str]:
    short, other, dropped, heads = _forms()
    foreign = False
    words: list[str] = []
    for token in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", part):
        for piece in _pieces(token):
            foreign = foreign or piece in other or _OTHERS_ORDINAL.fullmatch(piece) is not None
            number = _ORDINAL.fullmatch(piece)
            words.append(number.group(1) if number else _WORD_NUMBERS.get(piece) or short.get(piece) or piece)
    if foreign:
        plain = [other.get(w, w) for w in words if w not in dropped]
        numbers = [w for w in plain if w.isdigit() or _roman(w)]
        sizes = sorted((w for w in plain if w in heads), key=lambda w: w == "corps")  # "corps d'armée": army corps
        words = [*numbers, *(w for w in plain if w not in heads and w not in numbers), *sizes]
    words = [w for w in words if w not in ("the", "of")]
    return [_roman(w) or w if _NUMBERED & set(words[n + 1 : n + 4]) else w for n, w in enumerate(words)]


def _pieces(token: str) -> list[str]:
    """A word, a German compound as its two parts, a French elision without its article."""
    before, mark, behind = token.replace("’", "'").partition("'")
    if mark and before in ("d", "l"):
        return [behind]
    if mark and behind == "s":
        return [before, behind]
    match = _COMPOUND.fullmatch(token)
    return list(match.groups()) if match else [token.replace("’", "'")]


def read_unit(text: str) -> UnitMatch | None:
    """The unit, service or ship that a whole field names ("United States Army", "3rd Marine Division"), or None."""
    found = find_units(text.strip())
    return max(found, key=lambda m: m.end - m.start) if found else None


__all__ = ["UnitMatch", "find_units", "find_units_in", "read_unit", "unit_key"]
