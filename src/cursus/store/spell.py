"""Words that are one letter away from a word: those that a slip of the finger makes of it."""

from __future__ import annotations

from functools import cache

SHORTEST, LONGEST = 4, 24
"""Words of so many letters have such neighbours: of a shorter one almost any short word would be one."""

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяєіїґ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ",
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
)
"""The letters of scripts that are written letter by letter, as folding leaves them."""


def neighbours(word: str) -> tuple[str, ...]:
    """The folded word with one letter more, less or other, or with two exchanged; sorted, without the word itself.

    Letters are those of the word's own script. About 50 words for each of its letters; none of a word shorter than
    :data:`SHORTEST` or longer than :data:`LONGEST`.
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return ()
    letters = max(_ALPHABETS, key=lambda alphabet: sum(map(_set(alphabet).__contains__, word)))
    if not set(word) & _set(letters):
        return ()
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + letter + b[1:] for a, b in cuts if b for letter in letters}
    found |= {a + letter + b for a, b in cuts for letter in letters}
    return tuple(sorted(found - {word}))


@cache
def _set(letters: str) -> frozenset[str]:
    return frozenset(letters)
