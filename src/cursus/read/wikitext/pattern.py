"""The recipes of the template tables: a verb and what follows it.

A pattern is literal text with places: ``{2}`` the second parameter, ``{text/1}`` the first one of these that is not
empty, ``{*, }`` all positional ones with ", " between them, ``{2*, }`` those from the second on. ``[…]`` is left out
when a place in it is empty; ``\\`` takes the next character as it is; ``␣`` is a space that counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_PIECE = re.compile(r"\\(.)|\{([^{}]*)\}|([\[\]])|([^\\{}\[\]]+)")
_MANY = re.compile(r"(\d*)\*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A parameter: the first of ``names`` that is filled, or with ``many`` every positional one from ``first``."""

    names: tuple[str, ...]
    many: bool = False
    first: int = 1
    between: str = ""


@dataclass(frozen=True, slots=True)
class Optional:
    """Words and places that stand only together."""

    parts: tuple[str | Place, ...]


Part = str | Place | Optional


@dataclass(frozen=True, slots=True)
class Recipe:
    """``verb``, its words, and the same words read as a pattern."""

    verb: str
    words: str
    parts: tuple[Part, ...]

    def option(self, name: str) -> tuple[str, ...]:
        """The names after ``name=``."""
        for word in self.words.split():
            key, _, value = word.partition("=")
            if key == name:
                return tuple(value.split("/"))
        return ()


@cache
def compile_recipe(text: str) -> Recipe:
    verb, _, words = text.strip().partition(" ")
    return Recipe(verb, words, _parts(words))


def _parts(words: str) -> tuple[Part, ...]:
    out: list[Part] = []
    inside: list[str | Place] | None = None
    for escaped, place, bracket, literal in _PIECE.findall(words):
        if bracket == "[":
            inside = []
        elif bracket == "]":
            if inside is not None:
                out.append(Optional(tuple(inside)))
            inside = None
        else:
            part: str | Place = _place(place) if place else (escaped or literal).replace("␣", " ")
            (out if inside is None else inside).append(part)
    return tuple(out)


def _place(words: str) -> Place:
    many = _MANY.fullmatch(words)
    if many:
        return Place((), True, int(many[1] or 1), many[2].replace("␣", " "))
    return Place(tuple(words.split("/")))
