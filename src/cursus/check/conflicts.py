"""Claims that cannot all be true, side by side.

Nothing here decides who is right. Three things keep the list short and true:

* *precision*: "1943", "c. 1943" and "7 November 1943" agree; only readings with no day in common differ;
* *stance*: a denial against an assertion is a conflict of its own kind, ``denied``, and no fault of the article;
* *career*: a colonel who becomes a general is a career; two ranks differ only when both are dated to one month or day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from cursus.claim import Bounds, Claim, Date
from cursus.text.dates.words import say

#: The kinds of conflict, in the order of their weight.
KINDS = ("order", "date", "place", "value", "number", "denied")

_CIRCA_YEARS = 5
_FAR_YEARS = 20
_SLIP_YEARS = 2
_OLD_STYLE = range(10, 14)
_MOST = 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims about one property of one person that contradict each other.

    ``kind`` is one of :data:`KINDS`: ``order`` (died before born), ``date``, ``place``, ``value`` (two ranks at one
    time), ``number`` (two counts) or ``denied`` (one source says what another denies). ``claims`` are all the claims
    concerned, in the order given; ``message`` names the values.
    """

    kind: str
    property: str
    message: str
    claims: tuple[Claim, ...]


def find_conflicts(claims: Iterable[Claim]) -> tuple[Conflict, ...]:
    """All conflicts among claims of one or several documents, person by person in order of appearance.

    Rejected claims are not looked at.
    """
    people: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.status != "rejected":
            people.setdefault(claim.person.id, []).append(claim)
    return tuple(
        conflict
        for mine in people.values()
        for finder, of in _FINDERS
        if (asked := [c for c in mine if c.property in of] if of else mine)
        for conflict in finder(asked)
    )


# dates --------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Interval:
    """First and last possible day; ``days`` is None where either end is open."""

    first: date
    last: date
    exact: bool

    def meets(self, other: Interval) -> bool:
        slack = timedelta(0)
        if not (self.exact and other.exact):
            slack = timedelta(days=366 * _CIRCA_YEARS)
        elif self._one_day and other._one_day and self.first.year < 1925:
            # Julian and Gregorian calendar: both days may be right.
            slack = timedelta(days=13) if abs((self.first - other.first).days) in _OLD_STYLE else slack
        return self.first <= other.last + slack and other.first <= self.last + slack

    @property
    def _one_day(self) -> bool:
        return self.first == self.last

    @property
    def month_or_better(self) -> bool:
        return self.exact and (self.last - self.first).days <= 31


def interval(when: Date | None) -> Interval | None:
    """The days a date allows, None for an undated claim. An open end reaches to the end of the calendar."""
    if when is None or (when.earliest is None and when.latest is None):
        return None
    try:
        first = date.fromisoformat(when.earliest) if when.earliest else date.min
        last = date.fromisoformat(when.latest) if when.latest else date.max - timedelta(days=400 * _CIRCA_YEARS)
    except ValueError:
        return None
    return Interval(first, max(last, first), not any(c in when.edtf for c in "~%?"))


# values -------------------------------------------------------------------------------------------------------------
@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A value for comparison: no case, accents, punctuation or articles."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(w for w in re.findall(r"\w+", plain) if w not in ("the", "of", "a", "an", "near", "in", "at"))


def places_agree(one: str, other: str) -> bool:
    """Whether two place names can be the same place, one perhaps said with more detail than the other.

    They agree when any of their comma-separated parts is shared by name ("Ajdabiya" and "Ajdabiya, Libya"), or when
    they are not of one shape and nothing tells that they differ. "Myra, West Virginia" and "Hamlin, West Virginia"
    differ.
    """
    if any(p.strip().casefold().startswith(("near ", "outside ", "close to ")) for p in (one, other)):
        return True
    a = [fold(p) for p in one.split(",") if fold(p)]
    b = [fold(p) for p in other.split(",") if fold(p)]
    if not a or not b:
        return True
    if a[0] == b[0] or a[0] in b or b[0] in a:
        return True
    if set(a[0].split()) & set(b[0].split()):
        return True
    return not (len(a) == len(b) and len(a) > 1 and a[1:] == b[1:])


def _rank_words(claim: Claim) -> str:
    """The rank that a claim says its person held: the value of a rank, the rank of a posting, else ""."""
    if claim.property == "rank":
        return claim.value.text
    return (claim.qualifier("rank") or "") if claim.property == "posting" else ""


def _asserted(claim: Claim) -> bool:
    return claim.stance != "denied"


def _who(claim: Claim) -> str:
    return claim.origin if claim.origin in ("infobox", "lead", "table", "caption") else "text"


def _say(claims: Sequence[Claim], show: Callable[[Claim], str]) -> str:
    """ "1943 (infobox), 1949 (text)" – each value once, with the first place it was found."""
    seen: dict[str, str] = {}
    for claim in claims:
        seen.setdefault(show(claim), _who(claim))
    return " or ".join(f"{value} ({where})" for value, where in seen.items())


def _one_sentence(one: Claim, other: Claim) -> bool:
    """Whether the quotes of two claims share words of one document."""
    a, b = one.quote, other.quote
    return one.document.id == other.document.id and a.start < b.end and b.start < a.end


# finders ------------------------------------------------------------------------------------------------------------
def _birth_and_death_dates(claims: list[Claim]) -> Iterator[Conflict]:
    for prop, verb in (("birth", "born"), ("death", "died")):
        dated = [(c, i) for c in claims if c.property == prop and _asserted(c) and (i := interval(c.date))]
        dated = [item for item in dated if _spelled_out(item[0]) and _plausible(item, dated[0])]
        group = _disagreeing(dated[:_MOST], lambda a, b: a.meets(b))
        if group and not _one_box(group):
            yield Conflict(
                "date", prop, f"{verb} {_say(group, lambda c: say(c.date.edtf) if c.date else '')}", tuple(group)
            )


def _one_box(claims: Sequence[Claim]) -> bool:
    """Whether all claims are of one infobox: a box does not contradict itself, its rows are of several things."""
    return all(c.origin == "infobox" for c in claims) and len({c.document.id for c in claims}) == 1


_VERB = re.compile(r"\b(?:born|died|dies|death|né|née|birth|geboren|gestorben|nacido|murió|mort)\b|\(", re.IGNORECASE)
_NEAR = 30


def _spelled_out(claim: Claim) -> bool:
    """Whether a date of birth or death stands right by the word for it, so that it is no date of what follows ("born in
    Ulm, he left for the north in 1905"), and the person before it: by name for a death, since a "he" who dies in the
    text may be anybody."""
    if claim.origin in ("infobox", "title", "table") or claim.date is None:
        return True
    quote = claim.quote.exact
    place = quote.find(claim.date.text)
    verbs = list(_VERB.finditer(quote, 0, max(place, 0)))
    if place < 0 or not verbs or place - verbs[-1].end() > _NEAR:
        return False
    family = claim.person.name.split()[-1] if claim.person.name else ""
    subject = quote[: verbs[-1].start()].split()
    names = {family} if claim.property == "death" else {"he", "she", "He", "She", family}
    return claim.origin == "lead" or bool(names & {w.strip(",.") for w in subject[-4:]})


def _plausible(item: tuple[Claim, Interval], first: tuple[Claim, Interval]) -> bool:
    """Whether a second date can be of the same life as the first. One far from it is of a parent, a child or a
    namesake; from running text, where "he" may be anybody, it must look like a slip: a year or two, or one digit."""
    one, other = item[1].first.year, first[1].first.year
    years = abs(one - other)
    if item[0].origin in ("infobox", "lead", "title"):
        return years <= _FAR_YEARS or years % 100 == 0
    return years <= _SLIP_YEARS or sum(a != b for a, b in zip(f"{one:04}", f"{other:04}", strict=True)) == 1


def _disagreeing(items: Sequence[tuple[Claim, T]], agree: Callable[[T, T], bool]) -> list[Claim]:
    """The claims that disagree with at least one other, in order."""
    bad: list[Claim] = []
    for index, (claim, value) in enumerate(items):
        if any(not agree(value, other) for place, (_, other) in enumerate(items) if place != index):
            bad.append(claim)
    return bad


def _birth_and_death_places(claims: list[Claim]) -> Iterator[Conflict]:
    for prop, verb in (("birth", "born in"), ("death", "died in")):
        placed = [(c, place) for c in claims if c.property == prop and _asserted(c) and (place := _place(c))]
        group = _disagreeing(placed[:_MOST], places_agree)
        if group and not _one_box(group):
            yield Conflict("place", prop, f"{verb} {_say(group, _place)}", tuple(group))


def _place(claim: Claim) -> str:
    return claim.qualifier("place") or claim.value.text


def _life_in_order(claims: list[Claim]) -> Iterator[Conflict]:
    births = [(c, i) for c in claims if c.property == "birth" and _asserted(c) and (i := interval(c.date))]
    deaths = [(c, i) for c in claims if c.property == "death" and _asserted(c) and (i := interval(c.date))]
    for death, gone in deaths[:_MOST]:
        for birth, come in births[:_MOST]:
            if gone.exact and come.exact and gone.last < come.first:
                died, born = (say(c.date.edtf) if c.date else "" for c in (death, birth))
                message = f"died {died}, before the birth {born}"
                yield Conflict("order", "death", message, (birth, death))
                return


def _ranks_at_one_time(claims: list[Claim]) -> Iterator[Conflict]:
    """Two different substantive ranks that were both held in the same month or on the same day.

    A rank that begins or ends then is left out: two ranks within a month may be a promotion. "By April" counts as
    April.
    """
    held: dict[str, list[Claim]] = {}
    for claim in claims:
        if (month := _month_held(claim.date)) and _rank_words(claim) and _asserted(claim) and _substantive(claim):
            held.setdefault(month, []).append(claim)
    for month, mine in held.items():
        mine = mine[:_MOST]
        group = [c for c in mine if any(_ranks_differ(c, other) for other in mine)]
        if group:
            yield Conflict("value", "rank", f"{_say(group, _rank_words)} in {say(month)}", tuple(group))


_MONTH = re.compile(r"(?:\[\.\.)?(?P<month>\d{4}-(?:0[1-9]|1[0-2]))(?P<day>-\d\d)?\]?")


def _month_held(when: Date | None) -> str:
    """The month that a state is dated to, "" where it is not that precise, or begins or ends then."""
    if when is None or when.starts or when.ends:
        return ""
    match = _MONTH.fullmatch(when.edtf)
    return match["month"] if match else ""


def _substantive(claim: Claim) -> bool:
    return claim.property != "rank" or claim.qualifier("kind") in (None, "substantive")


def _ranks_differ(one: Claim, other: Claim) -> bool:
    """Whether two ranks are not one said in two ways ("general" is short for "major general"), nor two days of a
    career."""
    if one.value.id and one.value.id == other.value.id:
        return False
    if _one_sentence(one, other):
        return False  # "Captain Berg was promoted to major"
    a, b = fold(_rank_words(one)), fold(_rank_words(other))
    if a == b or set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()):
        return False
    when, then = interval(one.date), interval(other.date)
    return when is None or then is None or when.meets(then)


def _numbers_of_one_event(claims: list[Claim]) -> Iterator[Conflict]:
    """Two counts of the same thing in an event of the same type, day or month, and place."""
    events: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        if not any(isinstance(value, Bounds) for _, value in claim.qualifiers):
            continue
        when = interval(claim.date)
        if claim.property == "event" and _asserted(claim) and when and when.month_or_better and claim.date:
            key = (claim.value.text, claim.date.edtf, fold(claim.qualifier("place") or ""))
            events.setdefault(key, []).append(claim)
    for group in events.values():
        for what in ("killed", "injured", "captured"):
            counted = [(c, v) for c in group for k, v in c.qualifiers if k == what and isinstance(v, Bounds)]
            bad = _disagreeing(counted[:_MOST], _bounds_meet)
            if bad:
                said = " or ".join(dict.fromkeys(_bounds(v) for c, v in counted if c in bad))
                yield Conflict("number", "event", f"{said} {what}", tuple(bad))


def _bounds_meet(a: Bounds, b: Bounds) -> bool:
    if a.approx or b.approx:
        return True
    low, high = max(a.min or 0, b.min or 0), min(x for x in (a.max, b.max, 10**12) if x is not None)
    return low <= high


def _bounds(b: Bounds) -> str:
    if b.max is None:
        return f"at least {b.min}"
    return str(b.min) if b.min == b.max else f"{b.min}–{b.max}"


def _denied(claims: list[Claim]) -> Iterator[Conflict]:
    """A denial and what it denies: the same property and value, or the claim said in the same sentence."""
    for denial in [c for c in claims if c.stance == "denied"][:_MOST]:
        others = [c for c in claims if c.property == denial.property and _asserted(c) and _same_value(c, denial)]
        if others:
            who = f" by {denial.says}" if denial.says else ""
            yield Conflict(
                "denied", denial.property, f"{denial.value.text or denial.property}: denied{who}", (*others[:5], denial)
            )


# The id of these says what kind of role or event it is, which many hold or live through more than once.
_RECURRING = frozenset({"posting", "event"})


def _same_value(one: Claim, other: Claim) -> bool:
    recurring = one.property in _RECURRING
    if one.value.id and one.value.id == other.value.id and not recurring:
        return True
    if fold(one.value.text) != fold(other.value.text):
        return False
    a, b = interval(one.date), interval(other.date)
    if a is None or b is None:
        return one.property != "event"
    return a.meets(b)


_LIFE = frozenset({"birth", "death"})
#: What looks for conflicts, and among the claims of which properties; none: of all.
_FINDERS: tuple[tuple[Callable[[list[Claim]], Iterator[Conflict]], frozenset[str]], ...] = (
    (_life_in_order, _LIFE),
    (_birth_and_death_dates, _LIFE),
    (_birth_and_death_places, _LIFE),
    (_ranks_at_one_time, frozenset({"rank", "posting"})),
    (_numbers_of_one_event, frozenset({"event"})),
    (_denied, frozenset()),
)
