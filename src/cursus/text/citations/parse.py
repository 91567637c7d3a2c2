"""A reference as a reader sees it → CSL type and fields.

What a label says is read first, wherever it stands. What is left is read by shape: names before a bracketed date or a
quoted title, then the title, then outlet, place, publisher and date. A part whose shape is not clear makes no field.
"""

from __future__ import annotations

import re

from cursus.text.citations.dates import DATE, date_at, edtf
from cursus.text.citations.draft import GONE, Draft
from cursus.text.citations.fields import TextField
from cursus.text.citations.labels import read_labels
from cursus.text.citations.names import Person, is_family, read_people
from cursus.text.citations.places import is_place

_LIMIT = 4000
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ("„", "”"), ('"', '"'), ("‘", "’"))
_AFTER_QUOTE = re.compile(r"[\s.,;:)\]\x00/(\[–—-]|$")
_DATE_IN_BRACKETS = re.compile(rf"\(\s*(?:published\s+)?(?P<date>{DATE})[a-z]?\s*\)")
_SHORT = re.compile(
    r"(?P<names>[^\W\d_][^\d(),;:]{1,60}?),?\s*(?P<open>\()?(?P<year>(?:1[0-9]{3}|20[0-9]{2}))[a-z]?(?(open)\))[\s,.:;\x00]*"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.\x00])(?:[^\W\d_]|Inc|Co|Corp|Ltd|St|Dr|Mr|Mrs|Ms|Jr|Sr|vol|no|ed|eds|Maj|Gen|Lt|Col|Capt|Sgt|Adm|Brig|Rev|Gov|Sen|Rep|"
    r"Prof|Ph|Mt|Ft|approx|trans|Univ|Dept|Bros|cf|vs|U\.S|U\.K|D\.C|г)$"
)
_SEGMENT_END = re.compile(r"\.\s+|\s//\s*|[?!]\s+(?=[^\W\d_a-z])|\.?\s*\x00+[\s.,;:)\]]*|\.$")
_PLACE_COLON = re.compile(r"(?P<place>[^\W\d_][^:\x00]{1,58}):\s+(?P<publisher>[^\x00]+)")
_PUBLISHER_WORD = re.compile(
    r"\b(?:Press|Publish\w*|Publications?|Books?|Verlag\w*|University|Éditions?|Editions|Editorial|Ediciones|Editore|House|Macmillan|"
    r"Routledge|Penguin|Harper\w*|Wiley|Springer|Brill|McFarland|Osprey|Praeger|Greenwood|Company|Co|Inc|Ltd|Sons|издательство|Воениздат|Наука)\b"
)
_FORMAT = re.compile(
    r"\((?:PDF|DOC|XLS|Video|Audio|Podcast|Press release|Blog|Interview|Report|Thesis|Speech|Documentary|map|"
    r"(?:free )?registration required|subscription required)\)",
    re.IGNORECASE,
)
_LOOSE_BRACKETS = "()[]"


def parse_reference(text: str) -> tuple[str, tuple[TextField, ...]]:
    """(CSL type or "", fields in the order of the text) of a free-text reference. Never raises.

    Offsets address ``text``; names are "Family, Given" or as they are written. Text beyond 4,000 characters is not
    read.
    """
    if len(text) > _LIMIT:
        text = text[:_LIMIT]
    draft = Draft(text)
    title = _quoted(draft)
    if title:
        draft.take(title[0] - 1, title[1] + 1)
    read_labels(draft)
    for match in _FORMAT.finditer(draft.rest):
        draft.take(*match.span())
    if not _read_short(draft, title is not None):
        position = _read_head(draft, title)
        if title and position >= 0:
            draft.add("title", *title)
            _read_tail(draft, title[1] + 1, after_quote=True)
        elif not title:
            _read_untitled(draft, position)
    fields = tuple(sorted(draft.fields, key=lambda f: (f.start, f.end, f.name)))
    return _type(fields, title is not None), fields


def _type(fields: tuple[TextField, ...], quoted: bool) -> str:
    """The CSL type where the fields leave no doubt."""
    names = {f.name for f in fields}
    if "title" not in names:
        return ""
    if (
        "volume" in names
        and ("issue" in names or "page" in names)
        and "container-title" in names
        and "ISBN" not in names
    ):
        return "article-journal"
    if "ISBN" in names:
        return "chapter" if quoted and "container-title" in names else "book"
    if not quoted and "publisher" in names and "issued" in names:
        return "book"
    if "accessed" in names or "archive-date" in names or "URL" in names or "archive-url" in names:
        return "webpage"
    return ""


# the title in quotation marks ---------------------------------------------------------------------------------------
def _quoted(draft: Draft) -> tuple[int, int] | None:
    """The inside of the first quotation, where it can be a title: near the start and closed before punctuation."""
    text = draft.rest
    best: tuple[int, int] | None = None
    for opening, closing in _QUOTES:
        start = text.find(opening)
        if start < 0 or (best is not None and start >= best[0]):
            continue
        if opening == "‘" and start > 0 and text[start - 1].isalpha():
            continue
        end = text.find(closing, start + 1)
        while end >= 0 and not _AFTER_QUOTE.match(text, end + 1):
            end = text.find(closing, end + 1)
        if end < 0 and opening == "‘":
            continue
        if end > start + 2:
            best = start + 1, end
    if best is None:
        return None
    start, end = best
    while end > start and draft.text[end - 1] in " ,.;":
        end -= 1
    while start < end and draft.text[start] == " ":
        start += 1
    return (start, end) if end > start else None


# short references ---------------------------------------------------------------------------------------------------
def _read_short(draft: Draft, quoted: bool) -> bool:
    """ "Smith 1999, p. 12", "Smith & Doe (1999)": family names, a year and nothing else but pages."""
    if quoted:
        return False
    match = _SHORT.fullmatch(draft.rest.strip(" ." + GONE) + " ") if len(draft.rest) < 200 else None
    if match is None:
        return False
    offset = len(draft.rest) - len(draft.rest.lstrip(" ." + GONE))
    names = _family_names(match["names"])
    if names is None:
        return False
    for start, end in names:
        draft.add("author", offset + start, offset + end)
    start, end = (offset + x for x in match.span("year"))
    draft.add("issued", start, end, edtf(match["year"]))
    return True


def _family_names(words: str) -> list[tuple[int, int]] | None:
    out, position = [], 0
    for piece in re.split(r"(\s*(?:,|&|\band\b|\bund\b|\bet\b)\s*)", words):
        start, position = position, position + len(piece)
        if not piece.strip(" ,") or re.fullmatch(r"\s*(?:,|&|and|und|et)\s*", piece):
            continue
        if piece.strip() in ("al.", "al"):
            continue
        if not is_family(piece.strip()) or len(piece.split()) > 3:
            return None
        lead = len(piece) - len(piece.lstrip())
        out.append((start + lead, start + len(piece.rstrip())))
    return out or None


# names and date before the title ------------------------------------------------------------------------------------
def _read_head(draft: Draft, title: tuple[int, int] | None) -> int:
    """Read people and date that stand before the title. Returns where the title may begin.

    With a quoted title: the place after the head, or -1 when the words before the quotation are no head of a
    reference (the quotation then belongs to a sentence). Without one: the place after "Names (date)."; 0 when there
    is no such head.
    """
    end = title[0] - 1 if title else len(draft.rest)
    dated = _DATE_IN_BRACKETS.search(draft.rest, 0, min(end, 300))
    reading = edtf(dated["date"]) if dated else None
    if dated and reading is not None:
        people = _people(draft, 0, dated.start())
        if people is not None or not draft.rest[: dated.start()].strip(" .,;" + GONE):
            _add_people(draft, people)
            draft.add("issued", *dated.span("date"), reading)
            draft.take(*dated.span())
            return dated.end()
        if title is None:
            return 0
    if title is None:
        return 0
    start, stop = draft.trimmed(0, end, _LOOSE_BRACKETS)
    if start >= stop:
        return end
    people = _people(draft, start, stop)
    if people is not None:
        _add_people(draft, people)
        return end
    return end if _has_cue(draft) and stop - start <= 80 else -1


def _has_cue(draft: Draft) -> bool:
    """Whether a label has already shown that these words are a reference."""
    cues = {"accessed", "archive-date", "URL", "archive-url", "ISBN", "DOI", "page", "volume"}
    return any(f.name in cues for f in draft.fields)


def _people(draft: Draft, start: int, end: int) -> tuple[list[Person], bool] | None:
    start, end = draft.trimmed(start, end)
    if end < len(draft.rest) and draft.rest[end] == "." and _ABBREVIATION.search(draft.rest[start:end]):
        end += 1
    words = draft.rest[start:end]
    if not words or GONE in words or len(words) > 400:
        return None
    if words.casefold().startswith("by "):
        start, words = start + 3, words[3:]
    read = read_people(words)
    if read is None:
        return None
    return [Person(p.value, p.start + start, p.end + start) for p in read[0]], read[1]


def _add_people(draft: Draft, read: tuple[list[Person], bool] | None) -> None:
    if read is None:
        return
    people, edited = read
    for person in people:
        draft.add("editor" if edited else "author", person.start, person.end, value=person.value)
        draft.take(person.start, person.end)


# a title without quotation marks ------------------------------------------------------------------------------------
def _read_untitled(draft: Draft, position: int) -> None:
    if position > 0:
        start, end = _segment(draft, position)
        if end > start:
            draft.add("title", start, end)
            _read_tail(draft, end, after_quote=False)
        return
    if (
        not _has_cue(draft)
        and not _DATE_IN_BRACKETS.search(draft.rest)
        and not re.search(rf"(?:^|\W){DATE}", draft.rest)
    ):
        return
    _read_author_title(draft)


def _read_author_title(draft: Draft) -> None:
    """ "Jane Smith, The Title, p. 14", "Smith, Jane. The Title. Place: Publisher, 1999." """
    comma = draft.rest.find(",")
    first_end = _segment(draft, 0)[1]
    people = _people(draft, 0, first_end) if first_end < len(draft.rest) - 3 else None
    if people is not None:
        _add_people(draft, people)
        start, end = _segment(draft, first_end)
        if end > start:
            draft.add("title", start, end)
            _read_tail(draft, end, after_quote=False)
        return
    while 0 < comma < 200:
        people = _people(draft, 0, comma)
        if people is not None and all(" " in p.value for p in people[0]):
            start, end = _segment(draft, comma + 1)
            words = draft.rest[start:end]
            bracket = words.find("(")
            if bracket > 0:
                start, end = draft.trimmed(start, start + bracket)
                words = draft.rest[start:end]
            if end - start >= 4 and words[0].isupper() and "," not in words and not is_family(words):
                _add_people(draft, people)
                draft.add("title", start, end)
                _read_tail(draft, end, after_quote=False)
                return
        comma = draft.rest.find(",", comma + 1)


def _segment(draft: Draft, position: int) -> tuple[int, int]:
    """The next words up to a full stop that ends a segment, words already read, or the end."""
    text = draft.rest
    while position < len(text) and text[position] in " .,;:/" + GONE:
        position += 1
    end = position
    while True:
        match = _SEGMENT_END.search(text, end)
        if match is None:
            return draft.trimmed(position, len(text))
        stop = match.start()
        if text[stop] == "." and _ABBREVIATION.search(text, position, stop) and stop + 1 < len(text):
            end = match.end()
            continue
        if text[stop] in "?!":
            stop += 1
        return draft.trimmed(position, stop, "") if text[stop - 1] not in "?!" else (position, stop)


# outlet, place, publisher and date after the title ------------------------------------------------------------------
def _read_tail(draft: Draft, position: int, after_quote: bool) -> None:
    """Read the segments after a title: "Outlet. Place: Publisher. Date." or "Outlet, Date"."""
    plain: list[tuple[int, int]] = []
    while position < len(draft.rest):
        start, end = _segment(draft, position)
        if end <= start:
            break
        position = max(end, position + 1)
        start, end = _dates_off(draft, start, end)
        if end <= start:
            continue
        match = _PLACE_COLON.fullmatch(draft.rest, start, end)
        if match and _place_like(match["place"]) and not draft.has("publisher"):
            draft.add("publisher-place", *match.span("place"))
            _add_publisher(draft, *match.span("publisher"))
            continue
        plain.append((start, end))
    _name_plain(draft, plain, after_quote)


def _place_like(words: str) -> bool:
    return len(words.split()) <= 5 and words[0].isupper() and not any(c in words for c in "()[]\"'“”!?")


def _add_publisher(draft: Draft, start: int, end: int) -> None:
    start, end = draft.trimmed(start, end)
    comma = draft.rest.rfind(",", start, end)
    if comma > 0 and not draft.has("issued") and (date := date_at(draft.rest, comma + 2)) and date[1] == end:
        draft.add("issued", *date)
        end = comma
    draft.add("publisher", start, end)


def _dates_off(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """Take the date off a segment: the whole of it, or what follows its last comma ("Outlet, 9 April 2009")."""
    for offset in (start, *_comma_starts(draft.rest, start, end)):
        date = date_at(draft.rest, offset)
        if date is not None and date[1] >= end - 1 and draft.rest[date[1] : end].strip(" .)") == "":
            if not draft.has("issued"):
                draft.add("issued", *date)
            return draft.trimmed(start, offset, _LOOSE_BRACKETS)
    match = _DATE_IN_BRACKETS.search(draft.rest, start, end)
    if match and not draft.has("issued") and (reading := edtf(match["date"])):
        draft.add("issued", *match.span("date"), reading)
        if match.end() >= end - 1:
            return draft.trimmed(start, match.start())
        if match.start() <= start + 1:
            return draft.trimmed(match.end(), end)
    return draft.trimmed(start, end)


def _comma_starts(text: str, start: int, end: int) -> list[int]:
    return [start + m.end() for m in re.finditer(r",\s*|\(", text[start:end])]


def _name_plain(draft: Draft, segments: list[tuple[int, int]], after_quote: bool) -> None:
    """Name the segments that no sign gives away: places by the table, then outlet before publisher."""
    names = []
    for start, end in segments:
        words = draft.rest[start:end]
        if not words[0].isalnum() or len(words) > 90 or GONE in words or (words[0].islower() and words[:1].isascii()):
            continue
        if is_place(words):
            if not draft.has("publisher-place"):
                draft.add("publisher-place", start, end)
            continue
        names.append((start, end))
    if not names:
        return
    if after_quote:
        if len(names) > 2:
            names = names[:1]
        if not draft.has("container-title"):
            draft.add("container-title", *names[0])
        if len(names) == 2 and not draft.has("publisher"):
            draft.add("publisher", *names[1])
    elif len(names) == 1 and not draft.has("publisher"):
        start, end = names[0]
        if _PUBLISHER_WORD.search(draft.rest, start, end) or draft.has("ISBN"):
            _add_publisher(draft, start, end)
