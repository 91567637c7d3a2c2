"""Whole date fields: an infobox row, a citation's date, a line of a list, as text or as wikitext."""

from __future__ import annotations

from cursus.text.dates.find import Finder
from cursus.text.dates.model import DateMatch


def read_date(text: str, *, anchor: str | None = None, lang: str = "en") -> DateMatch | None:
    """The date that a whole field holds ("c. 1943", "(until 1987)", "2011–present"), or None."""
    found = Finder(text, lang, anchor, None, True).run()
    return found[0] if found else None
