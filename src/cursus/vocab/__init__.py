"""What the vocabulary says: properties, infobox parameters, and how far each rule is to be trusted."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cursus.tables import rows


@cache
def infobox_parameters() -> dict[str, tuple[str, str]]:
    """Parameter or label, without case, spaces, hyphens and underscores → (what kind of field it is, its detail).

    A parameter that means something of its own in one box stands as "box:parameter".
    """
    out: dict[str, tuple[str, str]] = {}
    for kind, detail, keys in rows("infobox", "cursus.vocab"):
        for key in keys.split("|"):
            out.setdefault(infobox_key(key), (kind, "" if detail == "-" else detail))
    return out


def infobox_key(text: str) -> str:
    """A parameter, label or box name as the table of infobox fields compares it."""
    return re.sub(r"[\s_-]", "", text.casefold())


_NUMBER = re.compile(r"[\s_]?\d{1,2}$")


@lru_cache(maxsize=8192)
def infobox_field(box: str, key: str, label: str) -> tuple[str, str] | None:
    """What kind of field a row of a box holds and its detail, by its parameter, else by its label; None where the table
    knows neither."""
    table = infobox_parameters()
    for name in (key, label):
        folded = infobox_key(name)
        for word in dict.fromkeys((folded, _NUMBER.sub("", folded))):
            found = table.get(f"{infobox_key(box)}:{word}") or table.get(word)
            if found is not None:
                return found
    return None


@cache
def rule_scores() -> dict[str, float]:
    """Rule → the share of its claims that were right on annotated articles, smoothed (``vocab/scores.tsv``)."""
    return {rule: float(score) for rule, score in rows("scores", "cursus.vocab")}
