"""The title: in quotation marks, or told by its place after the authors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cursus.text.citations.dates import DATE, date_at
from cursus.text.citations.draft import Draft
from cursus.text.citations.head import DATE_IN_BRACKETS, add_people, has_cue, people_of, read_dated_head
from cursus.text.citations.names import Person, is_family
from cursus.text.citations.places import is_place
from cursus.text.citations.segments import segment
from cursus.text.citations.tail import PLACE_COLON, PUBLISHER_WORD, add_place_and_publisher, read_tail

_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ("„", "”"), ('"', '"'), ("‘", "’"))
_AFTER_QUOTE = re.compile(r"[\s.,;:)\]\x00/(\[–—\"-]|$")
_LONGEST = 260
_INVERTED = re.compile(r"[^\W\d_][^,.;]{1,30}, (?:[^\W\d_]\.[\s-]?){1,3}$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_BRACKET = re.compile(r"[\s.]*\[[^\[\]]{4,40}\]")  # "(2016) [First published 1992]."
_ANY_DATE = re.compile(rf"(?:^|\W){DATE}")


@dataclass(frozen=True, slots=True)
class Quoted:
    """``start``..``end`` is the title, ``outer_start``..``outer_end`` the quotation with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int


def find_quoted(draft: Draft) -> Quoted | None:
    """The first quotation, where it can be a title: closed before punctuation and not longer than titles are."""
    text = draft.rest
    best: tuple[int, int] | None = None
    for opening, closing in _QUOTES:
        start = text.find(opening)
        if start < 0 or (best is not None and start >= best[0]):
            continue
        if opening == "‘" and start > 0 and text[start - 1].isalpha():
            continue
        end = _closing(text, opening, closing, start)
        if end > start + 2:
            best = start + 1, end
    if best is None or best[1] - best[0] > _LONGEST:
        return None
    start, end = best
    while end > start and text[end - 1] in " ,.;":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    return Quoted(start, end, best[0] - 1, best[1] + 1) if end > start else None


def _closing(text: str, opening: str, closing: str, start: int) -> int:
    """Where the quotation that opens at ``start`` ends; one inside it is passed over. -1 where it does not end.

    Straight marks look alike at both ends: one behind white space, an opening bracket or another mark opens.
    """
    depth, position, fallback = 1, start + 1, -1
    while (position := _next_mark(text, opening, closing, position)) >= 0:
        if opening == closing:
            opens = text[position - 1] in ' ("' and text[position + 1 : position + 2].strip(" .,;:") != ""
        else:
            opens = text[position] == opening
        if opens:
            depth += 1
        else:
            depth -= 1
            if _AFTER_QUOTE.match(text, position + 1):
                fallback = position if fallback < 0 else fallback
                if depth <= 0:
                    return position
        position += 1
    return fallback


def _next_mark(text: str, opening: str, closing: str, position: int) -> int:
    places = [p for p in (text.find(opening, position), text.find(closing, position)) if p >= 0]
    return min(places, default=-1)


def read_untitled(draft: Draft) -> None:
    """Read a reference without quotation marks: "Names (date). Title. …", "Names. Title. …", "Names: Title. …" or
    "Names, Title, …". Words that show no date and no label are left alone."""
    position = read_dated_head(draft, len(draft.rest))
    if position:
        first_published = _BRACKET.match(draft.rest, position)
        start, end = segment(draft, first_published.end() if first_published else position)
        if end > start and draft.rest[start : start + 1].isalnum():
            draft.add("title", start, end)
            read_tail(draft, end, quoted=False)
        return
    if not (has_cue(draft) or DATE_IN_BRACKETS.search(draft.rest) or _ANY_DATE.search(draft.rest)):
        return
    if _before_publisher(draft) or _after_full_stop(draft) or _after_colon(draft):
        return
    _after_comma(draft)


def _before_publisher(draft: Draft) -> bool:
    """ "The Title. Place: Publisher. 1999. ISBN …": no author, told by the publisher that follows at once."""
    start, end = segment(draft, 0)
    following = segment(draft, end)
    known = PLACE_COLON.fullmatch(draft.rest, *following)
    if not draft.has("ISBN") or known is None or not is_place(known["place"]) or not _title_like(draft.rest[start:end]):
        return False
    draft.add("title", start, end)
    read_tail(draft, end, quoted=False)
    return True


def _after_full_stop(draft: Draft) -> bool:
    """ "Smith, Jane A. The Title. Place: Publisher, 1999." – names up to the last full stop that leaves only names."""
    best = None
    for match in re.finditer(r"\.\s", draft.rest[:200]):
        people = people_of(draft, 0, match.start())
        if people is not None:
            best = match.end(), people
    if best is None:
        return False
    start, end = segment(draft, best[0])
    date = date_at(draft.rest, start)
    if date is not None and date[1] == end:  # "Hartz, Louis. 1984. A Synthesis"
        start, end = segment(draft, end)
    if not _title_like(draft.rest[start:end]):
        return False
    add_people(draft, *best[1])
    if date is not None and date[1] < start:
        draft.add("issued", *date)
    draft.add("title", start, end)
    read_tail(draft, end, quoted=False)
    return True


def _after_colon(draft: Draft) -> bool:
    """ "Jane Smith: The Title. In: Outlet. 3 May 2014" – names up to the first colon, where what follows has an
    "In:" or the names are inverted; "Lincoln: A Life" is no author."""
    colon = draft.rest.find(": ", 0, 160)
    people = people_of(draft, 0, colon) if colon > 0 else None
    if people is None or not (
        " In: " in draft.rest or ";" in draft.rest[:colon] or _INVERTED.match(draft.rest[:colon])
    ):
        return False
    start, end = segment(draft, colon + 1)
    if not _title_like(draft.rest[start:end]):
        return False
    add_people(draft, *people)
    draft.add("title", start, end)
    read_tail(draft, end, quoted=False)
    return True


def _after_comma(draft: Draft) -> bool:
    """ "Jane Smith, The Title, Publisher, 1999, p. 14": what follows the title must be clear piece by piece."""
    comma = draft.rest.find(",")
    while 0 < comma < 200:
        people = people_of(draft, 0, comma)
        if people is not None and all(" " in p.value for p in people[0]) and _comma_title(draft, comma + 1, people):
            return True
        comma = draft.rest.find(",", comma + 1)
    return False


def _comma_title(draft: Draft, position: int, people: tuple[list[Person], bool]) -> bool:
    start, end = segment(draft, position)
    bracket = draft.rest.find("(", start, end)
    stop = bracket if bracket > start else end
    pieces = _pieces(draft, start, stop)
    if not pieces or not _title_like(draft.rest[slice(*pieces[0])]) or ";" in draft.rest[start:stop]:
        return False
    if is_family(draft.rest[slice(*pieces[0])]) and len(pieces) == 1 and stop == end:
        return False  # "Tully, Public Philosophy, p. 3": the second words may be a name as well
    kinds = [_piece_kind(draft, *piece) for piece in pieces[1:]]
    if not all(kinds):
        return False
    add_people(draft, *people)
    draft.add("title", *pieces[0])
    for kind, piece in zip(kinds, pieces[1:], strict=True):
        _add_piece(draft, kind, piece)
    if stop < end:
        stop = _bracketed(draft, stop, end)
    read_tail(draft, stop, quoted=False)
    return True


def _bracketed(draft: Draft, start: int, end: int) -> int:
    """Read "(Place: Publisher, 1999)" after a title; returns the place after it."""
    close = draft.rest.find(")", start, end + 1)
    if close < 0:
        return start
    if not add_place_and_publisher(draft, start + 1, close):
        for piece in _pieces(draft, start + 1, close):
            _add_piece(draft, _piece_kind(draft, *piece), piece)
    draft.take(start, close + 1)
    return close + 1


def _add_piece(draft: Draft, kind: str, piece: tuple[int, int]) -> None:
    if kind == "place:publisher":
        add_place_and_publisher(draft, *piece)
    elif kind == "issued":
        date = date_at(draft.rest, piece[0])
        if date and not draft.has("issued"):
            draft.add("issued", *date)
    elif kind and not draft.has(kind):
        draft.add(kind, *piece)


def _pieces(draft: Draft, start: int, end: int) -> list[tuple[int, int]]:
    out, position = [], start
    for part in draft.rest[start:end].split(","):
        place = draft.trimmed(position, position + len(part))
        if place[1] > place[0]:
            out.append(place)
        position += len(part) + 1
    return out


def _piece_kind(draft: Draft, start: int, end: int) -> str:
    words = draft.rest[start:end]
    date = date_at(draft.rest, start)
    if date is not None and date[1] >= end:
        return "issued" if "/" not in date[2] else ""
    if PLACE_COLON.fullmatch(words):
        return "place:publisher"
    if is_place(words):
        return "publisher-place"
    return "publisher" if PUBLISHER_WORD.search(words) and len(words) <= 60 else ""


def _title_like(words: str) -> bool:
    names = re.split(r"\s*(?:,|&|\band\b|\bet\b|\bund\b)\s*", words)
    if len(names) > 1 and all(len(n.split()) == 1 and is_family(n) for n in names):
        return False  # "Prior & Brydon"
    return 4 <= len(words) <= _LONGEST and (words[0].isupper() or words[0].isdigit()) and bool(_WORD.search(words))
