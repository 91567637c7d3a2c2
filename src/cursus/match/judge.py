"""Are these two the same person? Never by name alone.

The rule is Security Force Monitor's: a name that fits and a posting that fits. What else makes one person of two as surely is
a day of birth or of death that is told to the day by both. Anything weaker is a possibility for somebody to look at; a
contradiction that no calendar or misprint explains speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cursus.match.names import compare
from cursus.match.people import Fact, Post, Profile
from cursus.text.dates import EdtfError
from cursus.text.dates.algebra import extent, overlaps

STRONG, WEAK, AGAINST = "strong", "weak", "against"

_YEAR = 366
_MOST_SPELLINGS = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for (``strong``, ``weak``) or ``against``; ``claims`` are the ids of those that say so."""

    weight: str
    kind: str
    words: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two persons whose names agree, and what else does. ``verdict`` is ``same`` (a strong reason and nothing against),
    ``possible`` (weak reasons, or strong ones with something against), ``different`` (only something against) or ``name``
    (nothing but the name). ``a`` is the one with more claims."""

    a: Profile
    b: Profile
    verdict: str
    score: float
    spelling: tuple[str, str]
    evidence: tuple[Evidence, ...]


def judge(one: Profile, other: Profile) -> Candidate | None:
    """Weigh two persons; None where no spelling of one is a spelling of the other."""
    a, b = sorted((one, other), key=lambda p: (-len(p.pages), -p.claims, p.id))
    best = _best_name(a, b)
    if best is None:
        return None
    score, spelling = best
    evidence = tuple(_evidence(a, b))
    strong = any(e.weight == STRONG for e in evidence)
    weak = any(e.weight == WEAK for e in evidence)
    against = any(e.weight == AGAINST for e in evidence)
    if against:
        verdict = "possible" if strong else "different"
    else:
        verdict = "same" if strong else "possible" if weak else "name"
    return Candidate(a, b, verdict, score, spelling, evidence)


def _best_name(a: Profile, b: Profile) -> tuple[float, tuple[str, str]] | None:
    best: tuple[float, tuple[str, str]] | None = None
    for x in a.names[:_MOST_SPELLINGS]:
        for y in b.names[:_MOST_SPELLINGS]:
            if len(x.split()) < 2 and len(y.split()) < 2 and x.isascii() and y.isascii():
                continue  # one word alone is a surname or a first name: it is no spelling of a whole name
            reason = compare(x, y)
            if reason.match and (best is None or reason.score > best[0]):
                best = (reason.score, (x, y))
    return best


def _evidence(a: Profile, b: Profile) -> Iterator[Evidence]:
    yield from _pages(a, b)
    for kind, mine, theirs in (("birth", a.births, b.births), ("death", a.deaths, b.deaths)):
        yield from _days(kind, mine, theirs)
    yield from _life(a, b)
    yield from _life(b, a)
    yield from _posts(a, b)
    yield from _relatives(a, b)
    yield from _battles(a, b)


def _pages(a: Profile, b: Profile) -> Iterator[Evidence]:
    """A wiki has one page a person: two pages of one wiki are about two."""
    mine = dict(page.split("|", 1) for page in a.pages)
    for page in b.pages:
        wiki, title = page.split("|", 1)
        if wiki in mine and mine[wiki] != title:
            yield Evidence(AGAINST, "pages", f"{wiki} has a page on each: {mine[wiki]}, {title}")
            return


def _days(kind: str, mine: tuple[Fact, ...], theirs: tuple[Fact, ...]) -> Iterator[Evidence]:
    """Dates of birth or death: the same day is strong, the same shorter date weak, years apart against."""
    pairs = [(x, y) for x in mine for y in theirs if x.edtf and y.edtf]
    told = "born" if kind == "birth" else "died"
    for x, y in pairs:
        if x.edtf == y.edtf and _width(x.edtf) == 0:
            yield Evidence(STRONG, kind, f"{told} on the same day, {x.edtf}", (x.claim, y.claim))
            return
    for x, y in pairs:
        if _near(x.edtf, y.edtf):
            words = (
                f"{told} in {x.edtf}" if x.edtf == y.edtf else f"{told} {x.edtf}, {y.edtf}: the same, as far as told"
            )
            yield Evidence(WEAK, kind, words, (x.claim, y.claim))
            return
    if pairs and not any(_near(x.edtf, y.edtf, 2 * _YEAR) for x, y in pairs):
        x, y = pairs[0]
        yield Evidence(AGAINST, kind, f"{told} {x.edtf}, not {y.edtf}", (x.claim, y.claim))


def _life(a: Profile, b: Profile) -> Iterator[Evidence]:
    """A post that began after the other's death, or before the other's birth."""
    for edge, past in ((b.deaths, True), (b.births, False)):
        for post in a.posts:
            for life in edge:
                if post.edtf and life.edtf and _apart(post.edtf, life.edtf, after=past):
                    words = f"{post.words} ({post.edtf}) {'after the death' if past else 'before the birth'} of the other ({life.edtf})"
                    yield Evidence(AGAINST, "life", words, (post.claim, life.claim))
                    return


def _posts(a: Profile, b: Profile) -> Iterator[Evidence]:
    best: Evidence | None = None
    for x in a.posts:
        for y in b.posts:
            if x.unit != y.unit or not _roles_agree(x, y) or not _may_overlap(x.edtf, y.edtf):
                continue
            dated = x.edtf is not None and y.edtf is not None
            head = x.head and y.head
            strong = (x.specific and (head or dated)) or (head and dated)
            if not strong and not x.specific:
                continue  # "served in the army" is no posting that tells two people apart
            when = f" ({x.edtf}, {y.edtf})" if dated and x.edtf != y.edtf else f" ({x.edtf})" if dated else ""
            found = Evidence(
                STRONG if strong else WEAK, "posting", f"the same posting: {x.words}{when}", (x.claim, y.claim)
            )
            if strong:
                yield found
                return
            best = best or found
    if best is not None:
        yield best


def _roles_agree(x: Post, y: Post) -> bool:
    return x.role == y.role or not x.role or not y.role


def _relatives(a: Profile, b: Profile) -> Iterator[Evidence]:
    for x in a.relatives:
        kind, _, name = x.value.partition(": ")
        for y in b.relatives:
            other_kind, _, other = y.value.partition(": ")
            if kind == other_kind and len(name.split()) > 1 and len(other.split()) > 1 and compare(name, other).match:
                yield Evidence(WEAK, "relative", f"the same {kind}: {name}", (x.claim, y.claim))
                return


def _battles(a: Profile, b: Profile) -> Iterator[Evidence]:
    theirs = {y.value.casefold(): y for y in b.battles}
    for x in a.battles:
        y = theirs.get(x.value.casefold())
        if y is not None and _may_overlap(x.edtf, y.edtf):
            yield Evidence(WEAK, "battle", f"both in {x.value}", (x.claim, y.claim))
            return


# dates -------------------------------------------------------------------------------------------------------------
def _width(edtf: str | None) -> int | None:
    """Days between the first and the last day that a date can be; None where it is open or unreadable."""
    if edtf is None:
        return None
    try:
        found = extent(edtf)
    except EdtfError:
        return None
    width = found.end[1] - found.start[0]
    return width if width < 10**6 else None


def _short(edtf: str) -> bool:
    width = _width(edtf)
    return width is not None and width <= _YEAR


def _near(one: str | None, other: str | None, slack: int = 0) -> bool:
    """Whether two dates of about a year or less can be the same, or lie within ``slack`` days of each other."""
    if one is None or other is None:
        return False
    try:
        a, b = extent(one), extent(other)
    except EdtfError:
        return slack > 0
    if slack == 0 and one != other and not (_short(one) and _short(other)):
        return False
    return a.start[0] - slack <= b.end[1] and b.start[0] - slack <= a.end[1]


def _apart(one: str, other: str, *, after: bool) -> bool:
    """Whether all of ``one`` lies more than a year after (before) all of ``other``."""
    try:
        a, b = extent(one), extent(other)
    except EdtfError:
        return False
    return a.start[0] > b.end[1] + _YEAR if after else a.end[1] < b.start[0] - _YEAR


def _may_overlap(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    try:
        return overlaps(one, other) != "no"
    except EdtfError:
        return True
