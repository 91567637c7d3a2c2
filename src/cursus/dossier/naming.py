"""All spellings of a person's name, by script."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from cursus.dossier.model import Evidence, NameGroup, Spelling
from cursus.dossier.words import RTL
from cursus.store import PersonRow
from cursus.text.scripts import NAMES, script_of


def name_groups(person: PersonRow, backed: Sequence[Evidence]) -> tuple[NameGroup, ...]:
    """One group for each script, that of the usual name first; spellings in the order of the store, then of claims."""
    spelled: dict[str, list[Evidence]] = {_key(name): [] for name in (person.name, *person.names)}
    written = {_key(name): name for name in reversed((person.name, *person.names))}
    for item in backed:
        key = _key(item.claim.value.text)
        spelled.setdefault(key, []).append(item)
        written.setdefault(key, item.claim.value.text)
    groups: dict[str, list[Spelling]] = {}
    for key, items in spelled.items():
        claims = [item.claim for item in items]
        script = next((s for c in claims if (s := c.qualifier("script"))), None) or script_of(written[key])
        kinds = tuple(dict.fromkeys(k for c in claims if (k := c.qualifier("kind"))))
        lang = next((lang for c in claims if (lang := c.qualifier("lang"))), None)
        groups.setdefault(script, []).append(Spelling(written[key], kinds, lang, tuple(items)))
    return tuple(
        NameGroup(script, NAMES.get(script, script), script in RTL, tuple(spellings))
        for script, spellings in groups.items()
    )


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
