"""The infobox of a military person: which claim fills which parameter."""

from __future__ import annotations

from cursus.claim import Claim
from cursus.export.report import Report
from cursus.export.wikitext.cite import escaped
from cursus.text.dates.words import say

_LISTS = {
    "allegiance": "allegiance", "branch": "branch", "rank": "rank", "battle": "battles", "award": "awards",
}  # fmt: skip
"""Property → parameter that holds several values."""
_NAMES = {"native": "native_name", "nickname": "nickname", "birth": "birth_name", "alias": "other_names"}
_ORDER = (
    "name", "native_name", "birth_name", "other_names", "nickname", "birth_date", "birth_place", "death_date", "death_place",
    "allegiance", "branch", "serviceyears", "rank", "commands", "battles", "awards",
)  # fmt: skip


class Box:
    """The parameters, filled claim by claim."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._values: dict[str, dict[str, str]] = {"name": {name.casefold(): escaped(name)}}

    def put(self, claim: Claim, report: Report) -> bool:
        """Whether a parameter holds the claim now; an undated posting that is no command has its place elsewhere."""
        prop = claim.property
        if prop in ("birth", "death"):
            return self._life(claim, report)
        if prop == "service" and claim.date is not None:
            return self._only("serviceyears", say(claim.date.edtf), report)
        if prop == "name":
            return self._spelling(claim, report)
        if prop == "posting":
            unit = claim.qualifier("unit")
            if claim.qualifier("role") != "commander" or unit is None:
                return False
            return self._add("commands", unit)
        if prop in _LISTS:
            dated = f" ({say(claim.date.edtf)})" if claim.date is not None else ""
            for name, _ in claim.qualifiers:
                report.lose(f"{prop}: no parameter for {name}")
            return self._add(_LISTS[prop], claim.value.text + dated)
        report.lose(f"no claim: the infobox has no parameter for {prop}")
        return False

    def has(self, parameter: str) -> bool:
        return parameter in self._values

    def text(self) -> str:
        """The template."""
        rows = [f"| {name} = {'<br>'.join(self._values[name].values())}" for name in _ORDER if name in self._values]
        return "\n".join(["{{Infobox military person", *rows, "}}"])

    def _life(self, claim: Claim, report: Report) -> bool:
        place = claim.qualifier("place") or claim.value.text
        held = False
        if claim.date is not None:
            held = self._only(f"{claim.property}_date", say(claim.date.edtf), report)
        if place:
            held = self._only(f"{claim.property}_place", place, report) or held
        for name, _ in claim.qualifiers:
            if name != "place":
                report.lose(f"{claim.property}: no parameter for {name}")
        return held

    def _spelling(self, claim: Claim, report: Report) -> bool:
        kind = claim.qualifier("kind") or ""
        if claim.value.text.casefold() == self._name.casefold():
            return True
        if kind not in _NAMES:
            report.lose("name: the infobox has one full name")
            return False
        return self._add(_NAMES[kind], claim.value.text)

    def _add(self, parameter: str, words: str) -> bool:
        self._values.setdefault(parameter, {}).setdefault(words.casefold(), escaped(words))
        return True

    def _only(self, parameter: str, words: str, report: Report) -> bool:
        """A parameter that takes one value: the first; another one is noted."""
        held = self._values.setdefault(parameter, {words.casefold(): escaped(words)})
        if words.casefold() in held:
            return True
        report.lose(f"{parameter}: the infobox holds one value")
        return False
