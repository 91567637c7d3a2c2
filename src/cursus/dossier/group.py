"""Claims of one person that say the same, put together into entries.

Two claims say the same when property, stance and value agree, no qualifier differs, and their dates can mean the same
days. A vaguer date joins a sharper one only where one alone could be meant, so that nothing is dated by a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Sequence

from cursus.claim import Bounds, Claim
from cursus.dossier.days import ordinal
from cursus.dossier.model import Entry, Evidence
from cursus.dossier.sources import count_sources
from cursus.dossier.words import bounds_words, event_words, property_label, qualifier_label
from cursus.text.dates import EdtfError, bounds
from cursus.text.dates.words import date_words

_EVER = 10**7
_SETS = ("", ".", "[", "{")
"""How an open end and a set begin."""
_VAGUE = "~?%"
"""EDTF's marks for approximate and uncertain: "c. 1943" is not put under "1943"."""
_HIDDEN = frozenset({"kind", "script", "lang"})
"""Qualifiers that the label or the order already tells."""
_PLACED = frozenset({"birth", "death"})
"""Properties of which everybody has one, and whose value is its place, which a claim may leave out."""


def fold(text: str) -> str:
    """A value for comparison: no case, accents, punctuation or articles."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(w for w in re.findall(r"\w+", plain) if w not in ("the", "of", "a", "an"))


def entries(evidences: Sequence[Evidence], contradicted: frozenset[str] = frozenset()) -> tuple[Entry, ...]:
    """All claims as entries in order of time, undated ones last; ``contradicted`` holds ids of claims in a conflict."""
    buckets: dict[tuple[str, str, str], list[Evidence]] = {}
    for item in evidences:
        claim = item.claim
        value = "" if claim.property in _PLACED else claim.value.id or fold(claim.value.text)
        buckets.setdefault((claim.property, value, claim.stance), []).append(item)
    groups = [group for bucket in buckets.values() for group in _split(bucket)]
    place = {item.claim.id: n for n, item in enumerate(evidences)}
    made = [(_entry(group, contradicted), place[group[0].claim.id]) for group in groups]
    return tuple(entry for entry, _ in sorted(made, key=lambda pair: (*_time(pair[0]), pair[1])))


def _time(entry: Entry) -> tuple[int, int, int]:
    first, last = ordinal(entry.earliest), ordinal(entry.latest)
    if first is None and last is None:
        return (1, 0, 0)
    return (0, first if first is not None else last or 0, last if last is not None else _EVER)


def _span(claim: Claim) -> tuple[int, int] | None:
    if claim.date is None:
        return None
    first, last = ordinal(claim.date.earliest), ordinal(claim.date.latest)
    if first is None and last is None:
        return None
    return (-_EVER if first is None else first), (_EVER if last is None else last)


def _width(claim: Claim) -> int:
    span = _span(claim)
    return 3 * _EVER if span is None else span[1] - span[0]


def _split(bucket: list[Evidence]) -> list[list[Evidence]]:
    """One list for each entry, its most precise claim first."""
    same: dict[Hashable, list[Evidence]] = {}
    for item in bucket:
        same.setdefault(_wording(item.claim), []).append(item)
    groups: list[list[Evidence]] = []
    for alike in sorted(same.values(), key=lambda items: (_width(items[0].claim), -len(_said(items[0].claim)))):
        fitting = [g for g in groups if all(_alike(alike[0].claim, other.claim) for other in g)]
        if len(fitting) == 1:
            fitting[0].extend(alike)
        else:
            groups.append(list(alike))
    return groups


def _wording(claim: Claim) -> Hashable:
    """What two claims share that differ in nothing but their places in the text."""
    date = claim.date
    when = None if date is None else (date.edtf, date.starts, date.ends)
    told = sorted((key, fold(said) if isinstance(said, str) else str(said)) for key, said in claim.qualifiers)
    return when, fold(claim.value.text), tuple(told)


def _said(claim: Claim) -> str:
    return " ".join([claim.value.text, *(v for _, v in claim.qualifiers if isinstance(v, str))])


def _alike(one: Claim, other: Claim) -> bool:
    if one.property in _PLACED:
        a, b = set(fold(_place(one)).split()), set(fold(_place(other)).split())
        if not (a <= b or b <= a):
            return False
    return _same_days(one, other) and _same_qualifiers(one, other)


def _place(claim: Claim) -> str:
    return max(claim.value.text, claim.qualifier("place") or "", key=len)


def _same_days(one: Claim, other: Claim) -> bool:
    a, b = one.date, other.date
    if a is None or b is None or a.edtf == b.edtf:
        return True
    if any(mark in a.edtf for mark in _VAGUE) != any(mark in b.edtf for mark in _VAGUE):
        return False
    if (a.starts, a.ends) != (b.starts, b.ends) and (a.starts or a.ends) and (b.starts or b.ends):
        return False
    return _may_be_one(a.edtf, b.edtf)


def _may_be_one(one: str, other: str) -> bool:
    """Whether two different EDTF strings can be one date told with more and with less precision.

    A point is compared with a point, an interval with an interval, end by end: a day of service is not the whole of it.
    """
    if "/" in one and "/" in other:
        return all(map(_may_be_one, one.split("/", 1), other.split("/", 1)))
    if "/" in one or "/" in other or one[:1] in _SETS or other[:1] in _SETS:
        return one == other
    try:
        (first, last), (first2, last2) = bounds(one), bounds(other)
    except EdtfError:
        return one == other
    if first is None or last is None or first2 is None or last2 is None:
        return False
    return first <= last2 and first2 <= last


def _same_qualifiers(one: Claim, other: Claim) -> bool:
    others = dict(other.qualifiers)
    for key, value in one.qualifiers:
        their = others.get(key)
        if their is None or their == value:
            continue
        if isinstance(value, Bounds) or isinstance(their, Bounds) or key == "kind":
            return False
        a, b = set(fold(value).split()), set(fold(their).split())
        if not (a <= b or b <= a):
            return False
    return True


def _entry(group: list[Evidence], contradicted: frozenset[str]) -> Entry:
    sharpest = group[0].claim
    ordered = tuple(sorted(group, key=lambda i: (i.claim.document.path, i.claim.quote.start, i.claim.id)))
    claims = [item.claim for item in ordered]
    date = sharpest.date
    says = dict.fromkeys(c.says for c in claims if c.says)
    label = property_label(sharpest.property, sharpest.qualifier("kind"))
    value, details = _value(claims), _details(claims)
    return Entry(
        id=claims[0].id,
        property=sharpest.property,
        label=label,
        value=value,
        details=details,
        date=date_words(date),
        edtf=date.edtf if date else None,
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
        stance=sharpest.stance,
        says=", ".join(says) or None,
        claims=ordered,
        contradicted=any(c.id in contradicted for c in claims),
        title=_title(sharpest.property, label, value, details),
        sources=count_sources(ordered),
    )


def _title(prop: str, label: str, value: str, details: tuple[tuple[str, str], ...]) -> str:
    """The value; that of a birth or death with what it is, an event's with the first thing known of it."""
    if prop in _PLACED:
        return f"{label}, {value}" if value else label
    if not details or (value and prop != "event"):
        return value or label
    key, text = details[0]
    joint = " " if key in ("by", "with", "against", "for") else ", "
    return f"{value or label}{joint}{text if key == 'place' else f'{key} {text}'}"


def single(item: Evidence) -> Entry:
    """One claim as an entry of its own."""
    return _entry([item], frozenset())


def _value(claims: Sequence[Claim]) -> str:
    text = max((c.value.text for c in claims), key=len)
    prop = claims[0].property
    if prop == "event":
        return event_words(text)
    return max(map(_place, claims), key=len) if prop in _PLACED else text


def _details(claims: Sequence[Claim]) -> tuple[tuple[str, str], ...]:
    """Each qualifier once, the fullest wording, unless the value says it already."""
    found: dict[str, str] = {}
    said = ""
    for claim in claims:
        said = f"{said} {fold(_place(claim) if claim.property in _PLACED else claim.value.text)}"
        for key, value in claim.qualifiers:
            words = bounds_words(value) if isinstance(value, Bounds) else value
            if key not in _HIDDEN and len(words) > len(found.get(key, "")):
                found[key] = words
    out = []
    for key, words in found.items():
        if key in ("place", "role", "unit", "rank", "country") and set(fold(words).split()) <= set(said.split()):
            continue
        out.append((qualifier_label(key), words))
    if kind := _untold_kind(claims[0]):
        out.insert(0, ("how", kind))
    return tuple(out)


def _untold_kind(claim: Claim) -> str:
    """The kind of a claim where its label does not tell it: "served under"."""
    kind = claim.qualifier("kind")
    if kind in (None, "substantive", "other") or claim.property == "name":
        return ""
    told = property_label(claim.property, kind) != property_label(claim.property)
    return "" if told or kind is None else kind
