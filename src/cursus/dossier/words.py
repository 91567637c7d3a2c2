"""Plain English for properties, qualifiers and dates. A date in words never says more than its EDTF."""

from __future__ import annotations

import re

from cursus.claim import Bounds, Date
from cursus.text.dates import EdtfError, bounds

THEMES = (
    ("identity", "Identity"),
    ("career", "Career"),
    ("education", "Education and training"),
    ("battles", "Battles and wars"),
    ("awards", "Awards"),
    ("events", "Events"),
    ("family", "Family and people"),
    ("beliefs", "Memberships and beliefs"),
)
"""The chapters in reading order; a property's chapter stands in ``vocab/properties.tsv``."""

_PROPERTIES = {
    "name": "Name", "birth": "Born", "death": "Died", "citizenship": "Citizen of", "ethnicity": "Ethnicity",
    "religion": "Religion", "ideology": "Conviction", "residence": "Lived in", "occupation": "Occupation",
    "education": "Education", "relative": "Relative", "allegiance": "Allegiance", "branch": "Branch",
    "service": "In service", "rank": "Rank", "posting": "Posting", "membership": "Member of", "battle": "Battle",
    "award": "Award", "event": "Event", "association": "Person",
}  # fmt: skip
_KINDS = {
    ("rank", "brevet"): "Brevet rank", ("rank", "acting"): "Acting rank", ("rank", "honorary"): "Honorary rank",
    ("education", "studied"): "Studied at", ("education", "graduated"): "Graduated from",
    ("education", "trained"): "Trained at",
    ("relative", "spouse"): "Spouse", ("relative", "child"): "Child", ("relative", "parent"): "Parent",
    ("relative", "sibling"): "Sibling",
}  # fmt: skip
_QUALIFIERS = {
    "for": "for", "with": "with", "by": "by", "against": "against", "killed": "killed", "injured": "injured",
    "captured": "captured", "strength": "strength", "title": "title", "superior": "under", "predecessor": "after",
    "successor": "followed by",
}  # fmt: skip
STANCES = {
    "asserted": "stated", "reported": "reported", "alleged": "alleged", "denied": "denied", "possible": "possible",
}  # fmt: skip
SCRIPTS = {
    "Latn": "Latin", "Arab": "Arabic script", "Cyrl": "Cyrillic", "Grek": "Greek", "Hebr": "Hebrew", "Armn": "Armenian",
    "Hani": "Chinese characters", "Jpan": "Japanese", "Kana": "Katakana", "Hira": "Hiragana", "Hang": "Korean",
    "Deva": "Devanagari", "Thai": "Thai", "Geor": "Georgian", "Ethi": "Ethiopic", "Beng": "Bengali", "Taml": "Tamil",
    "Syrc": "Syriac", "Thaa": "Thaana", "Zyyy": "Other signs",
}  # fmt: skip
RTL = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Adlm", "Nkoo"})


def property_label(prop: str, kind: str | None = None) -> str:
    """What a line of this property is called; an unknown property is called by its own name."""
    if kind and (prop, kind) in _KINDS:
        return _KINDS[prop, kind]
    if kind and prop == "association":
        return kind.replace("-", " ").capitalize()
    return _PROPERTIES.get(prop, prop.replace("-", " ").capitalize())


def qualifier_label(name: str) -> str:
    return _QUALIFIERS.get(name, name.replace("_", " ").replace("-", " "))


def event_words(kind: str) -> str:
    """An event's type for reading; "other" says nothing and becomes ""."""
    return "" if kind == "other" else kind.replace("-", " ").capitalize()


def bounds_words(number: Bounds) -> str:
    """A number as its source bounds it: "at least 3", "600–700", "about 60"."""
    if number.min is not None and number.min == number.max:
        words = f"{number.min:,}"
    elif number.min is not None and number.max is not None:
        words = f"{number.min:,}–{number.max:,}"
    elif number.min is not None:
        words = f"at least {number.min:,}"
    elif number.max is not None:
        words = f"at most {number.max:,}"
    else:
        return "an unknown number"
    return f"about {words}" if number.approx else words


# dates --------------------------------------------------------------------------------------------------------------
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_POINT = re.compile(r"(-?)(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%]?)")


def date_words(date: Date | None) -> str:
    """A date for reading; "" for None. A beginning or end that the source states makes "from" or "until"."""
    if date is None:
        return ""
    words = edtf_words(date.edtf)
    if date.edtf[:1] in "[{" or "/" in date.edtf:
        return words
    if date.starts and not date.ends:
        return f"from {words}"
    if date.ends and not date.starts:
        return f"until {words}"
    return words


def edtf_words(edtf: str) -> str:
    """An EDTF string in words; one that is none stays as it is."""
    try:
        bounds(edtf)
    except EdtfError:
        return edtf
    if edtf[0] in "[{":
        return _set_words(edtf[1:-1], " or " if edtf[0] == "[" else " and ")
    if "/" in edtf:
        low, _, high = edtf.partition("/")
        first, last = _point_words(low), _point_words(high)
        if first and last:
            return f"{first} to {last}"
        if first:
            return f"from {first}" + (" on" if high == ".." else ", end unknown")
        return f"until {last}" if last else "date unknown"
    return _point_words(edtf)


def _set_words(inside: str, joint: str) -> str:
    parts = []
    for part in inside.split(","):
        low, dots, high = part.strip().partition("..")
        if not dots:
            parts.append(_point_words(low))
        elif not low:
            parts.append(f"by {_point_words(high)}")
        elif not high:
            parts.append(f"{_point_words(low)} or later")
        else:
            between = "between {} and {}" if joint == " or " else "{} to {}"
            parts.append(between.format(_point_words(low), _point_words(high)))
    return joint.join(parts)


def _point_words(point: str) -> str:
    match = _POINT.fullmatch(point)
    if match is None:
        return "" if point in ("", "..") else point
    sign, year, month, day, mark = match.groups()
    if year.endswith("XX"):
        words = f"{year[:2]}00–{year[:2]}99"
    else:
        words = f"{year[:3]}0s" if year.endswith("X") else str(int(year))
    if month in _SEASONS:
        words = f"{_SEASONS[month]} {words}"
    elif month and month != "XX":
        words = f"{_MONTHS[int(month) - 1]} {words}"
        if day and day != "XX":
            words = f"{int(day)} {words}"
    if sign:
        words = f"{words} (before year 1)"
    if mark in ("~", "%"):
        words = f"c. {words}"
    return f"{words} (uncertain)" if mark in ("?", "%") else words
