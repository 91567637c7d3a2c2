"""Ranks in running text and in infobox fields, read from ``tables/ranks.tsv``.

A text is cut into words once; each word looks up the spellings that begin with it, longest first. Words that are ranks only in
some company ("major", "general", "private", "commander") must be led to ("promoted to major") or stand before a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cursus.tables import rows
from cursus.text.tokens import first_pieces


@dataclass(frozen=True, slots=True)
class RankMatch:
    """``text`` is the rank's words as they stand at ``start``..``end``; ``id`` is ``rank:CODE/slug``."""

    start: int
    end: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class _Spelling:
    words: tuple[str, ...]
    id: str
    exact: str = ""


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ABBREVIATION = re.compile(
    r".*\.$|[A-Z0-9]{2,5}$|(?:Lt|Maj|Brig|Col|Gen|Capt|Sgt|Cpl|Pvt|Cmdr|Cdre|Lieut)(?: (?:Gen|Col|General|Colonel|Cdr|Commander))?$|(?:1st|2nd) Lt$|[A-Z][A-Za-z]{1,4}(?:Gen|Col|Sgt|Cpl)$"
)


def _key(text: str) -> tuple[str, ...]:
    return tuple(m.group().casefold().replace("’", "'") for m in _WORD.finditer(text))


@cache
def _table(lang: str = "") -> dict[str, tuple[_Spelling, ...]]:
    """First word → the spellings that begin with it, longest first; with ``lang`` also those of that language, which
    win."""
    out: dict[str, list[_Spelling]] = {}
    for word_lang, _, _, slug, names in rows("ranks_world") if lang else ():
        if word_lang == lang:
            for name in names.split("|"):
                out.setdefault(_key(name)[0], []).append(_Spelling(_key(name), _ids()[slug]))
    for code, slug, names in rows("ranks"):
        for name in names.split("|"):
            words = _key(name)
            exact = name if _ABBREVIATION.match(name) else ""
            out.setdefault(words[0], []).append(_Spelling(words, f"rank:{code}/{slug}", exact))
    return {first: tuple(sorted(group, key=lambda s: (-len(s.words), not s.exact))) for first, group in out.items()}


@cache
def _ids() -> dict[str, str]:
    """Slug → id. A rank that is called the same in English has the English one's id, whatever its code at home."""
    out = {slug: f"rank:{code}/{slug}" for _, _, code, slug, _ in reversed(rows("ranks_world"))}
    return out | {slug: f"rank:{code}/{slug}" for code, slug, _ in rows("ranks")}


@dataclass(frozen=True, slots=True)
class RankName:
    """One rank of one service as one language calls it; ``code`` is its NATO code there, "-" where it has none."""

    lang: str
    service: str
    code: str
    id: str
    name: str


@cache
def rank_names() -> tuple[RankName, ...]:
    """Every rank of ``tables/ranks_world.tsv`` under its first name."""
    return tuple(
        RankName(lang, service, code, _ids()[slug], names.split("|")[0])
        for lang, service, code, slug, names in rows("ranks_world")
    )


# Words that make of a rank something else: "Attorney General", "Governor-General", "general election", "private school".
_BEFORE = frozenset(
    [
        "attorney",
        "governor",
        "solicitor",
        "surgeon",
        "adjutant",
        "inspector",
        "quartermaster",
        "secretary",
        "director",
        "postmaster",
        "consul",
        "commissary",
        "paymaster",
        "advocate",
        "comptroller",
        "auditor",
        "agent",
        "provost",
        "earl",
        "registrar",
        "commissioner",
        "commanding",
        "vicar",
        "minister",
        "treasurer",
        "receiver",
        "intendant",
        "procurator",
        "prefect",
        "procureur",
        "fire",
    ]
)
_AFTER = frozenset(
    [
        "assembly",
        "election",
        "elections",
        "court",
        "staff",
        "order",
        "orders",
        "hospital",
        "council",
        "headquarters",
        "secretary",
        "strike",
        "congress",
        "public",
        "manager",
        "electric",
        "motors",
        "store",
        "merchant",
        "practitioner",
        "practice",
        "school",
        "schools",
        "sector",
        "company",
        "companies",
        "equity",
        "citizen",
        "citizens",
        "citizenship",
        "life",
        "matters",
        "population",
        "agreement",
        "idea",
        "sense",
        "theory",
        "use",
        "view",
        "league",
        "leagues",
        "baseball",
        "base",
        "role",
        "part",
        "party",
        "problem",
        "cities",
        "city",
        "works",
        "battle",
        "battles",
        "offensive",
        "powers",
        "star",
        "changes",
        "force",
        "forces",
        "injury",
        "reason",
        "cause",
        "portion",
        "highway",
        "sports",
        "land",
        "court-martial",
        "court-martials",
        "officer",
        "officers",
        "governor",
        "governors",
        "amnesty",
        "commanding",
        "surgeon",
        "secretariat",
        "direction",
        "practice",
        "knowledge",
        "education",
        "conference",
        "mobilization",
        "mobilisation",
        "retreat",
        "headquarter",
        "post",
        "delivery",
        "intelligence",
        "dynamics",
        "mills",
        "relativity",
        "tso",
        "security",
        "affairs",
        "contractor",
        "contractors",
        "investigator",
        "detective",
        "enterprise",
        "property",
        "papers",
        "house",
        "home",
        "tutor",
        "tutors",
        "tutoring",
        "lessons",
        "collection",
        "conversation",
        "meeting",
        "ownership",
        "initiative",
        "individuals",
        "detectives",
        "synod",
        "assault",
        "advance",
        "withdrawal",
        "attack",
        "uprising",
        "operation",
        "operations",
        "operator",
        "operators",
        "engagement",
        "engagements",
        "actions",
        "action",
        "success",
        "victory",
        "defeat",
        "influence",
        "figure",
        "figures",
        "factor",
        "impact",
        "achievement",
        "reform",
        "reforms",
        "reorganization",
        "campaign",
        "slave",
        "key",
        "keys",
        "commander",
        "commanders",
    ]
)
_LOOSE = frozenset(
    {
        "major",
        "private",
        "general",
        "specialist",
        "marshal",
        "cadet",
        "ensign",
        "seaman",
        "bombardier",
        "aspirant",
        "sepoy",
        "cornet",
        "gunner",
    }
)
# Roles first: they are ranks only behind "rank of", "promoted to" or before a name.
_ROLE_WORDS = frozenset({"commander", "squadron leader", "wing commander", "aspirant", "bombardier"})


@cache
def rank_starts() -> frozenset[str]:
    """The words one of which every rank begins with, plurals included: a cheap test before a text is read."""
    first = first_pieces(_table())
    return first | {f"{word}s" for word in first}


def find_ranks(text: str, lang: str = "") -> list[RankMatch]:
    """All ranks of a text, in order, longest first at each place; civil offices and everyday words left out.

    With ``lang``, the ranks of that language are read as well: for a field or a cell, where nothing else can be meant.
    """
    table = _table(lang)
    words = list(_WORD.finditer(text))
    out: list[RankMatch] = []
    i = 0
    while i < len(words):
        low = words[i].group().casefold()
        group = table.get(low) or (table.get(low[:-1]) if low.endswith("s") else None)
        found = _longest(text, words, i, group) if group else None
        if found is None:
            i += 1
            continue
        spelling, end = found
        start = words[i].start()
        size = len(spelling.words)
        if _is_rank(text, words, i, i + size, spelling):
            out.append(RankMatch(start, end, text[start:end], spelling.id))
        i += size
    return out


def _longest(
    text: str, words: list[re.Match[str]], i: int, group: tuple[_Spelling, ...]
) -> tuple[_Spelling, int] | None:
    for spelling in group:
        size = len(spelling.words)
        if i + size > len(words):
            continue
        plural = False
        for k, want in enumerate(spelling.words):
            have = words[i + k].group().casefold().replace("’", "'")
            if have != want:
                if k == size - 1 and have == want + "s" and not spelling.exact:
                    plural = True
                    continue
                break
            if k and not _joined(text, words[i + k - 1].end(), words[i + k].start()):
                break
        else:
            start, end = words[i].start(), words[i + size - 1].end() - plural
            if text[end : end + 1] == ")" and "(" in text[start:end]:
                end += 1
            if spelling.exact:
                dotted = spelling.exact.endswith(".")
                if dotted and text[end : end + 1] != ".":
                    continue
                have = re.sub(r"[\s‐‑-]+", " ", text[start : end + dotted])
                if have != re.sub(r"[\s-]+", " ", spelling.exact) and have.replace(". ", ".") != spelling.exact.replace(
                    ". ", "."
                ):
                    continue
                end += dotted
            return spelling, end
    return None


def _joined(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return gap in (" ", "-", "‐", "‑", ". ", ".", ".-", " (", "\n", "–") or (len(gap) <= 3 and gap.isspace())


def _is_rank(text: str, words: list[re.Match[str]], i: int, j: int, spelling: _Spelling) -> bool:
    name = " ".join(spelling.words)
    start = words[i].start()
    end = words[j - 1].end()
    if (
        start
        and text[start - 1] in "-‐‑"
        and text[max(start - 6, 0) : start].lower() not in ("-then-",)
        and not re.search(r"\b(?:then|ex|mid|vice|non|now)[-‐‑]$|(?:SS)[-‐‑]$", text[max(start - 8, 0) : start])
    ):
        return False
    before = words[i - 1].group().casefold() if i and start - words[i - 1].end() <= 1 else ""
    if before in _BEFORE:
        return False
    if spelling.exact and j < len(words) and words[j].group()[0].isdigit() and words[j].start() - end <= 2:
        return False  # "MG 42" is a gun
    after = words[j].group().casefold() if j < len(words) and words[j].start() - end <= 2 else ""
    lower = text[start].islower()
    if (
        after in _AFTER
        and text[end : words[j].start()] in (" ", "-")
        and (
            lower or spelling.words[-1] in ("general", "private", "major", "lieutenant", "marshal", "captain", "field")
        )
    ):
        return False
    if (
        lower
        and not spelling.exact
        and re.match(
            r"\s(?:of|for)\s(?:the\s|his\s|its\s|their\s)?(?:[\w-]+\s){0,2}(?:team|football|cricket|club|ship|frigate|sloop|vessel|boat|school|eleven|industry|xi|polo|hockey|rugby|baseball|basketball|steamer|schooner|privateer)\b",
            text[end : end + 60],
            re.IGNORECASE,
        )
    ):
        return False
    if name in _ROLE_WORDS:
        return _led_to(text, start) or (not lower and _before_name(text, end))
    if lower and len(spelling.words) == 1 and name in _LOOSE:
        return _context(text, start, end)
    loose_title = name in ("marshal", "specialist", "private", "major") and not lower  # "Major of", "Marshal Islands"
    return not (loose_title and after in ("of", "law", "plan", "islands", "university") and text[end : end + 2] != ", ")


_LED_TO = re.compile(
    r"\b(?:ranks?\s(?:of|as)|grade\sof|promoted(?:\s\w+)?\s(?:to|as)|promotion\sto|advanced\sto|rose\sto|commissioned|retired\sas|retiring\sas)\s(?:an?\s|the\s|full\s|temporary\s|acting\s|brevet\s|permanent\s){0,3}$",
    re.IGNORECASE,
)
_NAME_BEHIND = re.compile(r"\s(?:Sir\s|Lord\s|Prince\s|von\s|de\s)?[A-Z][\w’'-]*[a-z]")
_NOT_NAME = re.compile(
    r"\s(?:of|In|The|Of|Naval|Air|Task|Submarine|Destroyer|Cruiser|Fleet|Carrier|Battleship|U\.S|US|United|Third|Second|First|Fifth|Sixth|Seventh|Allied|Joint|Army|Marine|Amphibious|Pacific|Atlantic|Southern|Northern|Eastern|Western)\b"
)


def _led_to(text: str, start: int) -> bool:
    return _LED_TO.search(text[max(start - 48, 0) : start]) is not None


def _before_name(text: str, end: int) -> bool:
    return _NAME_BEHIND.match(text, end) is not None and _NOT_NAME.match(text, end) is None


_NEAR = re.compile(
    r"(?:\b(?:a|an|as|to|rank of|ranks of|grade of|rank|promoted|became|brevet|breveted|brevetted|acting|the|first|made|then|and|appointed|commissioned|or|full|retired|union|confederate|american|british|french|german|"
    r"russian|soviet|army|marine|corps|division|militia|volunteer|senior|junior|future|former|war|his|top|star|brilliant|junior|staff|cavalry|artillery|infantry|temporary|permanent|honorary|lieutenant|libyan|"
    r"polish|italian|japanese|spanish|chinese|texan|mexican|prussian|austrian|greek|turkish|ottoman|roman)\s)$",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"(?:[.,;:)\"”]|$|\s(?:in|of|and|on|by|at|from|with|who|for|during|after|when|while|before|was|is|to|under|the|but|or|shortly|until|he|she|had|serving|commanding|whose|as|against|that)\b|\s[A-Z])"
)


def _context(text: str, start: int, end: int) -> bool:
    """Lower-case "major", "general", "private" are mostly adjectives: a rank only after a word that leads to one and before none
    that it could qualify."""
    if not _NEAR.search(text[max(start - 16, 0) : start]):
        return False
    return _FREE.match(text, end) is not None


def read_rank(text: str, lang: str = "") -> str | None:
    """The canonical id of a field that holds a rank ("Major General", "Lt. Gen.", "Brigadier general (Nat'l Guard)", with
    ``lang`` also "Generale di brigata"), or None."""
    key = _key(text)
    if not key:
        return None
    for spelling in _table(lang).get(key[0], ()):
        if spelling.words == key and (
            not spelling.exact or text.strip().rstrip(".") == spelling.exact.rstrip(".") or not text.strip().islower()
        ):
            return spelling.id
    found = find_ranks(text, lang)
    if found:
        return found[0].id
    first = _longest(text, list(_WORD.finditer(text)), 0, _table(lang).get(key[0], ()))
    return (
        first[0].id
        if first and " ".join(first[0].words) in _ROLE_WORDS and not re.match(r"\s(?:of|in)\b", text[first[1] :])
        else None
    )
