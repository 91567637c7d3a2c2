"""The records of reviewing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

STATUS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
"""What a decision makes of a claim."""
ACTIONS = tuple(STATUS)
SCOPES = ("fact", "sentence")
DEFAULT_SCOPE = {"accept": "sentence", "reject": "fact", "correct": "sentence"}


@dataclass(frozen=True, slots=True)
class Changes:
    """What to correct; None leaves a field as the source has it. ``date`` is EDTF, "" for no date; ``person`` is the id of somebody
    known, ``person_name`` the name of somebody new."""

    value: str | None = None
    date: str | None = None
    stance: str | None = None
    person: str | None = None
    person_name: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """How a claim stands: its status, the number of the decision that holds, and of the last one that touched it (``version``).

    ``floor`` is the number of a decision about an earlier wording: the claim came back for review. 0 for never.
    """

    claim_id: str
    status: str
    version: int
    review: int | None
    floor: int
    fact: str
    sentence: str

    @property
    def again(self) -> bool:
        """Whether it was decided, and is to be looked at once more because its sentence changed."""
        return self.floor > 0 and self.review is None


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the log. ``before`` and ``after`` hold what changed: ``status``, and ``value``, ``date`` (EDTF, None for no date),
    ``stance``, ``person`` (id and name). An event of the kind ``undo`` names the one it ``undoes``; one that was undone names the
    event that did it in ``undone``. Decisions taken in one go have the number of the first as their ``batch``, which itself has none."""

    n: int
    kind: str
    scope: str
    fact: str
    sentence: str
    claim_id: str
    person_id: str
    property: str
    before: Mapping[str, Any] = field(hash=False)
    after: Mapping[str, Any] = field(hash=False)
    note: str = ""
    author: str = ""
    decided: str = ""
    batch: int | None = None
    undoes: int | None = None
    undone: int | None = None
