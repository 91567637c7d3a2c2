"""What a claim says, part by part, so that what came back through another format can be compared with what left."""

from __future__ import annotations

from typing import Any

from cursus.claim import Claim
from cursus.contract import claim_to_json

Json = dict[str, Any]
Said = tuple[str, str, frozenset[tuple[str, str]]]


def said(row: Json) -> dict[str, str]:
    """The parts of a claim that are there, by the names that reports of losses give them."""
    out = {"person": row["person"]["id"]}
    if row["value"]["text"]:
        out["value"] = row["value"]["text"]
    if row["value"]["id"] is not None:
        out["value id"] = row["value"]["id"]
    for name, value in row["qualifiers"].items():
        out[f"qualifier {name}"] = str(value)
    if row["date"] is not None:
        date = row["date"]
        out["date"] = date["edtf"]
        out["date edges"] = f"{date['starts']} {date['ends']}"
        out["date words"] = date["text"]
    out["stance"] = row["stance"]
    if row["says"] is not None:
        out["says"] = row["says"]
    return out


def kept(row: Json, lost: set[str]) -> list[tuple[str, dict[str, str]]]:
    """What has to come back of a claim, given what a report says is lost: one piece, or two that nothing holds together."""
    parts = {name: value for name, value in said(row).items() if name not in lost}
    if "date" in lost:
        parts = {name: value for name, value in parts.items() if not name.startswith("date")}
    if "together" in lost and "date" in parts:
        rest = {k: v for k, v in parts.items() if not k.startswith("date")}
        alone = {k: v for k, v in parts.items() if k != "value"}
        return [(row["property"], rest), (row["property"], alone)]
    return [(row["property"], parts)]


class Back:
    """Claims that came back, to be asked whether one says as much."""

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self._by_value: dict[tuple[str, str, str], list[dict[str, str]]] = {}
        for claim in claims:
            parts = said(claim_to_json(claim))
            for key in self._keys(claim.property, parts):
                self._by_value.setdefault(key, []).append(parts)

    @staticmethod
    def _keys(prop: str, parts: dict[str, str]) -> list[tuple[str, str, str]]:
        return [*((prop, name, parts[name]) for name in ("value", "date") if name in parts), (prop, "", "")]

    def says(self, prop: str, wanted: dict[str, str]) -> bool:
        found = self._by_value.get(self._keys(prop, wanted)[0], [])
        return any(all(parts.get(name) == value for name, value in wanted.items()) for parts in found)
