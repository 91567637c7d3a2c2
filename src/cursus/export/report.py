"""What an export wrote, and what its format could not hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


class ExportError(Exception):
    """What was asked for cannot be written; the message says why and what to do."""


@dataclass(slots=True)
class Report:
    """``claims`` counts the claims that were written, in whole or in part; ``losses`` what the format cannot hold, by reason.

    A reason names a claim that was left out ("no claim: …") or a part of one that was, so that the same claim may be
    counted under several.
    """

    claims: int = 0
    losses: Counter[str] = field(default_factory=Counter)
    trace: dict[str, set[str]] | None = None
    """Where wanted: the id of a claim → its parts that are not in the file, "no claim" for one that was left out."""

    def lose(self, reason: str, times: int = 1, *, of: tuple[str, str] | None = None) -> None:
        """Note that so many claims, or parts of one, are not in the file as they are in the database; ``of`` is the id of
        the claim and the part, "no claim" for all of it."""
        self.losses[reason] += times
        if of is not None and self.trace is not None:
            self.trace.setdefault(of[0], set()).add(of[1])

    def miss(self, claim_id: str, part: str, why: str = "") -> None:
        """Note that a part of one claim is not in the file."""
        self.lose(f"{part}: {why}" if why else part, of=(claim_id, part))

    def ordered(self) -> list[tuple[str, int]]:
        """The reasons with how often each was met, the commonest first."""
        return sorted(((k, n) for k, n in self.losses.items() if n), key=lambda pair: (-pair[1], pair[0]))

    def to_json(self, format_: str) -> dict[str, Any]:
        return {"format": format_, "claims": self.claims, "losses": dict(self.ordered())}
