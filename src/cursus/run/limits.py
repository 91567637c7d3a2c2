"""What one article may cost before it is given up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``cpu`` and ``wall`` are seconds for one article, ``memory`` is MiB of address space for one worker process.

    A long biography of 200 KB takes about two seconds; what takes ten times that is not a biography.
    """

    cpu: float = 30
    wall: float = 60
    memory: int = 1024
