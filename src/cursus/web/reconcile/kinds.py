"""What is to be found here, and by which properties: the types and properties that the manifest and the suggestions name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of entity."""

    id: str
    name: str
    description: str

    @property
    def brief(self) -> dict[str, str]:
        return {"id": self.id, "name": self.name}


@dataclass(frozen=True, slots=True)
class Property:
    """Something told of an entity. ``of`` is the type that has it, ``claims`` the properties of claims that say it, ``type`` the type
    of its values where these are entities. ``compared``: a query may give a value, which then speaks for or against a candidate."""

    id: str
    name: str
    description: str
    of: str
    claims: tuple[str, ...] = ()
    type: str = ""
    compared: bool = False

    @property
    def brief(self) -> dict[str, str]:
        return {"id": self.id, "name": self.name}


PERSON = Kind("person", "Person", "Somebody whom an article is about or names")
UNIT = Kind(
    "unit", "Unit", "A unit, formation, office or other body at which somebody held a post; all that are called so"
)
KINDS = {kind.id: kind for kind in (PERSON, UNIT)}
UNIT_PREFIX = "unit:"
"""Ids of units begin so; those of persons never do."""

_ALL = (
    Property("rank", "Rank", "The highest rank that is stated", "person", ("rank",), compared=True),
    Property("rank-latest", "Latest rank", "The rank with the latest date", "person", ("rank",)),
    Property("unit", "Unit", "Units at which the person held a post", "person", ("posting",), "unit", compared=True),
    Property("posting", "Posting", "Posts held, in the words of the article", "person", ("posting",)),
    Property("branch", "Branch", "Service branches", "person", ("branch",), compared=True),
    Property("country", "Country", "Citizenship and allegiance", "person", ("citizenship", "allegiance"), compared=True),
    Property("allegiance", "Allegiance", "States and groups served", "person", ("allegiance",)),
    Property("born", "Born", "Date of birth (EDTF)", "person", ("birth",), compared=True),
    Property("died", "Died", "Date of death (EDTF)", "person", ("death",), compared=True),
    Property("birth-place", "Place of birth", "", "person", ("birth",)),
    Property("death-place", "Place of death", "", "person", ("death",)),
    Property("name", "Name", "Every spelling of the name", "person", ("name",)),
    Property("award", "Award", "Decorations", "person", ("award",)),
    Property("battle", "Battle", "Battles, wars and campaigns", "person", ("battle",)),
    Property("article", "Article", "Addresses of the articles that say something of the person", "person"),
    Property("unit-name", "Name of the unit", "Every spelling of the name", "unit"),
    Property("postings", "Postings", "How many posts at the unit are told of", "unit"),
)  # fmt: skip
PROPERTIES = {one.id: one for one in _ALL}


def kind_of(entity: str) -> Kind:
    """The type of an entity, as its id says it."""
    return UNIT if entity.startswith(UNIT_PREFIX) else PERSON
