"""Where copies of a page are: the Wayback Machine's index and availability, and Memento's aggregator.

Wanted is a copy that shows what the author saw: the last good one before the page was read, else the first after. The protocols
are those of the Internet Archive (CDX server, availability API) and RFC 7089 (Memento).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from cursus.fetch.client import Client, Limits, Response
from cursus.fetch.errors import FetchError

_GOOD = frozenset({"200", "203", "206", "-"})
_LIMITS = Limits(body=4 << 20, wall=30.0, retries=2, cut=True)
_STAMP = re.compile(r"\d{14}\Z")
_MEMENTO = re.compile(r"<([^<>\s]{1,3000})>;([^<]{1,600})")
_DATETIME = re.compile(r"datetime=\"([^\"]{20,40})\"")


@dataclass(frozen=True, slots=True)
class Archives:
    """The services to ask, as address templates; an empty one is not asked."""

    cdx: str = "https://web.archive.org/cdx/search/cdx"
    available: str = "https://archive.org/wayback/available"
    copies: str = "https://web.archive.org/web"
    memento: str = "http://timetravel.mementoweb.org/timemap/link"


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy: its address and the moment of its capture (14 digits, UTC)."""

    url: str
    stamp: str

    @property
    def day(self) -> str:
        return f"{self.stamp[:4]}-{self.stamp[4:6]}-{self.stamp[6:8]}"


def find_copy(client: Client, url: str, seen: str | None = None, archives: Archives | None = None) -> Copy | None:
    """The best copy of a page for somebody who saw it on an ISO day; without a day, the newest good one.

    The services are asked in turn until one has a copy. Raises FetchError where none could be asked.
    """
    services = archives or Archives()
    failed: FetchError | None = None
    answered = False
    asked = ((services.cdx, _from_cdx), (services.available, _from_availability), (services.memento, _from_memento))
    for ask in (ask for address, ask in asked if address):
        try:
            copies = list(ask(client, url, seen, services))
        except FetchError as error:
            failed = failed or error
            continue
        answered = True
        best = choose(copies, seen)
        if best is not None:
            return best
    if failed is not None and not answered:
        raise failed
    return None


def choose(copies: list[Copy], seen: str | None) -> Copy | None:
    """The last copy up to the day on which the page was seen, else the first after it; without a day, the newest."""
    ordered = sorted(copies, key=lambda c: (c.stamp, c.url))
    if not ordered:
        return None
    if seen is None:
        return ordered[-1]
    before = [c for c in ordered if c.day <= seen]
    return before[-1] if before else ordered[0]


def _from_cdx(client: Client, url: str, seen: str | None, services: Archives) -> Iterator[Copy]:
    query = f"url={quote(url, safe='')}&output=json&fl=timestamp,original,statuscode&collapse=timestamp:8&limit=-2000"
    rows = _json(client.fetch(f"{services.cdx}?{query}", limits=_LIMITS))
    for row in rows[1:] if isinstance(rows, list) else ():
        if isinstance(row, list) and len(row) >= 3 and all(isinstance(cell, str) for cell in row):
            stamp, original, status = row[:3]
            if status in _GOOD and _is_moment(stamp):
                yield Copy(f"{services.copies}/{stamp}/{original}", stamp)


def _from_availability(client: Client, url: str, seen: str | None, services: Archives) -> Iterator[Copy]:
    when = f"&timestamp={seen.replace('-', '')}" if seen else ""
    answer = _json(client.fetch(f"{services.available}?url={quote(url, safe='')}{when}", limits=_LIMITS))
    found = answer.get("archived_snapshots") if isinstance(answer, dict) else None
    closest = found.get("closest") if isinstance(found, dict) else None
    if not isinstance(closest, dict) or not closest.get("available") or str(closest.get("status", "200")) not in _GOOD:
        return
    stamp, address = str(closest.get("timestamp", "")), str(closest.get("url", ""))
    if _is_moment(stamp) and address.startswith(("http://", "https://")):
        yield Copy(re.sub(r"\Ahttp:", "https:", address) if "web.archive.org" in address else address, stamp)


def _from_memento(client: Client, url: str, seen: str | None, services: Archives) -> Iterator[Copy]:
    answer = client.fetch(f"{services.memento}/{url}", limits=_LIMITS)
    if answer.status == 404:
        return
    if answer.status != 200:
        raise _unusable(answer)
    for match in _MEMENTO.finditer(answer.text):
        when = _DATETIME.search(match[2])
        if when is None or "memento" not in match[2]:
            continue
        try:
            stamp = datetime.strptime(when[1], "%a, %d %b %Y %H:%M:%S GMT").strftime("%Y%m%d%H%M%S")
        except ValueError:
            continue
        yield Copy(match[1], stamp)


def _is_moment(stamp: str) -> bool:
    if not _STAMP.match(stamp):
        return False
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").year >= 1996
    except ValueError:
        return False


def _json(response: Response) -> object:
    if response.status != 200:
        raise _unusable(response)
    try:
        return json.loads(response.text or "[]")
    except (ValueError, RecursionError) as error:
        raise _unusable(response) from error


def _unusable(response: Response) -> FetchError:
    return FetchError(
        response.url, "answered with nothing usable", "try again later", kind="answer", status=response.status
    )
