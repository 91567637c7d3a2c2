"""What two names can never share, however alike the rest of them is: the rules that keep namesakes apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Protocol

from cursus.tables import rows

_GENERATIONS = {
    "jr": 2, "jnr": 2, "junior": 2, "filho": 2, "fils": 2, "sr": 1, "snr": 1, "senior": 1, "père": 1,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8,
}  # fmt: skip
# Latin and Cyrillic patronymics: the father's name, and whether a man or a woman bears it.
_PATRONYMIC = re.compile(
    r"(?P<father>\w{2,}?)(?:(?P<man>(?:ov|ev|ow|ew)(?:ich|itch|itsch|ič|ić|icz|yč)|(?:ов|ев)ич|(?:о|е)вич)|"
    r"(?P<woman>(?:ov|ev|ow|ew)na|(?:ов|ев)на))",
    re.IGNORECASE,
)


class Compared(Protocol):
    """A prepared name, as far as the rules look at it."""

    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def generation(self) -> int: ...
    @property
    def chain(self) -> bool: ...


def generation(lower: Sequence[str]) -> int:
    """Which of several of one name: 1 for the elder, 2 for "Jr." or II; 0 where the last word does not say it."""
    return _GENERATIONS.get(lower[-1].strip(".,"), 0) if len(lower) > 1 else 0


@cache
def _known() -> dict[str, tuple[tuple[str, int], ...]]:
    """Spelling in lower case → (set of names easily confused, number of the name) of every row it is in."""
    out: dict[str, tuple[tuple[str, int], ...]] = {}
    for number, (group, spellings) in enumerate(rows("name_families")):
        for spelling in spellings.casefold().split("|"):
            out[spelling] = (*out.get(spelling, ()), (group, number))
    for number, (_, native, latin) in enumerate(rows("family_first")):
        if native != "-":
            for spelling in f"{native}|{latin}".casefold().split("|"):
                out[spelling] = (*out.get(spelling, ()), ("", -1 - number))
    return out


def known(a: str, b: str) -> bool | None:
    """Whether two words are known spellings of one name (True), of two that are easily confused (False), or neither."""
    one = _known().get(a.casefold())
    if one is None:
        return None
    two = _known().get(b.casefold())
    if two is None:
        return None
    latin = a.isascii() and b.isascii()  # of family names the table joins an own script and its spellings only
    if any(x in two and (x[0] or not latin) for x in one):
        return True
    return False if {group for group, _ in one if group} & {group for group, _ in two} else None


@lru_cache(maxsize=200_000)
def patronymic(word: str) -> tuple[str, bool] | None:
    """The father's name in a Slavic patronymic, and whether the bearer is a man."""
    if len(word) < 6 or (not word.isascii() and word[-2:] not in ("ич", "на", "ič", "ić", "yč")):
        return None
    match = _PATRONYMIC.fullmatch(word)
    return None if match is None else (match["father"], match["man"] is not None)


def contradiction(a: Compared, b: Compared, pairs: Sequence[tuple[int, int, float]]) -> str:
    """Why two names whose words fit are those of two people; "" where nothing says so."""
    if a.generation and b.generation and a.generation != b.generation:
        return "one is the elder, the other the younger"
    if min(len(a.words), len(b.words)) == 1 and max(len(a.words), len(b.words)) > 1 and pairs[0][2] > 0.9:
        return "one part is common, the rest is not known"
    if a.chain and b.chain and len(pairs) > 1:
        first = next((j for i, j, _ in pairs if i == 0), None)
        if first not in (None, 0):
            return "the son of the one is the father of the other"
    strange = [(i, j) for i, j, fit in pairs if fit < 0.1]
    if strange and len(pairs) - len(strange) < 2 + len(strange):
        i, j = strange[0]
        return f"{a.words[i]} is not {b.words[j]}"
    return ""
