"""What a new text of an article changed in its claims.

Two claims are the same when they say the same: person, property, value, qualifiers, date, stance. Where they stand in
the text, and which numbers their footnotes have, may differ; both shift with every edit. Of the claims that are left
on either side, those that are about the same thing are paired as changed; the rest appeared or vanished.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from cursus.claim import Claim

Pairs = tuple[tuple[Claim, Claim], ...]


def _person(claim: Claim) -> str:
    """A person's id without the part that ties a bare name to one text of one article."""
    return claim.person.id.removesuffix("~" + claim.document.id[:8])


def _meaning(claim: Claim) -> Hashable:
    date = claim.date.edtf if claim.date else None
    qualifiers = tuple(sorted(claim.qualifiers, key=str))
    return _person(claim), claim.property, claim.value, qualifiers, date, claim.stance, claim.says


def _same_value(claim: Claim) -> Hashable:
    return _person(claim), claim.property, claim.value.text.casefold()


def _same_quote(claim: Claim) -> Hashable:
    return _person(claim), claim.property, claim.quote.exact


def _same_date(claim: Claim) -> Hashable:
    return _person(claim), claim.property, claim.date.edtf if claim.date else None, claim.rule


def _same_row(claim: Claim) -> Hashable:
    return _person(claim), claim.property, claim.origin, claim.rule, claim.quote.section


_ABOUT_THE_SAME: tuple[Callable[[Claim], Hashable], ...] = (_same_value, _same_quote, _same_date, _same_row)
"""From the surest sign that two claims are versions of one to the weakest."""


def compare(before: Iterable[Claim], after: Iterable[Claim]) -> tuple[tuple[Claim, ...], tuple[Claim, ...], Pairs]:
    """``(appeared, vanished, changed)``, each in the order of the claims given."""
    old, new = list(before), list(after)
    _match(old, new, _meaning, unique=False)
    changed: list[tuple[Claim, Claim]] = []
    for key in _ABOUT_THE_SAME:
        changed += _match(old, new, key, unique=True)
    changed.sort(key=lambda pair: (pair[1].quote.start, pair[1].id))
    return tuple(new), tuple(old), tuple(changed)


def successors(before: Iterable[Claim], after: Iterable[Claim]) -> list[tuple[Claim, Claim]]:
    """Which claim of the new text follows on which of the old: those that say the same in the same words, then those that say
    the same, then those that are about the same."""
    old, new = list(before), list(after)
    pairs = _match(old, new, lambda c: (_meaning(c), c.quote.exact), unique=False)
    pairs += _match(old, new, _meaning, unique=False)
    for key in _ABOUT_THE_SAME:
        pairs += _match(old, new, key, unique=True)
    return pairs


def _match(
    old: list[Claim], new: list[Claim], key: Callable[[Claim], Hashable], *, unique: bool
) -> list[tuple[Claim, Claim]]:
    """Take out of both lists, in place, the claims that have the same key, and return them in pairs.

    ``unique`` takes only a key that one claim on either side has: a guess between several is no better than chance.
    """
    by_key: dict[Hashable, list[Claim]] = {}
    for claim in old:
        by_key.setdefault(key(claim), []).append(claim)
    counts: dict[Hashable, int] = {}
    for claim in new:
        counts[key(claim)] = counts.get(key(claim), 0) + 1
    pairs: list[tuple[Claim, Claim]] = []
    for claim in new:
        candidates = by_key.get(key(claim))
        if not candidates or (unique and (len(candidates) > 1 or counts[key(claim)] > 1)):
            continue
        pairs.append((candidates.pop(0), claim))
    taken_old, taken_new = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    old[:] = [c for c in old if id(c) not in taken_old]
    new[:] = [c for c in new if id(c) not in taken_new]
    return pairs
