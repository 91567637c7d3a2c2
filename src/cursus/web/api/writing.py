"""What is decided through the API."""

from __future__ import annotations

from cursus.store import decisions
from cursus.store.review.decide import review, undo
from cursus.store.review.errors import NoSuchClaim, ReviewError, StaleClaim
from cursus.store.review.model import Changes
from cursus.web.api import shape
from cursus.web.api.spec import Asked, Json, Problem
from cursus.web.review.people import own_or_admin

_CHANGES = ("value", "date", "stance", "person", "person_name")


def decide(asked: Asked) -> Json:
    """Accept, reject or correct a claim."""
    given = asked.body
    changes = {name: given[name] for name in _CHANGES if name in given}
    kind = given["kind"]
    try:
        done = review(
            asked.store, asked.path["id"], kind, scope=given.get("scope"),
            changes=Changes(**changes) if changes or kind == "correct" else None, note=given.get("note", ""),
            author=asked.viewer.name, version=given.get("version"), also=given.get("also", ()),
        )  # fmt: skip
    except StaleClaim as error:
        raise Problem(409, "Changed meanwhile", _words(error), version=error.version) from None
    except NoSuchClaim as error:
        raise Problem(404, "Nothing here", _words(error)) from None
    except ReviewError as error:
        raise Problem(422, "That cannot be decided", _words(error)) from None
    return shape.outcome(done)


def take_back(asked: Asked) -> Json:
    """Take a decision about claims back."""
    try:
        n = int(asked.path["n"])
        return shape.outcome(undo(asked.store, n, author=asked.viewer.name, only_own=not asked.viewer.may("admin")))
    except NoSuchClaim as error:
        raise Problem(404, "Nothing here", _words(error)) from None
    except ReviewError as error:
        raise Problem(403, "Not allowed", _words(error)) from None


def decide_persons(asked: Asked) -> Json:
    """Say that two persons are the same, are different, or cannot be told."""
    given = asked.body
    try:
        note = " ".join(given.get("note", "").split())
        made = decisions.decide(asked.store, given["a"], given["b"], given["kind"], note=note, author=asked.viewer.name)
    except decisions.DecisionError as error:
        raise Problem(409, "That contradicts what is decided, or is about nobody", _words(error)) from None
    return shape.decision(made)


def take_back_persons(asked: Asked) -> Json:
    """Take a decision about persons back."""
    n = int(asked.path["n"])
    try:
        own_or_admin(asked.store, n, asked.viewer.name, asked.viewer.may("admin"))
        return shape.decision(decisions.undo(asked.store, n, author=asked.viewer.name))
    except ReviewError as error:
        raise Problem(403, "Not allowed", _words(error)) from None
    except decisions.DecisionError as error:
        raise Problem(404, "Nothing here", _words(error)) from None


def _words(error: ReviewError | decisions.DecisionError) -> str:
    words = f"{error.reason}; {error.remedy}" if error.remedy else error.reason
    return f"{words[:1].upper()}{words[1:]}."
