"""Ranks in running text and in infobox fields, read from ``tables/ranks.tsv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cursus.tables import rows


@dataclass(frozen=True, slots=True)
class RankMatch:
    """``text`` is the rank's words as they stand at ``start``..``end``; ``id`` is ``rank:CODE/slug``."""

    start: int
    end: int
    text: str
    id: str


def _key(text: str) -> str:
    return " ".join(text.replace("-", " ").casefold().split())


@cache
def _ids() -> dict[str, str]:
    return {_key(name): f"rank:{code}/{slug}" for code, slug, names in rows("ranks") for name in names.split("|")}


def _is_abbreviation(name: str) -> bool:
    return name.endswith(".") or name.isupper() or re.fullmatch(r"(?:Lt|Maj|Brig|Col|Gen|Capt)(?: (?:Gen|Col))?|[A-Z][a-z]{1,3}Gen|LtCol|Cdre", name) is not None


@cache
def _pattern() -> re.Pattern[str]:
    names = [name for _, _, all_names in rows("ranks") for name in all_names.split("|")]
    full = sorted((n for n in names if not _is_abbreviation(n)), key=len, reverse=True)
    short = sorted((n for n in names if _is_abbreviation(n)), key=len, reverse=True)

    def spell(name: str) -> str:
        return r"[ \-‐‑]".join(map(re.escape, re.split(r"[ -]", name)))

    words = "|".join(spell(n) for n in full)
    # A rank takes a plural where several hold it; "General's" and "generally" are no ranks.
    return re.compile(rf"(?<![\w-])(?:(?i:(?P<name>{words}))(?P<plural>s)?(?![\w])|(?P<short>{'|'.join(map(re.escape, short))})(?![\w]))")


# Words that make of a rank something else: "Attorney General", "Governor-General", "general election", "private school".
_BEFORE = re.compile(
    r"(?:attorney|governor|solicitor|surgeon|adjutant|inspector|quartermaster|secretary|director|postmaster|consul|commissary|paymaster|"
    r"judge advocate|comptroller|auditor|in|advocate|agent|the)[ -]$", re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[ -](?:assembly|election|elections|court|staff|order|orders|hospital|council|headquarters|secretary|strike|congress|public|manager|"
    r"electric|motors|store|merchant|practitioner|practice|school|schools|sector|company|companies|equity|citizen|citizens|citizenship|life|"
    r"matters|population|agreement|idea|sense|theory|use|view|league|leagues|baseball|base|role|part|party|problem|cities|city|works|battle|battles|"
    r"offensive|powers|star|changes|force|forces|injury|reason|cause|portion|highway|sports|of the staff|of staff|land office|court-martial)\b)", re.IGNORECASE,
)


def find_ranks(text: str) -> list[RankMatch]:
    """All ranks of a text, in order, longest first at each place; civil offices and everyday words left out."""
    out = []
    for match in _pattern().finditer(text):
        name = match["name"] or match["short"]
        before = text[max(match.start() - 20, 0) : match.start()]
        lower = name[0].islower()
        if _AFTER.match(text, match.end()) and (lower or _key(name) in ("general", "private", "major")):
            continue
        prefix = _BEFORE.search(before)
        if prefix and not (prefix.group().lower().startswith("the") or prefix.group().lower().startswith("in")):
            continue
        if prefix and lower and prefix.group().lower().startswith("in") and _key(name) in ("general", "private", "major"):
            continue
        if lower and _key(name) in ("major", "private", "general", "specialist", "marshal", "cadet") and not _rank_context(text, match):
            continue
        end = match.end("name") if match["name"] else match.end()
        out.append(RankMatch(match.start(), end, text[match.start() : end], _ids()[_key(name)]))
    return out


_NEAR = re.compile(r"(?:\b(?:a|an|as|to|of|rank of|rank|promoted|became|brevet|acting|the|first|made|then|and|appointed)\s)$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s+[a-z]")


def _rank_context(text: str, match: re.Match[str]) -> bool:
    """Lower-case "major", "general", "private" are mostly adjectives: a rank only after a word that leads to one and before none that it could qualify."""
    before = text[max(match.start() - 12, 0) : match.start()]
    if not _NEAR.search(before):
        return False
    after = text[match.end() : match.end() + 16]
    return re.match(r"(?:[.,;:)]|$|\s+(?:in|of|and|on|by|at|from|with|who|for|during|after|when|while|before|was|is|to|under|the|but|or|shortly|until)\b)", after) is not None


def read_rank(text: str) -> str | None:
    """The canonical id of a field that holds a rank ("Major General", "Lt. Gen.", "Brigadier general (Nat'l Guard)"), or None."""
    whole = _ids().get(_key(text.strip()))
    if whole:
        return whole
    found = find_ranks(text)
    return found[0].id if found else None
