"""What a reference says by a label: addresses, identifiers, archive and access dates, pages, volume, issue,
language."""

from __future__ import annotations

import re
from functools import cache

from cursus.text.citations.dates import date_at, edtf
from cursus.text.citations.draft import Draft
from cursus.text.citations.words import alternation, words

_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"“”\x00\[\]{}|]+")
_ARCHIVE = re.compile(
    r"https?://(?:web\.|www\.)?(?:archive\.(?:org/(?:web/|wayback/|details/)?(?=\d)|today|is|ph|fo|li|md|vn)|webcitation\.org|"
    r"perma\.cc|ghostarchive\.org|wayback\.\S+|webarchive\.\S+|arquivo\.pt)"
)
_WAYBACK = re.compile(r"https?://web\.archive\.org/(?:web/)?\d")
_ISBN = re.compile(r"\bISBN(?:[-\s]?1[03])?\s*:?\s*(?=[\dX])([\dXx][\dXx\s–-]{8,20}[\dXx])(?![\dXx])")
_ISSN = re.compile(r"\bISSN\s*:?\s*(\d{4}[-–]?\d{3}[\dXx])\b")
_DOI = re.compile(r"(?:\bdoi\s*:?\s*|\bhttps?://(?:dx\.)?doi\.org/)(10\.\d{4,9}/[^\s\x00]+)", re.IGNORECASE)
_PMID = re.compile(r"\bPMID\s*:?\s*(\d{1,9})\b")
_PMC = re.compile(r"\bPMC\s*:?\s*(?:PMC)?(\d{3,9})\b")
_OTHER_IDS = re.compile(
    r"\b(?:OCLC|JSTOR|LCCN|OL|S2CID|ASIN|arXiv|Bibcode|hdl|SSRN|Zbl|MR|ZDB)\s*:?\s*[\w./:()-]*\d[\w./:()-]*|"
    r"\b(?:B0[0-9A-Z]{8})\b",
    re.IGNORECASE,
)
_TRAIL = ".,;:!?'’”\")»"
_AMBIGUOUS = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)")  # "3/4/2014": a date, but which?
_GAP = r"[\s:,–-]*(?:\(|\[)?\s*"
_DIGITS = r"(?:[A-Za-z]{0,2}\d{1,5}[a-z]?|[ivxlcIVXLC]{1,8}(?![\w]))"
_RANGE = rf"{_DIGITS}(?:\s?[–—‒-]\s?{_DIGITS})?"
_PAGES = rf"{_RANGE}(?:\s?(?:,|&|and|und|et)\s?{_RANGE})*(?:\s?ff?\b\.?)?"
_AFTER_BRACKET = re.compile(rf"\d{{4}}\),\s(?P<page>{_RANGE}(?:,\s{_RANGE})*)\.?\s*$")
_JOURNAL = re.compile(
    rf"(?<![\w.])(?P<volume>\d{{1,4}})\s?\((?P<issue>[\w–/-]{{1,10}})\)(?:\s?[:,]\s?(?:pp?\.\s?)?(?P<page>{_PAGES}))?(?![\w])"
)
_VOLUME_PAGE = re.compile(rf"(?<![\w.])(?P<volume>\d{{1,4}})\s?:\s?(?P<page>{_RANGE}(?:\s?,\s?{_RANGE})*)(?![\w:])")
_EDITION = re.compile(
    r"\(?(?P<edition>(?:\d{1,2}(?:st|nd|rd|th|\.|e|ª)|[Rr]ev(?:ised|\.)?|[Ff]irst|[Ss]econd|[Tt]hird))\s+(?:ed\.|edition|Aufl\.|Auflage|éd\.|edición)\)?"
)
_LANGUAGE = re.compile(
    r"\((?:in|auf|en|em|на|in\sitaliano)\s(?P<language>[^\W\d_]{3,20}(?:(?:/|,\s|\sand\s|\s)[^\W\d_]{3,20}){0,2})\)"
    r"|\((?P<short>англ|нем|фр|рус|исп|итал|араб|укр|пол)\.\)"
)


def read_labels(draft: Draft) -> None:
    """Read all labelled fields of the draft's rest and take their words out of it."""
    _identifiers(draft)
    _dated(draft, "archive-date")
    _dated(draft, "accessed")
    for match in _archived_only().finditer(draft.rest):
        draft.take(*match.span())
    _language(draft)
    _edition(draft)
    _numbers(draft)


def _identifiers(draft: Draft) -> None:
    if "10." in draft.rest:
        _identifier(draft, "DOI", _DOI)
    if "://" in draft.rest:
        _urls(draft)
    for name, word, pattern in (
        ("ISBN", "ISBN", _ISBN),
        ("ISSN", "ISSN", _ISSN),
        ("PMID", "PMID", _PMID),
        ("PMCID", "PMC", _PMC),
    ):
        if word in draft.rest:
            _identifier(draft, name, pattern)
    for match in _OTHER_IDS.finditer(draft.rest):
        draft.take(match.start(), _untrail(draft.rest, match.start(), match.end()))


def _identifier(draft: Draft, name: str, pattern: re.Pattern[str]) -> None:
    for match in pattern.finditer(draft.rest):
        start, end = match.span(1)
        end = _untrail(draft.rest, start, end)
        draft.add(name, start, end)
        draft.take(match.start(), end)


def _untrail(text: str, start: int, end: int) -> int:
    """The end without closing punctuation; a bracket that was opened inside stays."""
    while end > start and text[end - 1] in _TRAIL:
        if text[end - 1] == ")" and text.count("(", start, end) >= text.count(")", start, end):
            break
        end -= 1
    return end


def _urls(draft: Draft) -> None:
    for match in _URL.finditer(draft.rest):
        start, end = match.start(), _untrail(draft.rest, match.start(), match.end())
        address = draft.text[start:end]
        name = "archive-url" if _WAYBACK.match(address) or _ARCHIVE.match(address) else "URL"
        if not draft.has(name):
            draft.add(name, start, end)
        draft.take(start, end)


@cache
def _label(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){alternation(kind)}{_GAP}", re.IGNORECASE)


@cache
def _archived_only() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){alternation('archived-only')}(?![\w])", re.IGNORECASE)


def _dated(draft: Draft, kind: str) -> None:
    """ "Retrieved 3 May 2014": a label that a readable date follows; the label alone is left in place."""
    for match in _label(kind).finditer(draft.rest):
        found = date_at(draft.rest, match.end())
        if found is None:
            unclear = _AMBIGUOUS.match(draft.rest, match.end())
            if unclear is None:
                continue
            start, end, reading = *unclear.span(), None
        else:
            start, end, reading = found
        if not draft.has(kind):
            draft.add(kind, start, end, reading)
        draft.take(match.start(), end)


def _language(draft: Draft) -> None:
    if "(" not in draft.rest:
        return
    for match in _LANGUAGE.finditer(draft.rest):
        group = "language" if match["language"] else "short"
        if match[group].casefold() in ("press", "print", "english translation"):
            continue
        if not draft.has("language"):
            draft.add("language", *match.span(group))
        draft.take(*match.span())


def _edition(draft: Draft) -> None:
    match = _EDITION.search(draft.rest)
    if match:
        draft.add("edition", *match.span("edition"))
        draft.take(*match.span())


@cache
def _page() -> re.Pattern[str]:
    """Short labels ("p.", "S.", "с.") count only as they are written, and before digits; "p. xii" is the exception."""
    long = "|".join(re.escape(w) for w in words("page") if len(w.strip(".")) > 2)
    short = "p|pp|pg|S|s|с|С|ص"
    return re.compile(
        rf"(?<![\w.])(?:(?:(?i:{long})|pp?\.)\s?(?P<page>{_PAGES})|(?:{short})\.?\s?(?=\d)(?P<page2>{_PAGES}))(?![\w])"
    )


@cache
def _volume() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w]){alternation('volume')}\s?(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}})(?![\w])"
        rf"(?:\s?\((?P<issue>\d{{1,4}})\))?(?:\s?:\s?(?P<page>{_PAGES}))?",
        re.IGNORECASE,
    )


@cache
def _issue() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w]){alternation('issue')}\s?(?P<issue>\d{{1,6}}(?:[–/-]\d{{1,5}})?)(?![\w])", re.IGNORECASE
    )


def _numbers(draft: Draft) -> None:
    for pattern in (_volume(), _issue(), _page(), _JOURNAL, _VOLUME_PAGE, _AFTER_BRACKET):
        match = pattern.search(draft.rest)
        while match:
            if pattern is _VOLUME_PAGE and (draft.has("page") or draft.has("volume") or _is_time(match)):
                break
            for group in (g for g in match.groupdict() if match[g]):
                name = group.rstrip("2")
                if _is_year(match, group):
                    if not draft.has("issued"):
                        draft.add("issued", *match.span(group), edtf(match[group]))
                elif not draft.has(name):
                    draft.add(name, *match.span(group))
            draft.take(*match.span("page" if pattern is _AFTER_BRACKET else 0))
            match = pattern.search(draft.rest) if pattern is _page() else None


def _is_year(match: re.Match[str], group: str) -> bool:
    """ "58 (2008): 321": what stands in the brackets is the year, not the issue."""
    return group == "issue" and match.re is _JOURNAL and match[group].isdigit() and 1500 <= int(match[group]) <= 2100


def _is_time(match: re.Match[str]) -> bool:
    """ "at 5:30" may be a time of the day."""
    return match["page"].isdigit() and int(match["page"]) < 60 and int(match["volume"]) < 25
