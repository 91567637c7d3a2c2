"""Outlet, editors of the container, place, publisher and date after the title."""

from __future__ import annotations

import re

from cursus.text.citations.dates import date_at, edtf
from cursus.text.citations.draft import GONE, Draft
from cursus.text.citations.head import DATE_IN_BRACKETS, add_people, people_of
from cursus.text.citations.names import is_person
from cursus.text.citations.places import is_place
from cursus.text.citations.segments import segment

PLACE_COLON = re.compile(r"(?P<place>[^\W\d_][^:\x00]{1,58}):\s+(?P<publisher>[^\x00]+)")
PUBLISHER_WORD = re.compile(
    r"\b(?:Press|Publish\w*|Publications?|Books?|Verlag\w*|University|Éditions?|Editions|Editorial|Ediciones|Editore|"
    r"House|Macmillan|Routledge|Penguin|Harper\w*|Wiley|Springer|Brill|McFarland|Osprey|Praeger|Greenwood|Company|"
    r"Inc|Ltd|Sons|издательство|Воениздат|Наука)\b"
)
_IN = re.compile(r"(?:in|en|dans|em|nel|в|у)(?::\s*|\s+)(?=\S)|(?:sur|su|auf|на сайте)\s+(?=\S)", re.IGNORECASE)
_VIA = re.compile(r"via\s+(?=\S)", re.IGNORECASE)
_BY = re.compile(r"(?:by|von|par|por|di)\s+(?=[^\W\d_a-z])", re.IGNORECASE)
_COMMAS = re.compile(r",\s*|\(|:\s")
_MEDIUM = frozenset({"print", "web", "dvd", "film", "video", "accessed", "retrieved", "archived", "ebook", "kindle"})


def read_tail(draft: Draft, position: int, quoted: bool) -> None:
    """Read the segments after a title: "Outlet. Place: Publisher. Date.", "Outlet, Date" or "In Editor (ed.).
    Book."."""
    plain: list[tuple[int, int]] = []
    inside = False
    while position < len(draft.rest):
        start, end = segment(draft, position)
        if end <= start:
            break
        position = max(end, position + 1)
        via = _VIA.match(draft.rest, start, end)
        if via:
            draft.add("source", *draft.trimmed(via.end(), end))
            continue
        lead = _IN.match(draft.rest, start, end)
        if lead and (quoted or draft.rest[start].isupper() or lead.group().endswith(": ")):
            start, inside = lead.end(), True
            people = people_of(draft, start, end)
            if people is not None and people[1]:
                add_people(draft, *people)
                continue
        if _BY.match(draft.rest, start, end) and not draft.has("author") and (people := people_of(draft, start, end)):
            add_people(draft, *people)
            continue
        start, end = _dates_off(draft, start, end)
        if end <= start:
            continue
        if inside and not draft.has("container-title"):
            _add_container(draft, *_unquoted(draft, *_first_piece(draft, start, end)))
            continue
        if (
            not draft.has("publisher")
            and _place_certain(draft, start, end)
            and add_place_and_publisher(draft, start, end)
        ):
            continue
        plain.append((start, end))
    _name_plain(draft, plain, quoted)


def add_place_and_publisher(draft: Draft, start: int, end: int) -> bool:
    """ "Place: Publisher" or "Place: Publisher, 1999". False where the words have another shape."""
    match = PLACE_COLON.fullmatch(draft.rest, start, end)
    if match is None or not _place_like(match["place"]):
        return False
    draft.add("publisher-place", *match.span("place"))
    _add_publisher(draft, *match.span("publisher"))
    return True


def _place_certain(draft: Draft, start: int, end: int) -> bool:
    """Whether what stands before a colon is a place, and not the first half of a title."""
    match = PLACE_COLON.fullmatch(draft.rest, start, end)
    if match is None:
        return False
    ends_in_date = draft.has("issued") or re.search(r",\s*\d{4}$", match["publisher"])
    return (
        is_place(match["place"])
        or bool(PUBLISHER_WORD.search(match["publisher"]))
        or bool(draft.has("ISBN") and ends_in_date)
    )


def _place_like(words: str) -> bool:
    return len(words.split()) <= 5 and words[0].isupper() and not any(c in words for c in "()[]\"'“”!?")


def _add_publisher(draft: Draft, start: int, end: int) -> None:
    start, end = _dates_off(draft, start, end)
    if end <= start:
        return
    draft.add("publisher", start, end)


_TRAILING_LINK = re.compile(r",?\s(?:at|on|in|via|see)$")
_TRAILING_NUMBER = re.compile(r"\s(?P<volume>\d{1,4})(?:\s\d{1,3})?$")


def _add_container(draft: Draft, start: int, end: int) -> None:
    """The outlet; of a journal the number at its end is the volume ("France 24" is no journal)."""
    link = _TRAILING_LINK.search(draft.rest[start:end])
    if link:
        start, end = draft.trimmed(start, start + link.start())
        start, end = _dates_off(draft, start, end)
    number = _TRAILING_NUMBER.search(draft.rest[start:end])
    if number and (draft.has("page") or draft.has("issue")):
        if not draft.has("volume") and number.end() == number.end("volume"):
            draft.add("volume", start + number.start("volume"), start + number.end("volume"))
        end = start + number.start()
    draft.add("container-title", start, end)


def _first_piece(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """Up to the first comma; "in Jane Smith, The Book" passes over the name."""
    comma = draft.rest.find(",", start, end)
    if comma > 0 and is_person(draft.rest[start:comma]):
        start, comma = comma + 1, draft.rest.find(",", comma + 1, end)
    return draft.trimmed(start, comma if comma > 0 else end)


def _unquoted(draft: Draft, start: int, end: int) -> tuple[int, int]:
    return draft.trimmed(start, end, "\"“”«»'")


def _dates_off(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """Take the date off a segment: the whole of it, or what follows its last comma ("Outlet, 9 April 2009")."""
    for offset in (start, *(start + m.end() for m in _COMMAS.finditer(draft.rest[start:end]))):
        date = date_at(draft.rest, offset)
        if date is not None and draft.rest[date[1] : end].strip(" .()") == "":
            if not draft.has("issued"):
                draft.add("issued", *date)
            return draft.trimmed(start, offset, "()[]")
    match = DATE_IN_BRACKETS.search(draft.rest, start, end)
    if match and not draft.has("issued") and (reading := edtf(match["date"])):
        draft.add("issued", *match.span("date"), reading)
        if match.end() >= end - 1:
            return draft.trimmed(start, match.start())
        if match.start() <= start + 1:
            return draft.trimmed(match.end(), end)
    return draft.trimmed(start, end)


def _name_plain(draft: Draft, segments: list[tuple[int, int]], quoted: bool) -> None:
    """Name the segments that no sign gives away: places by the table, then outlet before publisher."""
    names = []
    for start, end in segments:
        start, end = _unquoted(draft, start, end)
        words = draft.rest[start:end]
        if not _name_like(words) or date_at(words, 0):
            continue
        if is_place(words):
            if not draft.has("publisher-place"):
                draft.add("publisher-place", start, end)
            continue
        names.append((start, end))
    if not names or (len(names) > 2 and not quoted):
        return
    if quoted:
        if not draft.has("container-title"):
            _add_container(draft, *names[0])
        if len(names) == 2 and not draft.has("publisher"):
            draft.add("publisher", *names[1])
    elif not draft.has("publisher"):
        start, end = names[-1]
        if PUBLISHER_WORD.search(draft.rest, start, end) or draft.has("ISBN"):
            _add_publisher(draft, start, end)


def _name_like(words: str) -> bool:
    """Whether words can name an outlet or publisher."""
    return (
        1 < len(words) <= 90
        and words[0].isalnum()
        and GONE not in words
        and any(c.isalpha() for c in words)
        and not (words[0].islower() and " " in words and words[0].isascii())
        and words.casefold() not in _MEDIUM
    )
