"""``cursus date``."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cursus.cli.date import command


def run(*arguments: str, given: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(command, list(arguments), input=given, standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value, result.output


def test_words() -> None:
    status, out = run("c. 1843", "by April 1811")
    assert status == 0
    assert "1843~  1843-01-01 to 1843-12-31" in out
    assert "[..1811-04]  open to 1811-04-30" in out
    assert "date.by-month" in out


def test_no_date_is_status_one() -> None:
    assert run("nothing") == (1, "nothing: no date\n")


def test_anchor_and_birth() -> None:
    assert "counted from 1811" in run("--anchor", "1811", "later that summer")[1]
    assert "[1837,1838]" in run("--birth", "1811", "at the age of 26")[1]
    with pytest.raises(AssertionError, match="not EDTF"):
        run("--anchor", "soon", "later that summer")


def test_batch_gives_one_object_a_line() -> None:
    status, out = run("--batch", given="1843\nnothing\nby April 1811\n")
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [row["edtf"] for row in found] == ["1843", None, "[..1811-04]"]
    assert list(found[0])[:7] == ["text", "edtf", "start", "end", "rule", "earliest", "latest"]
    assert found[1]["text"] == "nothing"


def test_check() -> None:
    assert run("--check", "1843~")[0] == 0
    status, out = run("--check", "--batch", given="1843~\n1843-02-30\n")
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [(row["valid"], bool(row["reason"])) for row in found] == [(True, False), (False, True)]
    assert run("--check", "1843-02-30")[0] == 1


def test_every_date_of_a_text() -> None:
    found = json.loads(run("--all", "--json", "In 1811 and in May 1812 he sailed.")[1])
    assert [row["edtf"] for row in found] == ["1811", "1812-05"]


def test_language() -> None:
    assert "1811-05-05" in run("--lang", "de", "5. Mai 1811")[1]


def test_a_line_may_be_an_object_with_its_own_anchor() -> None:
    lines = [
        {"text": "im folgenden Jahr", "lang": "de", "anchor": "1843", "id": 7},
        {"text": "at the age of 26", "birth": "1811"},
        {"text": "in March"},
        {"text": "in March", "anchor": "soon"},
        {"text": 5},
    ]
    status, out = run("--batch", "--anchor", "1811", given="\n".join(json.dumps(line) for line in lines))
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [row["edtf"] for row in found] == ["1844", "[1837,1838]", "1811-03", None, None]
    assert "not EDTF" in found[3]["error"]
    assert "no text" in found[4]["error"]


def test_a_brace_is_not_yet_an_object() -> None:
    found = [json.loads(line) for line in run("--batch", given='{{circa|1811}}\n{"a": 1}\n{1811}\n')[1].splitlines()]
    assert [row["edtf"] for row in found] == ["1811~", None, "1811"]


def test_hostile_lines() -> None:
    lines = ["?" * 100_000, "1234567890" * 100_000, '{"text": "\\ud800 1811"}', "\u202e1811\u200f", "{" * 50_000]
    for option in ((), ("--all",), ("--check",)):
        out = run("--batch", *option, given="\n".join(lines))[1]
        assert len(out.splitlines()) == len(lines)
    assert run("\udcff 1811", "--json")[0] == 0
