"""English Wikipedia's citation templates (Citation Style 1): which they are, and which parameters they know."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cursus.tables import rows

_NUMBER = re.compile(r"\d+")
_NAMES = frozenset(
    [
        "citation", "cite arxiv", "cite av media", "cite av media notes", "cite biorxiv", "cite book", "cite citeseerx",
        "cite conference", "cite document", "cite encyclopedia", "cite episode", "cite interview", "cite journal",
        "cite magazine", "cite mailing list", "cite map", "cite medrxiv", "cite news", "cite newsgroup", "cite newspaper",
        "cite paper", "cite podcast", "cite press release", "cite report", "cite serial", "cite sign", "cite speech",
        "cite ssrn", "cite techreport", "cite thesis", "cite video", "cite web", "cite website",
    ]
)  # fmt: skip
_CAPITALS = frozenset(
    ["ISBN", "ISSN", "DOI", "PMID", "PMC", "OCLC", "LCCN", "JSTOR", "ASIN", "RFC", "SSRN", "ID", "MR", "JFM", "OL"]
)


def is_cs1(name: str) -> bool:
    """Whether a template (lower case) takes the parameters of Citation Style 1."""
    return name in _NAMES


@cache
def known() -> dict[str, str]:
    """Parameter → the one that it is another name of; "#" stands for a number."""
    return {row[0]: row[1] for row in rows("cs1_known")}


@lru_cache(maxsize=8192)
def canonical(parameter: str) -> str | None:
    """What a parameter is another name of ("accessdate" is "access-date", "last2" is "author2"); None for an unknown one."""
    names = known()
    if parameter in _CAPITALS:
        parameter = parameter.lower()
    if parameter in names:
        return names[parameter] + ("1" if parameter in _counted() else "")
    number = _NUMBER.search(parameter)
    if number is None:
        return None
    found = names.get(_NUMBER.sub("#", parameter, count=1))
    return None if found is None else f"{found}{int(number[0])}" if len(number[0]) < 5 else None


@cache
def _counted() -> frozenset[str]:
    """Parameters without a number that stand for the first of several: "last" is "last1"."""
    names = known()
    return frozenset(
        n for n in names if "#" not in n and (f"{n}#" in names or ("-" in n and n.replace("-", "#-", 1) in names))
    )


_PEOPLE = frozenset({"author", "first", "editor", "translator", "contributor", "interviewer", "authors", "editors"})


@lru_cache(maxsize=1024)
def is_person(key: str) -> bool:
    """Whether a parameter, by the name that :func:`canonical` gives it, holds a person's name, or a part of one."""
    plain = key.rstrip("0123456789")
    return plain.partition("-")[0] in _PEOPLE and not plain.endswith(("-link", "-mask"))


@cache
def generic(kind: str) -> frozenset[str]:
    """Words, in lower case, that stand where a ``title`` or an ``author`` is missing."""
    return frozenset(row[1] for row in rows("generic") if row[0] == kind)


@cache
def retired() -> dict[str, tuple[str, dict[str, str]]]:
    """Parameter that is taken no longer → its successor ("" for none), and its values as they are written now ("*": any
    value, unchanged)."""
    out = {}
    for name, successor, *values in rows("cs1_retired"):
        pairs = (pair.partition("=") for pair in " ".join(values).split())
        out[name] = (successor, {old: new for old, _, new in pairs})
    return out
