"""``cursus check`` as editors and their tools call it."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from tests.cli import long_dump
from tests.cli.conftest import Run
from tests.read.dumps import export, page, soldier

WRONG = (
    "'''Ada Berg''' led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times\n"
    "|archive-date=3 May 2013 |archive-url=https://web.archive.org/web/20140503000000/https://example.org/b}}</ref>\n"
    "She left.<ref name=gone />\n"
)
RIGHT = WRONG.replace("3 May 2013", "3 May 2014")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "berg.wikitext"
    path.write_text(WRONG, "utf-8")
    return path


def test_fix_writes_the_file_and_says_what_is_left(cursus: Run, article: Path) -> None:
    ran = cursus("check", "--fix", article)
    assert article.read_text("utf-8") == RIGHT
    assert "dangling-footnote" in ran.out
    assert "archive-date-mismatch" not in ran.out
    assert "1 repaired" in ran.err
    assert cursus("check", "--fix", article).code == 1
    assert article.read_text("utf-8") == RIGHT


def test_diff_writes_nothing(cursus: Run, article: Path) -> None:
    ran = cursus("check", "--diff", article)
    assert article.read_text("utf-8") == WRONG
    assert "-|archive-date=3 May 2013" in ran.out
    assert "+|archive-date=3 May 2014" in ran.out


def test_fix_in_a_pipe(cursus: Run) -> None:
    assert cursus("check", "--fix", "-", given=WRONG.encode()).out == RIGHT
    assert cursus("check", "--fix", "-", given=RIGHT.encode()).out == RIGHT


def test_fix_keeps_the_byte_order_mark_and_the_line_ends(cursus: Run, article: Path) -> None:
    article.write_bytes(b"\xef\xbb\xbf" + WRONG.replace("\n", "\r\n").encode())
    cursus("check", "--fix", article)
    assert article.read_bytes() == b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode()


def test_fix_leaves_what_is_not_utf8(cursus: Run, article: Path) -> None:
    before = WRONG.replace("Berg", "Börg").encode("cp1252")
    article.write_bytes(before)
    ran = cursus("check", "--fix", article)
    assert article.read_bytes() == before
    assert "is not UTF-8" in ran.err


def test_one_rule(cursus: Run, article: Path) -> None:
    ran = cursus("check", "-r", "dangling-footnote", article)
    assert ran.out.count("\n") == 1
    assert "did you mean dangling-footnote?" in cursus("check", "-r", "dangling-footnot", article).err


def test_configuration_and_preset(cursus: Run, article: Path) -> None:
    (article.parent / ".cursus.toml").write_text(
        '[rules]\ndangling-footnote = "off"\narchive-date-mismatch = "notice"\n'
    )
    config = ("--config", article.parent / ".cursus.toml")
    ran = cursus("check", *config, article)
    assert "dangling-footnote" not in ran.out
    assert "notice archive-date-mismatch" in ran.out
    assert ran.code == 0
    assert "no such preset" in cursus("check", "--preset", "wikia", article).err


@pytest.mark.slow
def test_baseline(cursus: Run, article: Path) -> None:
    known = article.parent / "known.json"
    assert cursus("check", "--write-baseline", known, article).code == 0
    ran = cursus("check", "--baseline", known, article)
    assert (ran.code, ran.out) == (0, "")
    assert "known" in ran.err
    article.write_text("A line.\n\n" + WRONG + "\nMore.<ref name=lost />\n", "utf-8")
    assert cursus("check", "--baseline", known, article).out.count("dangling-footnote") == 1


def test_strict(cursus: Run, tmp_path: Path) -> None:
    path = tmp_path / "b.wikitext"
    path.write_text(
        "'''Berg''' led it.<ref>Holm, Karl (1891). ''The Winter War''. Leipzig.</ref>\n== Empty ==\n== Life ==\nBerg led the third battery in the winter of 1863 and was seen there.\n"
    )
    assert cursus("check", path).code == 0
    assert cursus("check", "--strict", path).code == 1


def test_sarif(cursus: Run, article: Path) -> None:
    log = json.loads(cursus("check", "--format", "sarif", article).out)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    source = article.read_text("utf-8")
    lines = source.split("\n")
    assert {r["ruleId"] for r in run["results"]} >= {"archive-date-mismatch", "dangling-footnote"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        start = sum(len(line) + 1 for line in lines[: region["startLine"] - 1]) + region["startColumn"] - 1
        assert start == region["charOffset"]
        assert source[start : start + region["charLength"]] == region["snippet"]["text"]
    (change,) = [r["fixes"][0]["artifactChanges"][0]["replacements"][0] for r in run["results"] if "fixes" in r]
    assert change["insertedContent"]["text"] == "3 May 2014"


def test_github(cursus: Run, tmp_path: Path) -> None:
    path = tmp_path / "a,b 50%.wikitext"
    path.write_text(WRONG, "utf-8")
    lines = cursus("check", "--format", "github", path).out.splitlines()
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    assert any("a%2Cb 50%25.wikitext,line=2" in line for line in lines)


def test_the_manual(cursus: Run) -> None:
    assert "archive-date-mismatch" in cursus("rules").out
    assert "FAIL (wikitext):" in cursus("rules", "archive-date-mismatch").out
    assert json.loads(cursus("rules", "--json").out)[0]["rule"] == "dangling-footnote"
    assert cursus("rules", "nonsense").code == 2


DUMP = export(
    page("Ada Berg", escape(WRONG)),
    page("Berg", "x", redirect="Ada Berg"),
    page("Talk", escape(WRONG), ns=1),
    page("Some River", escape("The '''Some River''' flows.<ref name=gone />")),
    soldier("Ivan Petrov"),
)


def test_the_pages_of_a_dump_in_their_order(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(DUMP)
    ran = cursus("check", "d.xml", "-r", "dangling-footnote")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["d.xml#Ada Berg", "d.xml#Some River"]
    assert "3 articles: 2 errors" in ran.err
    assert cursus("check", "-", "-r", "dangling-footnote", given=DUMP).out == ran.out.replace("d.xml#", "-#")
    assert cursus("check", "d.xml", "-r", "dangling-footnote", "--max-bytes", "1k").out == ran.out


def test_pages_of_a_dump_are_chosen(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(DUMP)
    (tmp_path / "names.txt").write_text("Some River\nNobody\n")
    ran = cursus("check", "d.xml", "--titles-from", "names.txt")
    assert {line.partition(":")[0] for line in ran.out.splitlines()} == {"d.xml#Some River"}
    assert "d.xml#Nobody: no article has this title" in ran.err
    assert "1 article:" in cursus("check", "d.xml", "--only", "military").err
    none = cursus("check", "d.xml", "--category", "Painters")
    assert (none.code, none.out) == (0, "")


def test_a_dump_that_breaks_off_is_checked_up_to_there(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(DUMP[: DUMP.rindex(b"<page>") + 40])
    ran = cursus("check", "d.xml", "-r", "dangling-footnote")
    assert ran.code == 1
    assert ran.out.count("\n") == 2
    assert "cursus: d.xml" in ran.err


def test_a_dump_is_not_repaired(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(DUMP)
    ran = cursus("check", "--fix", "d.xml")
    assert (tmp_path / "d.xml").read_bytes() == DUMP
    assert "is a dump, no page of which is repaired" in ran.err


@pytest.mark.slow
def test_memory_stays_the_same_however_long_the_dump(tmp_path: Path) -> None:
    """A quarter of a gigabyte of XML, and nobody in it; the peak is that of the program and its parts."""
    long_dump.write(tmp_path / "d.xml.gz", 250_000_000)
    assert long_dump.peak(tmp_path, "check", "d.xml.gz", "--only", "people") < 250
