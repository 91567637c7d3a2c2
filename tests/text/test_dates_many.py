"""Dates of all languages thrown together, many thousand times: what holds of every answer."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cursus.tables import rows
from cursus.text.dates import DateMatch, bounds, find_dates, next_anchor, read_date, validate
from cursus.text.dates.algebra import before, contains_day, during, overlaps
from cursus.text.dates.edtf import EdtfError
from cursus.text.dates.phrasebook import languages
from cursus.text.dates.sfm import from_sfm, to_sfm
from cursus.text.dates.wikidata import to_wikidata
from cursus.text.dates.words import say

LANGS = ("en", *sorted(languages()), "xx")
_forms = [form for _, _, forms in rows("months") for form in forms.split("|")]
_words = [form for _, role, _, forms in rows("date_words") if role != "unit" for form in forms.split("|")]
_phrases = [
    form.replace("{n}", "3")
    for _, kind, _, _, forms, *_ in rows("date_phrases")
    if kind not in ("number", "unsure")
    for form in forms.split("|")
]
_calendars = [form for _, _, forms in rows("date_calendars") for form in forms.split("|")]
_templates = [name for _, names in rows("date_templates") for name in names.split("|")]
_marks = [
    " ", " ", " ", ", ", "-", "–", "/", ".", "(", ")", "[", "]", "{{", "}}", "|", "<ref>", "</ref>", "<", "&nbsp;", "'", "?", "~", ":", "\n", "\n\n",
    "\u200f", "\u202e", "\x00", "\ud800", "BC", " AD ", "AH", " SH", "OS", "NS", "[O.S. 5 June]", "th", "st ", "s ", "century", "years", "of ", "年", "月",
    "日", "昭和", "XII", "an VIII", "that year", "three months later", "the following year", "at the age of 26", "in March", "summer ", "present",
]  # fmt: skip
_numbers = st.one_of(
    st.integers(0, 9999).map(str), st.integers(1, 31).map(str), st.integers(1700, 2030).map(str), st.just("٢٠١١")
)
_texts = st.lists(
    st.one_of(
        _numbers, _numbers, st.sampled_from(_marks), st.sampled_from(_marks), st.sampled_from(_forms), st.sampled_from(_words),
        st.sampled_from(_phrases), st.sampled_from(_calendars), st.sampled_from(_templates), st.sampled_from((" in ", "In ", " on ", " by ", " until ", " from ", " to ")),
    ),
    max_size=16,
)  # fmt: skip
_anchors = st.sampled_from(
    (None, "1901", "1901-05", "1901-05-03", "1901~", "1901/1903", "[..1901]", "190X", "0000", "-0043", "1901-24")
)
#: What gives a day beside a day's own number: a phrase counted from an anchor, a calendar or style that is converted, a table's year.
_COUNTED = re.compile(
    r"date\.(?:.*-)?(?:hijri|solar-hijri|republican|julian|new-style|regnal|time|relative|days-|weeks-|same-day|next-|previous-|within|after-anchor)"
)


def _number(text: str) -> set[int]:
    return {int(n) for n in re.findall(r"\d+", text)}


def _holds(text: str, match: DateMatch) -> None:
    """What is true of every match."""
    date = match.date
    assert 0 <= match.start < match.end <= len(text)
    assert text[match.start : match.end] == date.text
    assert validate(date.edtf).valid, date.edtf
    assert bounds(date.edtf) == (date.earliest, date.latest)
    if date.earliest and date.latest and "-" not in (date.earliest[0], date.latest[0]):
        assert date.earliest <= date.latest
    assert date.rule.startswith("date.")
    assert say(date.edtf)
    # Never more precise than the words: a day has its number there, a year its digits, unless it is counted from something.
    if not match.relative and not _COUNTED.match(date.rule):
        said = _number(date.text)
        for day in re.findall(r"(?<!\d)-(?:0\d|1[0-2])-(\d\d)(?!\d)", date.edtf):
            assert int(day) in said, (date.edtf, date.text)
    if date.anchor is None:
        assert not match.relative


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(_texts.map("".join), st.sampled_from(LANGS), _anchors)
def test_running_text(text: str, lang: str, anchor: str | None) -> None:
    end = 0
    matches = find_dates(text, lang=lang, anchor=anchor, birth="1870")
    for match in matches:
        _holds(text, match)
        assert match.start >= end
        end = match.end
    following = next_anchor(text, matches, anchor)
    assert following is None or validate(following).valid


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(_texts.map("".join), st.sampled_from(LANGS), _anchors)
def test_fields_and_what_is_asked_of_them(text: str, lang: str, anchor: str | None) -> None:
    assert validate(text).valid in (True, False)
    match = read_date(text, lang=lang, anchor=anchor)
    if match is None:
        return
    edtf = match.date.edtf
    assert text[match.start : match.end] == match.date.text
    assert validate(edtf).valid
    assert say(edtf, lang)
    for answer in (
        before(edtf, "1901"),
        during(edtf, "1901"),
        overlaps(edtf, "1901"),
        contains_day(edtf, "1901-05-03"),
    ):
        assert answer in ("certain", "possible", "no")
    to_wikidata(edtf)
    try:
        held = to_sfm(edtf)
    except EdtfError:
        return
    assert validate(from_sfm(held)[0]).valid
