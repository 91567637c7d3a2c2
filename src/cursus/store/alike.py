"""Which words of the stored names may be meant by a word that was asked for: of the same sound, or one letter away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein
from sqlalchemy import Connection, select

from cursus.match.keys import alternates, key
from cursus.store.fold import fold
from cursus.store.schema import words
from cursus.store.spell import neighbours

Alike = dict[str, float]
"""Folded words of stored names → how likely each is the same name as the word asked for, from 0 to 1."""

LEAST = 0.5
"""Words less likely than that are not meant."""
_MOST_SCANNED = 4000
_MOST_COMPARED = 12
"""Of each script so many words of the same sound are compared, those nearest in letters."""
_MOST = 24
_ALTERNATES = 3
_SHORTEST = 3
"""Latin letters without which a word sounds like too many."""
_SHORTEST_SOUND = 2
"""Sounds that a word being typed must have before longer words are sought by them."""
_LAST = "\U0010ffff"


def of_same_sound(connection: Connection, word: str, *, typing: bool) -> Alike:
    """Words that sound like ``word``; where it is being typed, words whose first part does, too."""
    if len(fold(word)) < _SHORTEST and word.isascii():
        return {}
    sounds = [key(word), *alternates(word)[:_ALTERNATES]]
    same = select(words.c.word).where(words.c.sound.in_(sounds)).order_by(words.c.sound, words.c.word)
    found = dict.fromkeys(connection.execute(same.limit(_MOST_SCANNED)).scalars())
    scored = _compared(word, _nearest(word, found))
    if typing and len(sounds[0]) >= _SHORTEST_SOUND:
        longer = select(words.c.word).where(words.c.sound > sounds[0], words.c.sound < sounds[0] + _LAST)
        rest = connection.execute(longer.order_by(words.c.sound, words.c.word).limit(_MOST_SCANNED)).scalars()
        near = _nearest(word, dict.fromkeys(w for w in rest if w not in found), begins=True)
        scored |= _compared(word, ((w, _beginning(w, sounds[0])) for w in near))
    best = sorted(scored.items(), key=lambda item: (-item[1], item[0]))
    return dict(best[:_MOST])


def one_letter_away(connection: Connection, word: str) -> Alike:
    """Words of stored names that are a slip of the finger away from a folded word."""
    wanted = neighbours(word)
    if not wanted:
        return {}
    found = connection.execute(select(words.c.word).distinct().where(words.c.word.in_(wanted))).scalars()
    scored = {w: Levenshtein.normalized_similarity(word, w) for w in found}
    return dict(sorted(scored.items(), key=lambda item: (-item[1], item[0]))[:_MOST])


def _nearest(word: str, found: Iterable[str], *, begins: bool = False) -> list[str]:
    """The words nearest in Latin letters, of each script apart: without vowels a word is further from any other."""
    asked = anyascii(fold(word)).lower()
    by_script: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for candidate in found:
        letters = candidate if candidate.isascii() else anyascii(candidate).lower()
        near = Levenshtein.normalized_similarity(asked, letters[: len(asked)] if begins else letters)
        by_script[0 if candidate.isascii() else ord(candidate[0]) >> 8].append((-near, candidate))
    return [w for _, group in sorted(by_script.items()) for _, w in sorted(group)[:_MOST_COMPARED]]


def _compared(word: str, candidates: Iterable[str | tuple[str, str]]) -> Alike:
    from cursus.match.names import compare

    scored = {}
    for candidate in candidates:
        whole, part = (candidate, candidate) if isinstance(candidate, str) else candidate
        score = compare(word, part.replace(" ", "")).score
        if score >= LEAST:
            scored[whole] = score
    return scored


def _beginning(word: str, sound: str) -> str:
    """The shortest beginning of a word that has this sound; the word where none has."""
    return next((word[:i] for i in range(1, len(word)) if key(word[:i]) == sound), word)
