"""The records of the tagger: mentions, relations between them, and a paragraph that carries both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = ("Person", "Rank", "Organization", "Role")
"""The kinds of mention. Security Force Monitor's ``Title`` and ``Role`` are one kind here, as in their own system."""

RELATIONS: Final = {"has_rank": "Rank", "has_role": "Role", "is_posted": "Organization"}
"""The relations, all of them from a Person, with the kind of mention that each leads to."""

KIND_NAMES: Final = {kind: kind for kind in KINDS} | {"Title": "Role", "Title_Role": "Role"}
RELATION_NAMES: Final = {name: name for name in RELATIONS} | {"has_title": "has_role", "has_title_role": "has_role"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch ``start``..``end`` (code points) of a paragraph that names something; ``score`` is the probability that it
    does."""

    kind: str
    start: int
    end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """``person`` and ``other`` index the mentions of the same paragraph; ``score`` is the probability that it holds,
    given the two mentions."""

    kind: str
    person: int
    other: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what is marked in it. ``source`` says where it is from: a file's path, relative to its corpus."""

    source: str
    text: str
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    country: str = ""
