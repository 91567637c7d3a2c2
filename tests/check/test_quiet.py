"""Who may silence a rule: a comment in the article, the configuration, the baseline."""

from __future__ import annotations

from pathlib import Path

import pytest

from cursus.check import check
from cursus.check.baseline import dump, load, unknown
from cursus.check.ignore import Silence
from cursus.check.rules import NAMES
from cursus.check.settings import OFF, Settings, SettingsError, presets
from cursus.check.settings import find as find_settings
from cursus.check.settings import load as load_settings
from cursus.claim import Finding
from tests.check.examples import document

KNOWN = [name.replace("_", "-") for name in NAMES]
DANGLING = "Berg led the battery.<ref name=gone />"
LOST, MISSED = "She left.<ref name=lost />", "She died.<ref name=missed />"


def said_of(source: str) -> tuple[Finding, ...]:
    return check(document("wikitext", source + "\n\n<references />"), ())


def rules_of(source: str) -> list[str]:
    return [f.rule for f in said_of(source)]


def finding(line: int, rule: str = "no-title") -> Finding:
    (first, *_) = said_of(DANGLING)
    from dataclasses import replace

    return replace(first, line=line, rule=rule)


def test_a_comment_on_the_line() -> None:
    assert "dangling-footnote" in rules_of(DANGLING)
    assert rules_of(DANGLING + " <!-- cursus: ignore dangling-footnote -->") == []
    assert "dangling-footnote" in rules_of(DANGLING + " <!-- cursus: ignore no-title -->")
    assert rules_of(DANGLING + " <!-- cursus: ignore -->") == []


def test_a_comment_alone_on_its_line_speaks_of_the_next() -> None:
    assert rules_of("<!-- cursus: ignore dangling-footnote -->\n" + DANGLING) == []
    assert "dangling-footnote" in rules_of("<!-- cursus: ignore dangling-footnote -->\n\n" + DANGLING)


def test_a_stretch_between_disable_and_enable() -> None:
    source = f"<!-- cursus: disable dangling-footnote -->\n{DANGLING}\n<!-- cursus: enable dangling-footnote -->\n"
    assert rules_of(source) == []
    assert rules_of(source + LOST) == ["dangling-footnote"]


def test_a_misspelt_rule_is_said_to_be_none() -> None:
    assert rules_of("Berg led it. <!-- cursus: ignore dangling-footnot -->") == ["unknown-rule-in-comment"]


def test_many_comments_cost_little() -> None:
    source = "<!-- cursus: ignore x -->\n" * 20_000
    assert Silence.of(source).covers(finding(20_001, "x"))
    assert not Silence.of(source).covers(finding(20_002, "x"))


def test_settings(tmp_path: Path) -> None:
    path = tmp_path / ".cursus.toml"
    path.write_text(
        'preset = "fandom"\n[rules]\nno-title = "error"\nbad-isbn = false\n[check]\nbaseline = "known.json"\n'
    )
    settings = load_settings(path, KNOWN)
    assert settings.levels["no-title"] == "error"
    assert settings.levels["bad-isbn"] == settings.levels["no-outlet"] == OFF
    assert settings.baseline == str(tmp_path / "known.json")
    (deep := tmp_path / "a" / "b").mkdir(parents=True)
    assert find_settings(deep) == path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("preset = 'wikipeda'", "no such preset: wikipeda"),
        ("[rules]\nno-titel = 'off'", "did you mean no-title?"),
        ("[rules]\nno-title = 'loud'", "'loud' is no level"),
        ("[rules]\nno-title = ['off']", "is no level"),
        ("rules = 3", "rules is no table"),
        ("[check]\nbaseline = 7", "is no text"),
        ("colour = 'red'", "no such key: colour"),
        ("= ", "is not TOML"),
        ("x = " + "[" * 2000, "nested too deep"),
    ],
)
def test_settings_that_say_nothing_sensible(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / ".cursus.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=words.replace("?", r"\?")) as error:
        load_settings(path, KNOWN)
    assert error.value.path == str(path)
    assert error.value.remedy


def test_presets_name_rules_that_exist() -> None:
    assert set(presets()) == {"default", "wikipedia", "fandom", "research"}
    for levels in presets().values():
        assert set(levels) <= set(KNOWN)
        assert set(levels.values()) <= {"error", "warning", "notice", "info", OFF}


def test_levels_are_changed_and_rules_switched_off() -> None:
    one = finding(1)
    assert [f.level for f in Settings({"no-title": "info"}).apply([one])] == ["info"]
    assert Settings({"no-title": OFF}).apply([one]) == ()


def test_a_baseline_knows_findings_by_their_words(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    found = said_of(f"{DANGLING}\n\n{LOST}")
    assert len(found) == 2
    path.write_text(dump(found))
    moved = said_of(f"A line more.\n\n{DANGLING}\n\n{LOST}\n\n{MISSED}")
    new = unknown(moved, load(path))
    assert [f.line for f in new] == [7]
    assert dump(found) == dump(reversed(found))
    assert unknown(found, load(path)) == ()


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1}', '{"version":1,"findings":[3]}', "[" * 9999]
)
def test_a_baseline_that_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text)
    with pytest.raises(SettingsError):
        load(path)
