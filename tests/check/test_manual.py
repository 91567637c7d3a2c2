"""Every rule's manual page holds examples, and they behave as the page says."""

from __future__ import annotations

import pytest

from cursus.check.engine import Rule, rule_id, run
from cursus.check.rules import NAMES, rules
from cursus.extract import extract
from tests.check.examples import Example, document, examples, with_claims

LEVELS = {"error", "warning", "notice", "info"}
CASES = [
    pytest.param(rule, example, id=f"{rule_id(rule)}-{n}-{example.verdict}")
    for rule in rules()
    for n, example in enumerate(examples(rule))
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_the_example_does_what_the_manual_says(rule: Rule, example: Example) -> None:
    if example.form == "claims":
        doc, claims = with_claims(example.body)
    else:
        doc = document(example.form, example.body)
        claims = extract(doc)
    findings = run([rule], doc, claims)
    assert "internal" not in {f.rule for f in findings}, findings[0].message
    if example.verdict == "FAIL":
        assert findings, "nothing found"
    else:
        assert not findings, findings[0].message
    for finding in findings:
        assert finding.rule == rule_id(rule)
        assert finding.code == rule.CODE
        for place in finding.spans:
            assert doc.source[place.source_start : place.source_end] == place.exact != ""


@pytest.mark.parametrize("rule", rules(), ids=rule_id)
def test_the_manual_page_is_complete(rule: Rule) -> None:
    verdicts = {e.verdict for e in examples(rule)}
    assert verdicts == {"PASS", "FAIL"}
    assert rule.LEVEL in LEVELS
    assert len((rule.__doc__ or "").strip().split("\n\n")[0]) > 20


def test_the_list_of_rules_is_the_folder() -> None:
    from importlib.resources import files

    found = {f.name.removesuffix(".py") for f in files("cursus.check.rules").iterdir() if f.name.endswith(".py")}
    assert found - {"__init__", "common"} == set(NAMES)
    assert len(set(NAMES)) == len(NAMES)
