"""What the vocabulary says: properties, infobox parameters, and how far each rule is to be trusted."""

from __future__ import annotations

from functools import cache

from cursus.tables import rows


@cache
def infobox_parameters() -> dict[str, tuple[str, str]]:
    """Parameter or canonical label key in lower case → (what kind of field it is, a qualifier for it)."""
    out: dict[str, tuple[str, str]] = {}
    for row in rows("infobox", "cursus.vocab"):
        kind, detail, keys = row
        for key in keys.split("|"):
            out[key.casefold()] = (kind, detail.strip("-"))
    return out


@cache
def rule_scores() -> dict[str, float]:
    """Rule → the share of its claims that were right on annotated articles, smoothed (``vocab/scores.tsv``)."""
    return {rule: float(score) for rule, score in rows("scores", "cursus.vocab")}
