"""The addresses of web archives and the moment they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import unquote

_SERVICES = re.compile(
    r"https?://(?:(?:web|www|wayback|liveweb|replay|classic-web)\.)?"
    r"(?:archive\.org|archive\.(?:today|is|ph|fo|li|md|vn)|webarchive\.(?:loc\.gov|nationalarchives\.gov\.uk|org\.uk)|"
    r"nationalarchives\.gov\.uk|arquivo\.pt|ghostarchive\.org|wayback\.archive-it\.org|archive-it\.org|webharvest\.gov|"
    r"swap\.stanford\.edu|vefsafn\.is|haw\.nsk\.hr)(?P<path>/[^\s]*)",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"/(?:web/|all/|[a-z]{2,12}/)?(?P<stamp>\d{4,14})(?P<more>\d*)(?P<flag>[a-z]{2}_)?(?P<sign>[*]?)/", re.IGNORECASE
)
_DOTTED = re.compile(r"/(?P<year>\d{4})\.(?P<month>\d\d)\.(?P<day>\d\d)-\d{6}/")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The digits of the timestamp and the ISO day they give; ``day`` is None when the digits are no day."""

    digits: str
    day: str | None


@lru_cache(maxsize=4096)
def timestamp(url: str) -> Stamp | None:
    """The timestamp in an archive's address; None for other addresses and for archives that do not show it."""
    service = _SERVICES.match(url)
    if service is None:
        return None
    dotted = _DOTTED.match(service["path"])
    if dotted:
        return Stamp(dotted.group().strip("/"), _day(dotted["year"], dotted["month"], dotted["day"]))
    match = _STAMP.match(service["path"])
    if match is None:
        return None
    digits = match["stamp"] + match["more"]
    return Stamp(digits, _day(digits[:4], digits[4:6], digits[6:8]) if len(digits) >= 8 else None)


_ORIGINAL = re.compile(r"/\d{4,14}(?:[a-z]{2}_)?/(?P<url>(?:https?:/{1,2})?[^\s/][^\s]*)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def original(url: str) -> str | None:
    """The address of the page that an archive's address holds a copy of; None where it does not show it."""
    service = _SERVICES.match(url)
    match = _ORIGINAL.search(service["path"]) if service else None
    if match is None:
        return None
    found = match["url"]
    if "." not in found.removeprefix("http://").removeprefix("https://").partition("/")[0]:
        return None  # the number of a film: ".../youtube/20211122/056sdwRMuiY"
    scheme = re.match(r"(https?):/{1,2}", found, re.IGNORECASE)
    return f"{scheme[1].lower()}://{found[scheme.end() :]}" if scheme else f"http://{found}"


def plain_address(url: str) -> str:
    """An address for comparison: without scheme, "www.", port, fragment and last slash; escapes and case as the host has it."""
    found = re.sub(r"\Ahttps?://(?:www\d?\.)?", "", unquote(url.strip()), flags=re.IGNORECASE).partition("#")[0]
    host, slash, path = found.partition("/")
    return (re.sub(r":(?:80|443)\Z", "", host.casefold()) + slash + path).rstrip("/")


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
