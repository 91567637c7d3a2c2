"""Sentences with what they must yield and what they must not: ``property|person|value|date``, the date where one is due.

Every case stands in an article about Karl Ebner unless it names another title; ``lead`` replaces the first sentence.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cursus.claim import Claim
from tests.extract.article import article, claims_of, date_of

LEAD = "Karl Ebner (3 May 1801 – 4 June 1866) was a general."
FILES = sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
CASES = [(file.stem, json.loads(line)) for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]


def _claims(case: dict[str, Any]) -> list[Claim]:
    body = f"{case.get('lead', LEAD)}\n== Life ==\n{case['text']}"
    return claims_of(article(case.get("title", "Karl Ebner"), body))


def _said(claim: Claim) -> str:
    return f"{claim.property}|{claim.person.name}|{claim.value.text}|{date_of(claim) or ''}"


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file}: {case['why']}" for file, case in CASES])
def test_case(file: str, case: dict[str, Any]) -> None:
    said = [_said(c) for c in _claims(case)]
    body = [s for c, s in zip(_claims(case), said, strict=True) if c.quote.section or "lead" in case]
    for wanted in case.get("want", []):
        assert wanted in body, said
    for unwanted in case.get("deny", []):
        assert not [s for s in body if s.startswith(unwanted)], body


def test_there_are_cases_of_both_kinds() -> None:
    assert sum("want" in case for _, case in CASES) > 25
    assert sum("deny" in case for _, case in CASES) > 10
