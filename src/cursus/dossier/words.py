"""Plain English for properties and qualifiers."""

from __future__ import annotations

from cursus.claim import Bounds

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
