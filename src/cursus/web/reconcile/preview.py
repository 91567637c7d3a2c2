"""A person or a unit in a few lines, for the small window of another program."""

from __future__ import annotations

from dataclasses import dataclass

from cursus.store import Store
from cursus.web.reconcile.extend import extended
from cursus.web.reconcile.kinds import PROPERTIES, UNIT, kind_of
from cursus.web.reconcile.questions import Extension, Wanted
from cursus.web.reconcile.suggest import described
from cursus.web.render import person_url, unit_url

_SHOWN = ("rank", "posting", "branch", "country")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Preview:
    """A name with the address of its page, what tells it from others, and lines of a label and its values."""

    name: str
    url: str
    description: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]


def preview(store: Store, entity: str) -> Preview | None:
    """None where nothing has this id."""
    found = described(store, "entity", entity)
    if found is None:
        return None
    if kind_of(entity) is UNIT:
        return Preview(found[0], unit_url(entity), found[1], ())
    wanted = tuple(Wanted(PROPERTIES[name], _MOST) for name in _SHOWN)
    row = extended(store, Extension((entity,), wanted))["rows"][entity]
    lines = tuple((w.property.name, tuple(str(v["str"]) for v in row[w.property.id])) for w in wanted)
    return Preview(found[0], person_url(entity), found[1], tuple(line for line in lines if line[1]))
