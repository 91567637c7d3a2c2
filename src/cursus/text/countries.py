"""States and their demonyms, read from ``tables/countries.tsv``."""

from __future__ import annotations

import re
from functools import cache

from cursus.tables import rows


@cache
def names() -> dict[str, str]:
    """Names of states in lower case → ISO code ("" for a state that is gone)."""
    return {
        name.casefold(): code.strip("-") for code, all_names, _ in rows("countries") for name in all_names.split("|")
    }


@cache
def demonyms() -> dict[str, tuple[str, str]]:
    """Demonyms in lower case → (name of the state, its code); a living state wins over one that is gone."""
    out: dict[str, tuple[str, str]] = {}
    for code, all_names, all_demonyms in rows("countries"):
        for demonym in all_demonyms.split("|"):
            out.setdefault(demonym.casefold(), (all_names.split("|")[0], code.strip("-")))
    return out


@cache
def demonym_pattern() -> re.Pattern[str]:
    words = sorted(demonyms(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w])", re.IGNORECASE)


def country_id(text: str) -> str | None:
    """``country:XX`` of a state's name or demonym, or None."""
    key = text.strip().casefold().removeprefix("the ")
    code = names().get(key) or (demonyms().get(key, ("", ""))[1])
    return f"country:{code}" if code else None


def strip_flag(text: str) -> str:
    """Take off a flag's alt text that a copy left before a value: "Libya Libyan Ground Forces" → "Libyan Ground Forces".

    Only where what follows names the same state again, so that "United States Army" stays whole.
    """
    words = text.split()
    for count in (4, 3, 2, 1):
        if len(words) <= count:
            continue
        head = " ".join(words[:count])
        if head.casefold() not in names():
            continue
        rest = " ".join(words[count:])
        again = [d for d, (state, _) in demonyms().items() if state.casefold() == head.casefold()] + [head.casefold()]
        again += [
            row[2].split("|")[0].casefold()
            for row in rows("countries")
            if head.casefold() in row[1].casefold().split("|")
        ]
        if any(re.search(rf"\b{re.escape(word)}\b", rest.casefold()) for word in again):
            return rest
    return text
