"""One word of a name as it is looked at: its Latin writings, its sound, its consonants, its key. Made once, kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cursus.match import letters
from cursus.match.keys import heard


@dataclass(frozen=True, slots=True)
class View:
    """A word ready to be compared. ``table`` is the letter table of its script, "" where only a general romanisation is
    at hand; ``likely`` its likeliest Latin writing, ``plain`` the romanisation letter by letter, ``sound`` the sounds of
    its spelling with its vowels in three classes, ``key`` its consonants alone.
    """

    word: str
    table: str
    likely: str
    plain: str
    sound: str
    key: str


@lru_cache(maxsize=200_000)
def view(word: str) -> View:
    """The view of a word. Any string is accepted; one without letters has empty writings."""
    table = letters.table_of(word)
    plain = letters.plain(word)
    likely = plain if table is None or table == "latn" else letters.likely(word, table)
    key, sound = heard(word)
    return View(word, table or "", likely, plain, sound, key)
