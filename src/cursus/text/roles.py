"""Roles in running text, read from ``tables/roles.tsv``: the head word, what qualifies it, and of what or whom it is the role.

"acting deputy commander of the 3rd Division at Fort Bliss" is one match: its head is "deputy commander", its words reach from
"acting" to "Division", and the complement ("3rd Division") has its own place so that a unit can be looked up there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cursus.tables import rows
from cursus.text.tokens import (
    Token,
    first_pieces,
    is_ordinal,
    is_year,
    name_end,
    noun_phrase_end,
    skip_determiner,
    starts_date,
    tokenize,
    word_class,
)


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """``start``..``end`` is the whole phrase without its article; ``head_start``..``head_end`` the role's own words with what
    qualifies them; ``of_start``..``of_end`` the complement behind "of", "to", "at" (equal where there is none). ``id`` is
    ``role:SLUG``, ``kind`` the table's."""

    start: int
    end: int
    text: str
    id: str
    kind: str
    head_start: int
    head_end: int
    of_start: int
    of_end: int
    link: str = ""
    plural: bool = False

    @property
    def has_complement(self) -> bool:
        return self.of_end > self.of_start


@cache
def _heads() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    out: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for words, slug, kind, _ in rows("roles"):
        key = tuple(words.split(" "))
        out.setdefault(key[0], []).append((key, slug, kind))
    return {first: tuple(sorted(group, key=lambda h: -len(h[0]))) for first, group in out.items()}


@cache
def _marks() -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for _, slug, _, marks in rows("roles"):
        out[f"role:{slug}"] = out.get(f"role:{slug}", frozenset()) | frozenset(marks.strip("_").split("|")) - {""}
    return out


def role_marks(role: str) -> frozenset[str]:
    """What the table says of a role's use (an id): ``weak``, ``elected``, ``title``."""
    return _marks().get(role, frozenset())


@cache
def role_words() -> frozenset[str]:
    """The roles of one word, folded: "inspector", "commander"."""
    return frozenset(words for words, _, kind, _ in rows("roles") if " " not in words and kind != "-")


_LINKS = frozenset(
    {"of", "to", "for", "at", "in", "with", "on", "aboard", "over", "under", "commanding", "within", "from"}
)


@cache
def role_starts() -> frozenset[str]:
    """The words one of which every role begins with or holds: a cheap test before a text is read."""
    return first_pieces(_heads())


def find_roles(text: str) -> list[RoleMatch]:
    """All roles of a text in order, without overlap, the longest head at each place."""
    return find_roles_in(text, tokenize(text))


def find_roles_in(text: str, tokens: list[Token]) -> list[RoleMatch]:
    """As :func:`find_roles`, for a text already cut into words."""
    heads = _heads()
    out: list[RoleMatch] = []
    done = 0
    for i, token in enumerate(tokens):
        if i < done or not token.word:
            continue
        group = heads.get(token.low)
        if group is None:
            continue
        for words, slug, kind in group:
            size = len(words)
            if size > 1 and tuple(t.low for t in tokens[i : i + size]) != words:
                continue
            if kind == "-":
                done = i + size
                break
            if token.low in ("goc", "mp", "adc", "ceo") and not token.text.isupper():
                break
            if slug in ("assistant", "deputy") and i + 1 < len(tokens) and _starts_head(tokens, i + 1):
                break  # it qualifies the role behind it
            if (
                kind == "trade"
                and i + size < len(tokens)
                and tokens[i + size].low in heads
                and _is_head(tokens, i + size)
            ):
                break  # "scout platoon leader"
            match = _read(text, tokens, i, i + size, slug, kind)
            if match is not None:
                if out and out[-1].head_end > match.start:
                    match = _trim(text, tokens, match, out[-1].head_end, i)
                # "adviser to the Minister of War": the second role is the complement of the first and stays a match of its own.
                out.append(match)
                done = i + size
            break
    return out


def _is_head(tokens: list[Token], i: int) -> bool:
    """Whether a role's words begin right at token ``i``."""
    return any(
        kind != "-" and tuple(t.low for t in tokens[i : i + len(words)]) == words
        for words, _, kind in _heads().get(tokens[i].low, ())
    )


def _starts_head(tokens: list[Token], i: int) -> bool:
    """Whether a role begins at token ``i``, one qualifying word allowed: "Chief of Staff", "Naval Attaché"."""
    heads = _heads()
    for k in (i, i + 1):
        for words, _, _ in heads.get(tokens[k].low, ()) if k < len(tokens) else ():
            if tuple(t.low for t in tokens[k : k + len(words)]) == words:
                return True
        if k < len(tokens) and not tokens[k].cap and tokens[k].low not in word_class("role_modifier"):
            return False
    return False


def _trim(text: str, tokens: list[Token], match: RoleMatch, at: int, i: int) -> RoleMatch:
    start = max(match.start, at)
    while start < match.head_end and text[start] in " ,-–":
        start += 1
    return RoleMatch(
        start,
        match.end,
        text[start : match.end],
        match.id,
        match.kind,
        start,
        match.head_end,
        match.of_start,
        match.of_end,
        match.link,
        match.plural,
    )


def _read(text: str, tokens: list[Token], i: int, j: int, slug: str, kind: str) -> RoleMatch | None:
    if (
        j < len(tokens)
        and tokens[j].start == tokens[j - 1].end
        and tokens[j].text in ("-", "–")
        and j + 1 < len(tokens)
        and tokens[j + 1].start == tokens[j].end
    ):
        return None
    left = _left(tokens, i)
    plural = (
        tokens[j - 1].low.endswith("s")
        and slug
        not in (
            "chief-of-staff",
            "joint-chiefs-of-staff",
            "chief-of-naval-operations",
            "chief-of-operations",
            "chief-of-engineers",
        )
        and tokens[j - 1].low.endswith(("rs", "ds", "fs", "es", "ts"))
    )
    head_end = tokens[j - 1].end
    link = ""
    of_start = of_end = end = head_end
    k = j
    if k + 1 < len(tokens) and tokens[k].text in ('"', "”", "’") and tokens[k + 1].low in _LINKS:
        k += 1
    if k + 3 < len(tokens) and tokens[k].text == "(" and tokens[k + 2].text == ")" and tokens[k + 1].text.isupper():
        k += 3  # "director general (DG) of"
    if k < len(tokens) and tokens[k].low in _LINKS and tokens[k].start - tokens[k - 1].end == 1:
        start, stop = complement(tokens, k, kind)
        if stop > start:
            link = tokens[k].low
            of_start, of_end = tokens[start].start, tokens[stop - 1].end
            end = of_end
    elif slug in (
        "general-officer-commanding",
        "officer-commanding",
        "air-officer-commanding",
        "flag-officer-commanding",
        "general-officer-commanding-in-chief",
        "air-officer-commanding-in-chief",
    ) and k < len(tokens):
        start = skip_determiner(tokens, k)
        stop = _whole(tokens, start)
        if stop > start and tokens[start].word:
            link, of_start, of_end = "of", tokens[start].start, tokens[stop - 1].end
            end = of_end
    start_offset = tokens[left].start
    return RoleMatch(
        start_offset,
        end,
        text[start_offset:end],
        f"role:{slug}",
        kind,
        start_offset,
        head_end,
        of_start,
        of_end,
        link,
        plural,
    )


def _left(tokens: list[Token], i: int) -> int:
    """The first word of the role: "acting", "first deputy", "Assistant", "infantry", "Allied", "provisional"."""
    stop, determiners, openers, months = (
        word_class("stop"),
        word_class("determiner"),
        word_class("opener"),
        word_class("month"),
    )
    modifiers = word_class("role_modifier")
    k = best = i
    while k > 0 and i - k < 6:
        token = tokens[k - 1]
        gap = tokens[k].start - token.end
        if gap > 1:
            break
        if (
            not token.word
            or token.low in stop
            or token.low in determiners
            or token.low in openers
            or token.low in months
            or is_year(token)
        ):
            break
        if token.low in modifiers or is_ordinal(token) or token.low.endswith("-general"):
            k -= 1
            best = k
            continue
        if (
            token.cap
            and tokens[i].cap
            and not token.digit
            and not token.low.endswith("ly")
            and token.low not in _NAME_TITLES
        ):
            k -= 1
            best = k
            continue
        if token.cap and not token.digit and token.low in word_class("nationality"):
            k -= 1
            best = k
            continue
        break
    return best


_NAME_TITLES = frozenset(
    {
        "general",
        "colonel",
        "captain",
        "major",
        "lieutenant",
        "sir",
        "brigadier",
        "admiral",
        "sergeant",
        "marshal",
        "mr",
        "dr",
        "lord",
        "commodore",
        "corporal",
    }
)


_PLACE_LINKS = frozenset({"in", "on", "at", "with", "from", "aboard", "over", "under", "within"})
_SERVICES = frozenset(
    {"army", "navy", "militia", "infantry", "cavalry", "artillery", "air", "regiment", "reserves", "marines"}
)


def complement(tokens: list[Token], k: int, kind: str = "command") -> tuple[int, int]:
    """The token span of what stands behind the preposition at ``k``: (start, end), empty where it is a date or no noun phrase.

    A first "in", "at", "on" takes a place or a unit; "of", "to", "for" take any noun phrase and the "of …" behind it.
    """
    link = tokens[k].low
    start = skip_determiner(tokens, k + 1)
    if start >= len(tokens) or (not tokens[start].word and tokens[start].text not in ("“", '"')):
        return start, start
    if (
        starts_date(tokens, start)
        or tokens[start].low in word_class("stop")
        or (
            link == "in"
            and start == k + 1
            and tokens[start].low
            in (
                "order",
                "addition",
                "fact",
                "general",
                "particular",
                "turn",
                "effect",
                "disguise",
                "exile",
                "captivity",
                "waiting",
                "training",
                "retirement",
                "residence",
                "response",
            )
        )
    ):
        return start, start
    named = tokens[start].cap or tokens[start].text in ("“", '"') or _has_capital(tokens, start)
    in_service = link == "in" and start > k + 1 and tokens[start].low in _SERVICES
    if link in _PLACE_LINKS and not named and not in_service:
        return start, start
    if link == "to" and start == k + 1 and not tokens[start].cap:
        return start, start  # an infinitive: "the first congressman to call"
    if tokens[start].digit and not is_ordinal(tokens[start]) and link in ("with", "from", "to", "for", "in", "at"):
        return start, start
    if link == "for" and start == k + 1 and tokens[start].low in ("life", "help", "bed"):
        return start, start
    return start, _whole(tokens, start)


def _has_capital(tokens: list[Token], i: int) -> bool:
    end = noun_phrase_end(tokens, i)
    return any(t.cap and not t.digit for t in tokens[i:end]) or (i < end and tokens[i].digit and is_ordinal(tokens[i]))


def _whole(tokens: list[Token], start: int) -> int:
    """The end of a noun phrase with the "of …" phrases behind it and a list of capitalised names joined by commas and "and"."""
    if start >= len(tokens):
        return start
    end = max(noun_phrase_end(tokens, start), name_end(tokens, start) if tokens[start].cap else start)
    end = _no_date(tokens, start, end)
    rounds = 0
    while rounds < 4 and end < len(tokens) and end > start:
        rounds += 1
        if tokens[end].low == "of" or (
            tokens[end].low == "for" and end + 1 < len(tokens) and tokens[end + 1].low == "the" and rounds == 1
        ):
            k = skip_determiner(tokens, end + 1)
            if (
                k < len(tokens)
                and tokens[k].word
                and not starts_date(tokens, k)
                and tokens[k].low not in word_class("stop")
            ):
                nxt = max(noun_phrase_end(tokens, k), name_end(tokens, k) if tokens[k].cap else k)
                nxt = _no_date(tokens, k, nxt)
                if nxt > k:
                    end = nxt
                    continue
        break
    return list_end(tokens, start, end)


def list_end(tokens: list[Token], start: int, end: int) -> int:
    """ "Plans, Doctrine and Force Development", "Plans and Policies": names joined to the first, when an "and" closes the list and
    neither a role nor a verb takes the last one away."""
    if end <= start or not tokens[end - 1].cap or end >= len(tokens):
        return end
    k = end
    commas = 0
    while k < len(tokens) and k - end < 16:
        comma = tokens[k].text == ","
        commas += comma
        if comma:
            k += 1
        last = k < len(tokens) and tokens[k].low in ("and", "&")
        if last:
            k += 1
        if (
            not (comma or last)
            or (last and comma and commas < 2)
            or k >= len(tokens)
            or not tokens[k].cap
            or tokens[k].digit
            or tokens[k].low in word_class("opener")
            or starts_date(tokens, k)
        ):
            return end
        stop = name_end(tokens, k)
        if (
            stop <= k
            or _starts_head(tokens, k)
            or (stop < len(tokens) and tokens[stop].word and tokens[stop].low not in word_class("preposition"))
        ):
            return end
        k = stop
        if last:
            return k
    return end


def _no_date(tokens: list[Token], start: int, end: int) -> int:
    for n in range(start + 1, end):
        if (
            starts_date(tokens, n)
            and (is_year(tokens[n]) or tokens[n].low in word_class("month") or tokens[n].low in word_class("season"))
            and tokens[n - 1].low not in ("of",)
        ):
            return n
        if tokens[n].low == "during":
            return n
    return end


def read_role(text: str) -> RoleMatch | None:
    """The role that a whole field names ("Commander, 3rd Division"), or None."""
    found = find_roles(text)
    return found[0] if found else None


__all__ = [
    "RoleMatch",
    "complement",
    "find_roles",
    "find_roles_in",
    "list_end",
    "read_role",
    "role_marks",
    "role_words",
]
