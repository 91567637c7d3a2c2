"""Short footnotes ({{sfn}}, {{harv}} and their kin) and the works they lead to, as Module:Footnotes binds them: by the family
names of up to four authors and the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from cursus.check.cs1 import canonical, is_cs1
from cursus.check.templates import Template
from cursus.tables import rows

_MOST_NAMES = 4
_YEAR = re.compile(r"(?:c\.\s*)?(\d{3,4}[a-z]?|n\.d\.[a-z]?)\Z")
_ANY_YEAR = re.compile(r"(?<!\d)(\d{4}[a-z]?)(?!\w)")
_MARKUP = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{0,200})\]\]|'{2,}|<[^<>]{0,200}>")
_REF_NAMES = frozenset({"sfnref", "harvid", "sfnref2"})
_TOLD = frozenset({"short", "harv"})
#: Templates that stand for one work and bring its editor's name, folded, with them.
_ENCYCLOPEDIAS = {
    "eb1911": "chisholm", "cite eb1911": "chisholm", "1911": "chisholm", "eb1911 poster": "chisholm",
    "eb1922": "chisholm", "cite eb1922": "chisholm", "eb9": "baynes", "cite eb9": "baynes",
    "catholic encyclopedia": "herbermann", "catholic": "herbermann", "cite catholic encyclopedia": "herbermann",
    "ce1913": "herbermann", "cite nie": "gilman", "nie": "gilman", "nie poster": "gilman", "americana": "rines",
    "cite americana": "rines", "jewishencyclopedia": "singer", "jewish encyclopedia": "singer",
    "cite jewish encyclopedia": "singer", "collier's": "reynolds", "cite collier's": "reynolds",
}  # fmt: skip

Key = tuple[tuple[str, ...], str]
"""Folded family names, and the year."""


@dataclass(frozen=True, slots=True)
class Call:
    """One short footnote: its names as typed and folded, its year, its place in the source."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    year: str
    start: int
    end: int

    @property
    def key(self) -> Key:
        return self.names, self.year


@dataclass
class Works:
    """The short footnotes of an article, the works they can lead to, and the words within templates that may name others."""

    calls: list[Call] = field(default_factory=list)
    targets: set[Key] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)

    def may_be_elsewhere(self, call: Call) -> bool:
        """Whether a template that is read here no further holds one of the names, or the footnote names nobody."""
        return not call.names or any(name in self.elsewhere for name in call.names)


def works(source: str, found_templates: Sequence[Template]) -> Works:
    """The short footnotes and works among the templates of a source."""
    found = Works()
    for template in found_templates:
        recipe = _recipes().get(template.name)
        if recipe is not None:
            found.calls.extend(_calls(template, recipe))
    if not found.calls:
        return found
    for template in found_templates:
        if template.name in _REF_NAMES:
            found.targets.update(call.key for call in _calls(template, "harv"))
        elif is_cs1(template.name):
            found.targets.add(_target(template))
        elif template.name in _ENCYCLOPEDIAS:
            found.elsewhere.add(_ENCYCLOPEDIAS[template.name])
        elif template.name not in _recipes():
            for parameter in template.parameters:
                if len(parameter.value) < 120:
                    found.elsewhere.update(_fold(word) for word in re.findall(r"[^\W\d_][\w'’-]*", parameter.value))
    listed = [_fold(line) for line in source.split("\n") if line.startswith(("*", "#"))]
    for call in found.calls:
        if call.names and call.year and any(call.year[:4] in line and call.names[0] in line for line in listed):
            found.elsewhere.add(call.names[0])  # a list that was written without templates
    for match in re.finditer(r"CITEREF([^\d\n\"'|<>{}]{1,80})(\d{4}[a-z]?)?", source):
        found.elsewhere.add(_fold(match[1].replace("_", " ").strip()))
    return found


@cache
def _recipes() -> dict[str, str]:
    return {
        name: recipe.split()[0]
        for names, _, recipe in rows("templates_refs")
        if recipe.split()[0] in _TOLD
        for name in names.split("|")
    }


def _calls(template: Template, recipe: str) -> Iterator[Call]:
    values = [p.value for p in template.parameters if not p.name or p.name.isdecimal()]
    ref = next((p.value for p in template.parameters if p.name == "ref" and p.value), None)
    if ref is not None or any(p.name.startswith("last") for p in template.parameters):
        return  # {{harvs|txt|last1=…}} tells its names by parameters of their own
    words = [value for value in map(_plain, values) if value]
    place = next((n for n, word in enumerate(words) if _YEAR.match(word)), len(words))
    names = tuple(words[: min(place, _MOST_NAMES)])
    year = _YEAR.match(words[place]) if place < len(words) else None
    yield Call(names, tuple(map(_fold, names)), year[1] if year else "", template.start, template.end)


def _target(template: Template) -> Key:
    """The key of a work: its authors' family names, without authors its editors', and its year."""
    people: dict[str, dict[int, str]] = {}
    year = ""
    for parameter in template.parameters:
        key = canonical(parameter.name) if parameter.name and parameter.value else None
        if key is None:
            continue
        who = key.rstrip("0123456789")
        if who in ("author", "editor", "contributor"):
            people.setdefault(who, {})[int(key[len(who) :] or 1)] = _plain(parameter.value)
        elif key in ("year", "date", "publication-date") and (match := _ANY_YEAR.search(parameter.value)):
            year = match[1] if key != "publication-date" or not year else year
    names = people.get("contributor") or people.get("author") or people.get("editor") or {}
    return tuple(_fold(names[n]) for n in sorted(names))[:_MOST_NAMES], year


def _plain(value: str) -> str:
    return " ".join(_MARKUP.sub(lambda m: m[1] or "", value).split()).strip("() ")


def _fold(word: str) -> str:
    return word.casefold()
