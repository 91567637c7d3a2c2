"""Which claim becomes which entities of FollowTheMoney, and what of it has no place there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cursus.claim import permanent_link
from cursus.export.ftm import ids
from cursus.export.report import Report
from cursus.store import Store

DATASET = "cursus"
Json = dict[str, Any]
Properties = dict[str, list[str]]

NO_PLACE = "no claim"
NEVER = ("value id", "date words", "score", "rule", "origin", "offsets", "headings", "footnotes", "status")
"""Parts of a claim that the model has no place for, whatever the claim."""
NAMES = {"full": "name", "birth": "previousName", "nickname": "weakAlias", "alias": "alias", "native": "alias"}
"""Kind of a name → property of a person."""
PERSONAL = {
    "ethnicity": "ethnicity", "religion": "religion", "ideology": "political", "education": "education",
    "occupation": "profession", "rank": "title", "residence": "address",
}  # fmt: skip
"""Property of a claim → property of a person that holds its value."""
BODIES = {"membership": "membership", "branch": "service branch"}
"""Property of a claim → classification of the organization that its value names."""
LINKS = {"relative": ("Family", "relative"), "association": ("Associate", "associate")}
"""Property of a claim → schema, and the property that holds the other person."""
EVENTS = frozenset({"event", "battle"})
_LIMITS = {"name": 384, "alias": 384, "previousName": 384, "weakAlias": 384, "address": 250, "country": 16}
_MOST = 1000
_TEXTS = frozenset({"summary"})
_LONGEST = 65000
_DAY = r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?"
_DATE = re.compile(rf"{_DAY}(?:/{_DAY})?|{_DAY}/\.\.|\.\./{_DAY}")
_ADDRESS = re.compile(r"https?://[^\s/@:]+\.[^\s/@:]+/\S*", re.ASCII)
_QUOTED = re.compile(r"""^\s*["'“”‘’«»„`]|["'“”‘’«»„`]\s*$""")
"""What cleaning takes off a name."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity, or of a person what one claim says; ``claim`` is the id of the claim, "" for an article."""

    id: str
    schema: str
    properties: Properties
    claim: str = ""


class Mapping:
    """Claims as entities, article by article; of the article at hand it is remembered what stands in the file."""

    def __init__(self, store: Store, report: Report) -> None:
        self._store, self._report = store, report
        self._article, self._url, self._proof = "", "", ""
        self._here: set[str] = set()

    def entities(self, row: Json) -> Iterator[Entity]:
        """The entities of a claim, the article first where it has not been met; nothing for a claim without a place."""
        make = _MAKERS.get(row["property"])
        if row["status"] == "rejected":
            return self._report.miss(row["id"], NO_PLACE, "it was rejected")
        if row["stance"] != "asserted":
            return self._report.miss(row["id"], NO_PLACE, f"it is {row['stance']}, not asserted")
        if make is None:
            return self._report.miss(row["id"], NO_PLACE, f"FollowTheMoney has nothing for {row['property']}")
        if row["document"]["id"] != self._article:
            yield self._begin(row["document"])
        made = list(make(self, row))
        if not made:
            return None
        self._report.claims += 1
        self._report.losses[f"{', '.join(NEVER)}: no property"] += 1
        if row["says"] is not None:
            self._report.miss(row["id"], "says", "no property")
        person = row["person"]
        entity = ids.person(person["id"])
        if ids.person_back(entity) is None:
            self._report.miss(row["id"], "person", "the id is too long for an entity")
        if entity not in self._here:
            self._here.add(entity)
            base: Properties = {"name": [_name(person["name"])], "proof": [self._proof]}
            if self._url:
                base["sourceUrl"] = [self._url]
            yield Entity(entity, "Person", base, row["id"])
        yield from made
        return None

    def _begin(self, document: Json) -> Entity:
        self._article, self._here = document["id"], set()
        self._proof = f"cursus-article-{document['id']}"
        url = document["url"] or ""
        if url and document["revision"]:
            url = permanent_link(url, document["revision"])
        self._url = url if _ADDRESS.fullmatch(url) and len(url) < 4000 else ""
        if url and not self._url:
            self._report.lose("address of an article: it is none that FollowTheMoney takes")
        properties = {"fileName": [_clip(document["path"])], "title": [_clip(document["title"])]}
        if self._url:
            properties["sourceUrl"] = [self._url]
        if document["licence"]:
            properties["notes"] = [_clip(f"Licence: {document['licence']}")]
        return Entity(
            self._proof, "HyperText" if self._url else "PlainText", {k: v for k, v in properties.items() if v[0]}
        )

    def _claim(self, row: Json, schema: str, properties: Properties) -> Entity:
        """An entity of its own for a claim, with quote, address, article and claim number."""
        quote = " ".join(row["quote"]["exact"].split())
        if quote != row["quote"]["exact"] or len(quote) > _LONGEST:
            self._report.miss(row["id"], "quote", "its white space, or what is beyond 65,000 letters")
        own: Properties = {"recordId": [row["id"]], "proof": [self._proof], "summary": [quote[:_LONGEST]]}
        if self._url:
            own["sourceUrl"] = [self._url]
        return Entity(f"cursus-claim-{row['id']}", schema, {**properties, **own}, row["id"])

    def _fits(self, row: Json, name: str, value: str, part: str = "value") -> str:
        """A value as the model keeps it; what is not kept to the letter is noted."""
        kept = _name(value) if name in _LIMITS else " ".join(value.split())
        kept = kept[: _LIMITS.get(name, _MOST)]
        if kept != value:
            self._report.miss(row["id"], part, "white space, quotation marks, or what is too long")
        return kept

    def _keep(self, row: Json, *kept: str) -> None:
        for name in row["qualifiers"]:
            if name not in kept:
                self._report.miss(row["id"], f"qualifier {name}", f"no property at {row['property']}")

    def _dates(self, row: Json) -> Properties:
        """Start, end or date of an entity that lasts. A lone day that begins or ends something is its start or end."""
        date = row["date"]
        if date is None:
            return {}
        edtf = date["edtf"]
        if not _DATE.fullmatch(edtf):
            self._report.miss(row["id"], "date", "FollowTheMoney has years, months and days from 1000 to 2999 only")
            return {}
        first, slash, last = edtf.partition("/")
        edges = (date["starts"], date["ends"])
        if slash:
            if ".." in (first, last):
                self._report.miss(row["id"], "date", "an open interval is its one edge only")
            elif first == last:
                self._report.miss(row["id"], "date", "that something lasted within one year, month or day")
            elif edges != (True, True):
                self._report.miss(row["id"], "date edges", "an interval is from start to end")
            sides = {"startDate": first, "endDate": last}
            return {name: [day] for name, day in sides.items() if day != ".."}
        names = ("startDate", "endDate")
        return {name: [edtf] for name, edge in zip(names, edges, strict=True) if edge} or {"date": [edtf]}

    # properties of the person -----------------------------------------------------------------------------------------
    def _personal(self, row: Json, properties: Properties) -> Iterator[Entity]:
        if row["date"] is not None and row["property"] not in ("birth", "death"):
            self._report.miss(row["id"], "date", f"{row['property']} of a person has none")
        self._report.miss(row["id"], "quote", "properties of a person have none")
        yield Entity(ids.person(row["person"]["id"]), "Person", properties, row["id"])

    def name(self, row: Json) -> Iterator[Entity]:
        kind = row["qualifiers"].get("kind", "")
        prop = NAMES.get(kind, "alias")
        self._keep(row, *(("kind",) if kind in ("full", "birth", "nickname", "alias") else ()))
        return self._personal(row, {prop: [self._fits(row, prop, row["value"]["text"])]})

    def life(self, row: Json) -> Iterator[Entity]:
        """Birth and death: a date, and the place of a birth."""
        properties: Properties = {}
        prop, date = row["property"], row["date"]
        place = row["value"]["text"]
        if date is not None and _DATE.fullmatch(date["edtf"]) and "/" not in date["edtf"]:
            properties[f"{prop}Date"] = [date["edtf"]]
            self._report.miss(row["id"], "date edges", "a birth or death has none")
        elif date is not None:
            self._report.miss(row["id"], "date", "FollowTheMoney has years, months and days from 1000 to 2999 only")
        if place and prop == "birth":
            properties["birthPlace"] = [self._fits(row, "birthPlace", place)]
        elif place:
            self._report.miss(row["id"], "value", "a death has no place")
        if len(properties) > 1:
            self._report.miss(row["id"], "together", "which date belongs to which place of birth")
        self._keep(row)
        if not properties:
            self._report.miss(row["id"], NO_PLACE, f"nothing of the {prop} has a place")
            return iter(())
        return self._personal(row, properties)

    def citizenship(self, row: Json) -> Iterator[Entity]:
        code = (row["value"]["id"] or "").partition("country:")[2].lower()
        if not code:
            self._report.miss(row["id"], NO_PLACE, "a state that is gone, or not known, has no code")
            return iter(())
        self._report.miss(row["id"], "value", "a state is a code, not the words of the source")
        self._keep(row)
        return self._personal(row, {"citizenship": [code]})

    def personal(self, row: Json) -> Iterator[Entity]:
        prop = PERSONAL[row["property"]]
        self._keep(row)
        return self._personal(row, {prop: [self._fits(row, prop, row["value"]["text"])]})

    # entities of their own --------------------------------------------------------------------------------------------
    def _once(self, entity: Entity) -> Iterator[Entity]:
        if entity.id not in self._here:
            self._here.add(entity.id)
            yield entity

    def _organization(self, row: Json, name: str, classification: str, part: str) -> Entity:
        kept = self._fits(row, "name", name, part)
        properties = {"name": [kept], "proof": [self._proof]}
        if classification:
            properties["classification"] = [classification]
        return Entity(ids.thing("body", self._article, classification, kept), "Organization", properties, row["id"])

    def posting(self, row: Json) -> Iterator[Entity]:
        given = row["qualifiers"]
        name = self._fits(row, "name", row["value"]["text"])
        properties: Properties = {"name": [name], "proof": [self._proof]}
        unit = given.get("unit", "")
        if unit:
            body = self._organization(row, unit, "", "qualifier unit")
            yield from self._once(body)
            properties["organization"] = [body.id]
        role = self._fits(row, "keywords", given.get("role", ""), "qualifier role")
        if role:
            properties["keywords"] = [role]
        post = Entity(ids.thing("post", self._article, name, unit, role), "Position", properties, row["id"])
        yield from self._once(post)
        self._keep(row, "unit", "role")
        sides = {"holder": [ids.person(row["person"]["id"])], "post": [post.id]}
        yield self._claim(row, "Occupancy", {**sides, **self._dates(row)})

    def body(self, row: Json) -> Iterator[Entity]:
        body = self._organization(row, row["value"]["text"], BODIES[row["property"]], "value")
        yield from self._once(body)
        sides = {"member": [ids.person(row["person"]["id"])], "organization": [body.id]}
        role = row["qualifiers"].get("role", "")
        if role:
            sides["role"] = [self._fits(row, "role", role, "qualifier role")]
        self._keep(row, "role")
        yield self._claim(row, "Membership", {**sides, **self._dates(row)})

    def link(self, row: Json) -> Iterator[Entity]:
        schema, side = LINKS[row["property"]]
        name = self._fits(row, "name", row["value"]["text"])
        other = Entity(ids.thing("other", row["id"]), "Person", {"name": [name], "proof": [self._proof]}, row["id"])
        yield other
        sides = {"person": [ids.person(row["person"]["id"])], side: [other.id]}
        kind = row["qualifiers"].get("kind", "")
        if kind:
            sides["relationship"] = [self._fits(row, "relationship", kind, "qualifier kind")]
        self._keep(row, "kind")
        yield self._claim(row, schema, {**sides, **self._dates(row)})

    def event(self, row: Json) -> Iterator[Entity]:
        name = self._fits(row, "name", row["value"]["text"])
        properties = {"name": [name], "involved": [ids.person(row["person"]["id"])], "keywords": [row["property"]]}
        place = row["qualifiers"].get("place", "")
        if place:
            properties["location"] = [self._fits(row, "address", place, "qualifier place")]
        self._keep(row, "place")
        yield self._claim(row, "Event", {**properties, **self._dates(row)})


def _name(text: str) -> str:
    """A name as cleaning leaves it."""
    kept = " ".join(text.split())
    while kept and _QUOTED.search(kept):
        kept = _QUOTED.sub("", kept).strip()
    return kept or "?"


def _clip(text: str) -> str:
    return " ".join(text.split())[:_MOST]


_MAKERS: dict[str, Callable[[Mapping, Json], Iterator[Entity]]] = {
    "name": Mapping.name,
    "birth": Mapping.life,
    "death": Mapping.life,
    "citizenship": Mapping.citizenship,
    "posting": Mapping.posting,
    **dict.fromkeys(PERSONAL, Mapping.personal),
    **dict.fromkeys(BODIES, Mapping.body),
    **dict.fromkeys(LINKS, Mapping.link),
    **dict.fromkeys(EVENTS, Mapping.event),
}
