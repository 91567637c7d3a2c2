"""What is known of an address over time. One failure is no death: servers rest, networks fail, bots are turned away.

An address is ``dead`` after three failures, each at least three days after the one before; any success makes it ``alive`` again.
What turns a program away and would let a reader in (login, payment, a shield against bots) is ``closed``, not dead. The rule is
that of the large wikis' link checkers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from cursus.store.links import LinkRow

STRIKES = 3
APART = 3
"""Days between two failures that both count."""

_AGAIN = {"alive": 30, "closed": 30, "failing": APART, "dead": 90, "moved": 30}
"""Days after which an address is looked at again, by state."""

ALIVE, FAILED, CLOSED, MOVED, UNCLEAR = "alive", "failed", "closed", "moved", "unclear"
"""What one look at an address can say. ``unclear`` is our own trouble, and changes nothing."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at an address saw."""

    outcome: str
    status: int | None
    reason: str
    final: str | None = None


def advance(before: LinkRow, look: Look, today: str) -> LinkRow:
    """The state after a look on an ISO day. A second failure within :data:`APART` days does not count."""
    after = replace(before, status=look.status, reason=look.reason, checked=today, final=look.final)
    if look.outcome == UNCLEAR:
        return replace(after, due=later(today, 1))
    if look.outcome != FAILED:
        return replace(after, state=look.outcome, failures=(), due=later(today, _AGAIN[look.outcome]))
    counts = not before.failures or later(before.failures[-1], APART) <= today
    failures = (*before.failures, today)[-STRIKES:] if counts else before.failures
    dead = before.state == "dead" or len(failures) >= STRIKES
    state = "dead" if dead else "failing"
    due = later(today, _AGAIN["dead"]) if dead else later(failures[-1], APART)
    return replace(after, state=state, failures=failures, due=due)


def later(day: str, days: int) -> str:
    """The ISO day so many days after another."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
