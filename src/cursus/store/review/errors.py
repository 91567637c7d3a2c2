"""Why a decision was not taken."""

from __future__ import annotations

from cursus.store.errors import StoreError


class ReviewError(StoreError):
    """A decision that cannot be taken: no such kind, nothing to correct, a date that is none."""


class NoSuchClaim(ReviewError):
    """No claim has this id (any more), or no decision this number."""


class StaleClaim(ReviewError):
    """Somebody else decided since the claim was looked at. ``version`` is the claim's by now."""

    def __init__(self, path: str, claim_id: str, version: int) -> None:
        self.claim_id = claim_id
        self.version = version
        super().__init__(path, f"claim {claim_id} was changed meanwhile", "look at it again, then decide")
