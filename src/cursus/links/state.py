"""What is known of an address over time. One failure is no death: servers rest, networks fail, bots are turned away.

An address is ``dead`` after three failures, each at least three days after the one before; any success makes it ``alive`` again.
What turns a program away and would let a reader in (login, payment, a shield against bots) is ``closed``, not dead. The rule is
that of the large wikis' link checkers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

STRIKES = 3
APART = 3
"""Days between two failures that both count."""

_AGAIN = {"alive": 30, "closed": 30, "failing": APART, "dead": 90, "moved": 30}
"""Days after which an address is looked at again, by state."""

ALIVE, FAILED, CLOSED, MOVED, UNCLEAR = "alive", "failed", "closed", "moved", "unclear"
"""What one look at an address can say. ``unclear`` is our own trouble, and changes nothing."""


@dataclass(frozen=True, slots=True)
class LinkState:
    """``state`` is ``new``, ``alive``, ``failing``, ``dead``, ``closed`` or ``moved`` (it leads to another page by now);
    ``failures`` are the ISO days of the failures that count; ``reason`` says in words what was seen last, ``status`` with which
    HTTP status; ``checked`` and ``due`` are ISO days; ``final`` is where redirects led."""

    url: str
    state: str = "new"
    failures: tuple[str, ...] = ()
    status: int | None = None
    reason: str = ""
    checked: str | None = None
    due: str | None = None
    final: str | None = None

    def is_due(self, today: str) -> bool:
        return self.due is None or self.due <= today


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at an address saw."""

    outcome: str
    status: int | None
    reason: str
    final: str | None = None


def advance(before: LinkState, look: Look, today: str) -> LinkState:
    """The state after a look on an ISO day. A second failure within :data:`APART` days does not count."""
    after = replace(before, status=look.status, reason=look.reason, checked=today, final=look.final)
    if look.outcome == UNCLEAR:
        return replace(after, due=_later(today, 1))
    if look.outcome != FAILED:
        return replace(after, state=look.outcome, failures=(), due=_later(today, _AGAIN[look.outcome]))
    counts = not before.failures or _later(before.failures[-1], APART) <= today
    failures = (*before.failures, today)[-STRIKES:] if counts else before.failures
    dead = before.state == "dead" or len(failures) >= STRIKES
    state = "dead" if dead else "failing"
    due = _later(today, _AGAIN["dead"]) if dead else _later(failures[-1], APART)
    return replace(after, state=state, failures=failures, due=due)


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
