"""People and date before the title."""

from __future__ import annotations

import re

from cursus.text.citations.dates import DATE, edtf
from cursus.text.citations.draft import GONE, Draft
from cursus.text.citations.names import Person, is_family, read_people
from cursus.text.citations.segments import is_abbreviation

DATE_IN_BRACKETS = re.compile(rf"\(\s*(?:published\s+)?(?P<date>{DATE})[a-z]?\s*\)")
_BARE_YEAR = re.compile(r"[.,]\s(?P<date>(?:1[5-9]|20)\d{2})[a-z]?[.,]?\s*$")
_BODY = re.compile(r"[^\W\d_][^()\[\]\"“”:;\x00]{1,70}")
_SHORT = re.compile(
    r"(?P<names>[^\W\d_][^\d(),;:]{1,60}?),?\s*(?P<open>\()?(?P<year>(?:1[0-9]{3}|20[0-9]{2}))[a-z]?(?(open)\))[\s,.:;\x00]*"
)
_EDGE = " ." + GONE
_CUES = frozenset({"accessed", "archive-date", "URL", "archive-url", "ISBN", "DOI", "page", "volume"})


def has_cue(draft: Draft) -> bool:
    """Whether a label has already shown that these words are a reference."""
    return any(f.name in _CUES for f in draft.fields)


def people_of(draft: Draft, start: int, end: int) -> tuple[list[Person], bool] | None:
    """The people that ``start``..``end`` lists, and whether they are editors; None where it is no such list."""
    start, end = draft.trimmed(start, end)
    if end < len(draft.rest) and draft.rest[end] == "." and is_abbreviation(draft.rest, start, end):
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


def add_people(draft: Draft, people: list[Person], edited: bool) -> None:
    for person in people:
        draft.add("editor" if edited else "author", person.start, person.end, value=person.value)
        draft.take(person.start, person.end)


def read_short(draft: Draft) -> bool:
    """ "Smith 1999, p. 12", "Smith & Doe (1999)": family names, a year and nothing else but pages."""
    match = _SHORT.fullmatch(draft.rest.strip(_EDGE) + " ") if len(draft.rest) < 200 else None
    if match is None:
        return False
    offset = len(draft.rest) - len(draft.rest.lstrip(_EDGE))
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


def read_dated_head(draft: Draft, end: int, quoted: bool = False) -> int:
    """ "Names (date)" at the start: reads both. Returns the place after it, 0 where the reference does not begin so."""
    dated = DATE_IN_BRACKETS.search(draft.rest, 0, min(end, 300))
    reading = edtf(dated["date"]) if dated else None
    if dated is None or reading is None:
        return 0
    after = draft.rest[dated.end() :].lstrip(" .,:")
    if after[:1].islower():
        return 0  # "Story (2005) reports that": a sentence
    before = draft.trimmed(0, dated.start())
    people = people_of(draft, 0, dated.start())
    if people is not None:
        add_people(draft, *people)
    elif before[0] < before[1]:
        words = draft.rest[before[0] : before[1]]
        stop = draft.rest[dated.end() : dated.end() + 1]
        if not (_BODY.fullmatch(words) and words[0].isupper() and len(words.split()) <= 7 and stop == "."):
            return 0
        if is_family(words) and len(words.split()) == 1 and not has_cue(draft) and not quoted:
            return 0  # "Story (2005). And then": too little to tell
        draft.add("author", *before)
    draft.add("issued", *dated.span("date"), reading)
    draft.take(*dated.span())
    return dated.end()


def read_head(draft: Draft, end: int) -> bool:
    """Read what stands before a quoted title that begins at ``end``. False where it is no head of a reference: the
    quotation then belongs to a sentence."""
    if any(f.name == "page" and f.start < end for f in draft.fields):
        return False  # "Smith, The War, p. 21: "words from there""
    if read_dated_head(draft, end, quoted=True):
        return True
    year = _BARE_YEAR.search(draft.rest, 0, end)
    people_end = year.start() if year else end
    start, stop = draft.trimmed(0, people_end, "()[]")
    if start >= stop:
        return True
    people = people_of(draft, start, stop)
    if people is not None:
        add_people(draft, *people)
        if year:
            draft.add("issued", *year.span("date"), edtf(year["date"]))
            draft.take(*year.span("date"))
        return True
    return has_cue(draft) and stop - start <= 80 and GONE not in draft.rest[start:stop]
