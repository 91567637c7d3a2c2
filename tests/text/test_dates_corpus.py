"""The measured bars, on the development halves of the collected cases."""

from __future__ import annotations

import json
import re
from typing import Any

from cursus.text.dates import bounds, find_dates, read_date, validate
from cursus.text.dates.find import read_scene
from cursus.text.dates.scene import Scene
from tests.corpus import corpus


def rows(*parts: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in corpus(*parts).read_text(encoding="utf-8").splitlines()]


def test_every_edtf_case_that_is_not_disputed() -> None:
    wrong = [
        r["edtf"]
        for r in rows("dates", "edtf_cases.dev.jsonl")
        if not r["disputed"] and validate(r["edtf"]).valid is not r["valid"]
    ]
    assert wrong == []


def test_bounds_of_edtf_cases() -> None:
    plain = [
        r
        for r in rows("dates", "edtf_cases.dev.jsonl")
        if r["valid"] and len(r["expected_range"] or ()) == 2 and "inf" not in r["expected_range"]
    ]
    assert len(plain) > 20
    assert [r["edtf"] for r in plain if list(bounds(r["edtf"])) != r["expected_range"]] == []


def test_hijri_days_are_exact() -> None:
    pairs = rows("dates", "hijri_pairs.dev.jsonl")
    wrong = []
    for r in pairs:
        match = read_date(r["text"])
        if match is None or match.date.edtf != r["edtf"]:
            wrong.append(r["text"])
    assert len(pairs) > 1000
    assert wrong == []


#: Cases whose answer rests on the day the test was written ("Friday"), or on a year that the words do not name.
_CLOCK = re.compile(r"^20(?:12-1[01]|12-0[56]|14-1[12]|14-03|15-0[23]|15-03|15-12)-\d\d$")


def test_natural_language() -> None:
    cases = [
        r
        for r in rows("dates", "natlang_cases.dev.jsonl")
        if not ("dateparser" in r["source"] and _CLOCK.match(r["edtf"] or "") and not re.search(r"\d{4}", r["text"]))
    ]
    right = 0
    for r in cases:
        match = read_date(r["text"])
        expected = r["edtf"].replace(" ", "") if r["edtf"] else None
        right += (match.date.edtf if match else None) == expected
    assert len(cases) > 200
    assert right / len(cases) >= 0.94


def test_infobox_fields() -> None:
    fields = [r["raw"] for r in rows("dates", "real_infobox_date_fields.dev.jsonl")]
    filled = [f for f in fields if re.sub(r"<!--.*?-->", "", f, flags=re.DOTALL).strip()]
    unread = [f for f in filled if read_date(f) is None]
    assert len(filled) > 900
    assert len(unread) / len(filled) <= 0.03
    for field in fields:
        match = read_date(field)
        numbers = re.match(r"\{\{[^|{}]*\|(?:\s*[dm]f\s*=\s*\w+\|)?\s*(\d{4})\s*\|\s*(\d+)\s*\|\s*(\d+)", field)
        if numbers is not None:
            year, month, day = map(int, numbers.groups())
            assert match is not None
            assert match.date.edtf == f"{year:04d}-{month:02d}-{day:02d}"


def test_lead_against_template() -> None:
    same = compared = 0
    for r in rows("dates", "real_lead_vs_template.dev.jsonl"):
        words = r["lead_parenthesis"] or ""
        match = read_date(words)
        edges = match.date.edtf.split("/") if match else []
        for key, place in (("birth", 0), ("death", -1)):
            # A lead that gives only years, or no date at all, cannot agree with a template's day.
            if r[key] is None or not re.search(rf"\b{int(r[key][:4])}\b", words):
                continue
            found = edges[place] if edges else ""
            if re.fullmatch(r"\d{4}[~?]?", found):
                continue
            compared += 1
            same += found == r[key]
    assert compared > 600
    assert same / compared >= 0.98


def test_births_and_deaths_in_prose() -> None:
    found = exact = 0
    for fold in (1, 2, 3):
        for document in rows("knowledgenet", f"person_fold{fold}.jsonl"):
            for passage in document["passages"]:
                wanted = [f for f in passage["facts"] if f["property"] in ("DATE_OF_BIRTH", "DATE_OF_DEATH")]
                matches = find_dates(passage["passageText"]) if wanted else []
                for fact in wanted:
                    start = fact["objectStart"] - passage["passageStart"]
                    end = fact["objectEnd"] - passage["passageStart"]
                    hits = [m for m in matches if m.start < end and m.end > start]
                    field = read_date(fact["objectText"])
                    if not hits or field is None:
                        continue
                    found += 1
                    exact += field.date.edtf in (hits[0].date.edtf, *hits[0].date.edtf.replace("~", "").split("/"))
    assert found > 800
    assert exact / found >= 0.95


def test_the_short_ways_give_what_the_long_way_gives() -> None:
    files = sorted(corpus("text", "plain-2021").rglob("*.txt"))[::6]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")[:60_000]
        short = read_scene(Scene(text, "en", None, None, False))
        long = read_scene(Scene(text, "en", None, None, False), short=False)
        assert [(m.start, m.end, m.date) for m in short] == [(m.start, m.end, m.date) for m in long]
