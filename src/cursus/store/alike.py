"""Which words of the stored names may be meant by a word that was asked for: of the same sound, or one letter away.

How a word sounds is stored with it twice: as a key of its consonants, which finds it in any script, and with its vowels in
three classes, which tells how near it is. A short key is shared by thousands of words; of these only those are read
whose vowels differ in one place at most, or that are written without vowels, as Arabic and Hebrew are.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby

from rapidfuzz.distance import Levenshtein
from sqlalchemy import Connection, TextClause, text

from cursus.match.keys import alternates, key, sound
from cursus.store.dialects import dialect_named, dialect_of
from cursus.store.fold import fold
from cursus.store.spell import neighbours

Alike = dict[str, float]
"""Folded words of stored names → how likely each is the same name as the word asked for, from 0 to 1."""

LEAST = 0.6
"""Words less likely than that are not meant."""
_UNVOWELLED = 0.9
"""How likely the same consonants are where the vowels are not written."""
_MOST = 24
"""So many words are meant by one at most: the likeliest."""
_MOST_READ, _MOST_UNVOWELLED = 600, 2000
"""So many words are read of each kind; more where no vowels were asked for, which leaves a longer list to read."""
_ALTERNATES = 3
_SHORTEST = 3
"""Latin letters without which a word sounds like too many."""
_LONG_KEY = 3
"""Consonants with which a key is shared by few enough words to read them all."""
_VOWELS = frozenset("aiu")
_WITHOUT_VOWELS = str.maketrans("", "", "aiu")
_LAST = "\U0010ffff"


def of_same_sound(connection: Connection, word: str, *, typing: bool) -> Alike:
    """Words that sound like ``word``; where it is being typed, longer words whose first part does, too."""
    folded, spoken, first = fold(word), sound(word), key(word)
    if not spoken or (len(folded) < _SHORTEST and word.isascii()):
        return {}
    many = dialect_of(connection).many
    unvowelled = not set(spoken) & _VOWELS
    bound = {
        "key": first,
        "sounds": many(sorted({spoken, first, *_other_vowels(spoken)})),
        "keys": many([k for k in (first, *alternates(word)[:_ALTERNATES]) if unvowelled or len(k) >= _LONG_KEY]),
        "begun": spoken if typing else _LAST,
        "begun_key": first if typing and len(first) >= _LONG_KEY else _LAST,
        "last": _LAST,
        "most": _MOST_UNVOWELLED if unvowelled else _MOST_READ,
    }
    found: dict[str, float] = {}
    for said, how, whole in connection.execute(_statement(connection.dialect.name), bound):
        near = _likeness(spoken, how) if whole else _likeness(spoken, how[: len(spoken)]) * _UNVOWELLED
        if near >= LEAST and near > found.get(said, 0.0):
            found[said] = near
    by_letters = {said: Levenshtein.normalized_similarity(folded, said) for said in found}
    best = sorted(found, key=lambda said: (-found[said], -by_letters[said], said))
    return {said: found[said] for said in best[:_MOST]}


@cache
def _statement(dialect: str) -> TextClause:
    """``(word, sound, whole)`` of the words that may sound like one, or begin so where it is not ``whole``."""
    one_of = dialect_named(dialect).one_of
    conditions = (
        (f"key = :key AND {one_of('sound', 'sounds')}", 1),
        (one_of("key", "keys"), 1),
        ("sound > :begun AND sound < :begun || :last", 0),
        ("key > :begun_key AND key < :begun_key || :last", 0),
    )
    parts = (
        f"SELECT * FROM (SELECT word, sound, {whole} FROM words WHERE {condition} ORDER BY sound, word LIMIT :most) p{n}"  # noqa: S608
        for n, (condition, whole) in enumerate(conditions)
    )
    return text(" UNION ALL ".join(parts))


def _likeness(asked: str, spoken: str) -> float:
    """How near two sounds are; where one is written without vowels, those of the other do not count."""
    if set(asked) & _VOWELS and set(spoken) & _VOWELS:
        return Levenshtein.normalized_similarity(asked, spoken)
    return _UNVOWELLED * Levenshtein.normalized_similarity(_consonants(asked), _consonants(spoken))


def _consonants(spoken: str) -> str:
    return "".join(c for c, _ in groupby(spoken.translate(_WITHOUT_VOWELS)))


def _other_vowels(spoken: str) -> set[str]:
    """The sounds that differ in one vowel: another one, one less, one more."""
    out: set[str] = set()
    for at in range(len(spoken) + 1):
        before, after = spoken[:at], spoken[at:]
        out.update(before + vowel + after for vowel in sorted(_VOWELS))
        if after[:1] in _VOWELS:
            out.add(before + after[1:])
            out.update(before + vowel + after[1:] for vowel in sorted(_VOWELS))
    return out - {""}


def one_letter_away(connection: Connection, word: str) -> Alike:
    """Words of stored names that are a slip of the finger away from a folded word."""
    wanted = neighbours(word)
    if not wanted:
        return {}
    dialect = dialect_of(connection)
    query = text(f"SELECT DISTINCT word FROM words WHERE {dialect.one_of('word', 'wanted')}")  # noqa: S608
    found = connection.execute(query, {"wanted": dialect.many(wanted)}).scalars()
    scored = {w: Levenshtein.normalized_similarity(word, w) for w in found}
    return dict(sorted(scored.items(), key=lambda item: (-item[1], item[0]))[:_MOST])
