"""What the vocabulary says: properties, infobox parameters, and how far each rule is to be trusted."""

from __future__ import annotations

import re
from functools import cache

from cursus.tables import rows


@cache
def infobox_parameters() -> dict[str, tuple[str, str]]:
    """Parameter or label, without case, spaces, hyphens and underscores → (what kind of field it is, its detail)."""
    out: dict[str, tuple[str, str]] = {}
    for kind, detail, keys in rows("infobox", "cursus.vocab"):
        for key in keys.split("|"):
            out.setdefault(re.sub(r"[\s_-]", "", key.casefold()), (kind, "" if detail == "-" else detail))
    return out


@cache
def rule_scores() -> dict[str, float]:
    """Rule → the share of its claims that were right on annotated articles, smoothed (``vocab/scores.tsv``)."""
    return {rule: float(score) for rule, score in rows("scores", "cursus.vocab")}
