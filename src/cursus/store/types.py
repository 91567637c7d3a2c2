"""Column types that hold the same, and sort the same, in every database: by code point, never by a locale."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.types import TypeEngine


def _string(length: int) -> TypeEngine[str]:
    return String(length).with_variant(String(length, collation="C"), "postgresql")


TEXT: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
SHORT = _string(16)
"""The id of a document, a claim or a finding; a form; a language."""
HASH = _string(64)
"""A SHA-256 in hexadecimal digits."""
BIG: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
"""Sixty-three bits; in SQLite the row's own number where it is the primary key."""
