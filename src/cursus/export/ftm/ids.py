"""Ids of FollowTheMoney (letters, digits, "." and "-", at most 200) for things of ours, and back."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

_PERSON = "cursus-person-"
_ODD = re.compile(r"[^a-z0-9-]")
_CODE = re.compile(r"\.([0-9a-f]+)\.")
_MOST = 200
_EDGE = "-x"


@lru_cache(maxsize=8192)
def person(person_id: str) -> str:
    """The entity of a person of ours; :func:`person_back` gives ours again, where it is not too long for that."""
    coded = _PERSON + _ODD.sub(lambda m: f".{ord(m[0]):x}.", person_id) + _EDGE
    return coded if len(coded) <= _MOST else f"cursus-person.{digest(person_id)}"


def person_back(entity: str) -> str | None:
    """The id of ours behind an entity, None where it is none of ours."""
    if not (entity.startswith(_PERSON) and entity.endswith(_EDGE)):
        return None
    return _CODE.sub(lambda m: chr(int(m[1], 16)), entity[len(_PERSON) : -len(_EDGE)])


def is_other(entity: str) -> bool:
    """Whether an entity is the other side of a kinship or an association that we wrote, of whom nothing else is known."""
    return entity.startswith("cursus-other-")


def is_ours(entity: str) -> bool:
    """Whether our own export wrote an entity."""
    return entity.startswith("cursus-")


def thing(kind: str, *parts: str) -> str:
    """The entity of something that its parts make what it is."""
    return f"cursus-{kind}-{digest(*parts)}"


def digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
