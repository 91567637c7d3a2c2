"""The record that the citation readers trade in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextField:
    """A CSL variable, its value, and the stretch of the given text it was read from; ``edtf`` reads a date."""

    name: str
    value: str
    start: int
    end: int
    edtf: str | None = None
