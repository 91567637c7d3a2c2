"""What is publicly said of how far a source can be relied on: by its host, or by its name where a copy shows no address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from cursus.check.archives import original
from cursus.claim import Field
from cursus.tables import rows

WORDS = {
    "blacklisted": "is blocked, as it was abused",
    "deprecated": "was declared unfit as a source",
    "unreliable": "is held to be generally unreliable",
    "user-generated": "is written by anybody",
    "self-published": "is published by its authors themselves",
    "republisher": "reprints what others wrote",
    "predatory": "is on lists of publishers who do not review",
    "state": "speaks for a state",
    "marginal": "is disputed as a source",
}
"""Category → what is said, behind the outlet's name. The worst first."""

_NAMED = ("container-title", "publisher")


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating: its category, the outlet, and who says so."""

    category: str
    outlet: str
    list: str

    @property
    def words(self) -> str:
        said = f"{self.outlet} {WORDS[self.category]}"
        return f"{said} ({'English Wikipedia’s perennial sources' if self.list == 'RSP' else 'by its nature'})"


@cache
def _by_host() -> dict[str, Rating]:
    return {host: rating for hosts, _, rating in _ratings() for host in hosts}


@cache
def _by_name() -> dict[str, Rating]:
    return {name.casefold(): rating for _, names, rating in _ratings() for name in names}


def _ratings() -> Iterable[tuple[list[str], list[str], Rating]]:
    for category, hosts, names, source in rows("source_ratings"):
        spelled = names.split(";")
        yield [h for h in hosts.split() if h != "-"], spelled, Rating(category, spelled[0], source)


@lru_cache(maxsize=4096)
def rating_of_address(url: str) -> Rating | None:
    """The rating of the longest known end of an address's host; of an archived copy, of the page it is a copy of."""
    try:
        host = urlsplit(original(url) or url).hostname or ""
    except ValueError:
        return None
    parts = host.casefold().removeprefix("www.").split(".")
    return next((r for i in range(len(parts) - 1) if (r := _by_host().get(".".join(parts[i:])))), None)


def rating(fields: Sequence[Field]) -> tuple[Rating, Field] | None:
    """The rating of a work, with the field that tells: its address, or without one the names of outlet and publisher."""
    address = next((f for f in fields if f.name == "URL"), None)
    if address is not None:
        of_address = rating_of_address(address.value)
        if of_address is not None:
            return of_address, address
    for field in fields:
        # With an address, an outlet's name says nothing: another outlet may bear it. A publisher's says what it says.
        if field.name in _NAMED and (address is None or field.name == "publisher"):
            named = _by_name().get(field.value.casefold().strip(" ."))
            if named is not None:
                return named, field
    return None
