"""Measure the reading of dates on collected cases: EDTF strings, words, fields, leads against templates, births and deaths in prose.

usage: python eval/dates.py CORPUS [--misses N] [--sample N]

CORPUS holds ``dates/*.dev.jsonl`` and ``knowledgenet/person_fold*.jsonl``. --misses prints that many of what each measure counts as wrong, --sample
that many fields drawn with a fixed seed, beside what was read, for reading by eye.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cursus.text.dates import EdtfError, bounds, find_dates, read_date, validate
from cursus.text.dates.edtf import parse

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NUMBERS = re.compile(r"\{\{[^|{}]*\|(?:\s*[dm]f\s*=\s*\w+\|)?\s*(\d{4})\s*\|\s*(\d+)\s*\|\s*(\d+)")


@dataclass
class Score:
    """``right`` of ``total``; ``misses`` are the others, a line each."""

    name: str
    bar: str = ""
    right: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, good: bool, miss: str) -> None:
        self.total += 1
        self.right += good
        if not good:
            self.misses.append(miss)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _read(text: str, **options: str) -> str | None:
    match = read_date(text, **options)
    return match.date.edtf if match else None


def edtf_strings(corpus: Path) -> Iterator[Score]:
    cases = rows(corpus / "dates" / "edtf_cases.dev.jsonl")
    score, ranges = Score("EDTF strings, save the disputed", "100 %"), Score("their first and last day", "100 %")
    for case in cases:
        if case["disputed"]:
            continue
        answer = validate(case["edtf"])
        score.count(answer.valid is case["valid"], f"{case['edtf']}: {answer.reason or 'valid'}")
        expected = case["expected_range"] or ()
        if case["valid"] and answer.valid and len(expected) == 2 and "inf" not in expected:
            ranges.count(
                list(bounds(case["edtf"])) == expected, f"{case['edtf']}: {bounds(case['edtf'])}, not {expected}"
            )
    yield score
    yield ranges


def natural_language(corpus: Path) -> Iterator[Score]:
    strict = Score("words, as the cases write them", "")
    same = Score("words, of the same meaning", "")
    dated = Score("the same, of those that say a year", "95 %")
    for case in rows(corpus / "dates" / "natlang_cases.dev.jsonl"):
        found, wanted = _read(case["text"]), case["edtf"]
        miss = f"{case['text']!r}: {found}, not {wanted}"
        strict.count(found == wanted, miss)
        good = _same(found, wanted)
        same.count(good, miss)
        if not (wanted and re.fullmatch(r"\d{4}-\d\d-\d\d", wanted) and not _says_year(case["text"], wanted)):
            dated.count(good, miss)
    yield from (strict, same, dated)


def _same(found: str | None, wanted: str | None) -> bool:
    """Whether two strings say the same: blanks in a set and the place of a qualifier that holds for all of a date are spelling."""
    if found is None or wanted is None:
        return found == wanted
    try:
        a, b = parse(found.replace(" ", "")), parse(wanted.replace(" ", ""))
    except EdtfError:
        return found == wanted
    return (a.kind, a.parts) == (b.kind, b.parts)


def _says_year(text: str, edtf: str) -> bool:
    """Whether the words can hold the year of a day: without it the day is that of a clock the words do not name."""
    digits = re.findall(r"\d+", text)
    return any(len(number) >= 4 or number == edtf[2:4] for number in digits)


def hijri(corpus: Path) -> Iterator[Score]:
    score = Score("days of the Umm al-Qura calendar", "")
    for case in rows(corpus / "dates" / "hijri_pairs.dev.jsonl"):
        found = _read(case["text"])
        score.count(found == case["edtf"], f"{case['text']}: {found}, not {case['edtf']}")
    yield score


def infobox_fields(corpus: Path) -> Iterator[Score]:
    parsed, exact = Score("infobox fields parsed", "97 %"), Score("those that give numbers, exact", "100 %")
    for row in rows(corpus / "dates" / "real_infobox_date_fields.dev.jsonl"):
        if not _COMMENT.sub("", row["raw"]).strip():
            continue
        found = _read(row["raw"])
        miss = f"{row['title']}: {row['raw'][:80]!r}: {found}"
        parsed.count(found is not None, miss)
        numbers = _NUMBERS.match(row["raw"])
        if numbers is not None:
            year, month, day = map(int, numbers.groups())
            exact.count(found == f"{year:04d}-{month:02d}-{day:02d}", miss)
    yield parsed
    yield exact


def lead_against_template(corpus: Path) -> Iterator[Score]:
    score = Score("leads that agree with the template", "98 %")
    for row in rows(corpus / "dates" / "real_lead_vs_template.dev.jsonl"):
        words = row["lead_parenthesis"] or ""
        edges = (_read(words) or "").split("/")
        for key, place in (("birth", 0), ("death", -1)):
            # A lead that gives only years, or no date at all, cannot agree with a template's day.
            if row[key] is None or not re.search(rf"\b{int(row[key][:4])}\b", words):
                continue
            found = edges[place]
            if not re.fullmatch(r"\d{4}[~?]?", found):
                score.count(found == row[key], f"{row['title']}, {key}: template {row[key]}, lead {found or 'none'}")
    yield score


def births_and_deaths(corpus: Path) -> Iterator[Score]:
    found, exact = Score("births and deaths in prose found", ""), Score("those found, exact", "95 %")
    for fold in (1, 2, 3):
        for document in rows(corpus / "knowledgenet" / f"person_fold{fold}.jsonl"):
            for passage in document["passages"]:
                wanted = [f for f in passage["facts"] if f["property"] in ("DATE_OF_BIRTH", "DATE_OF_DEATH")]
                matches = find_dates(passage["passageText"]) if wanted else []
                for fact in wanted:
                    start = fact["objectStart"] - passage["passageStart"]
                    end = fact["objectEnd"] - passage["passageStart"]
                    hit = next((m for m in matches if m.start < end and m.end > start), None)
                    words = passage["passageText"][max(start - 30, 0) : end + 10]
                    found.count(hit is not None, f"{fact['objectText']!r} in {words!r}")
                    if hit is not None:
                        edtf = hit.date.edtf
                        given = _read(fact["objectText"])
                        exact.count(
                            given in (edtf, *edtf.replace("~", "").split("/")), f"{words!r}: {edtf}, not {given}"
                        )
    yield found
    yield exact


Measure = Callable[[Path], Iterator[Score]]

MEASURES: tuple[Measure, ...] = (
    edtf_strings, natural_language, hijri, infobox_fields, lead_against_template, births_and_deaths,
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    given = parser.parse_args()
    if not (given.corpus / "dates").is_dir():
        raise SystemExit(f"{given.corpus} has no folder dates")
    for measure in MEASURES:
        for score in measure(given.corpus):
            share = 100 * score.right / score.total if score.total else 0.0
            print(
                f"{score.name:38} {score.right:5} of {score.total:5}  {share:5.1f} %  {'bar ' + score.bar if score.bar else ''}"
            )
            for miss in score.misses[: given.misses]:
                print(f"    {miss}")
    if given.sample:
        fields = [r["raw"] for r in rows(given.corpus / "dates" / "real_infobox_date_fields.dev.jsonl")]
        for raw in random.Random(1811).sample(fields, min(given.sample, len(fields))):
            print(f"{raw[:120]!r} => {_read(raw)}")


if __name__ == "__main__":
    main()
