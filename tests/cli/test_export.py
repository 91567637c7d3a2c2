"""``cursus export`` with its choices, its report of losses and its schema."""

from __future__ import annotations

import shutil
from pathlib import Path

import orjson
import pytest

from cursus.cli.app import run
from tests.cli.conftest import EXAMPLES, Run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    for name in ("skobelev.txt", "togo.html", "urabi.wikitext"):
        shutil.copy(EXAMPLES / name, folder / name)
    assert run(["add", "--db", str(folder / "cursus.db"), str(folder)]) == 0
    return folder


@pytest.fixture
def stored(made: Path, cursus: Run, tmp_path: Path) -> Run:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return cursus


@pytest.mark.parametrize(
    ("options", "key", "wanted"),
    [
        (["--person", "mikhail-skobelev"], "person", {"mikhail-skobelev"}),
        (["--property", "rank", "--property", "birth"], "property", {"rank", "birth"}),
        (["--stance", "asserted"], "stance", {"asserted"}),
        (["--document", "togo.html"], "document", {"togo.html"}),
        (["--document", "togo.html", "--document", "urabi.wikitext"], "document", {"togo.html", "urabi.wikitext"}),
    ],
)
def test_a_choice_keeps_the_lines_as_they_are(stored: Run, options: list[str], key: str, wanted: set[str]) -> None:
    inside = {"person": "id", "document": "path"}

    def of(line: bytes) -> str:
        value = orjson.loads(line)[key]
        return value[inside[key]] if key in inside else value

    everything = stored("export").raw.splitlines()
    chosen = stored("export", *options).raw.splitlines()
    assert chosen == [line for line in everything if of(line) in wanted]
    assert 0 < len(chosen) < len(everything) or key == "stance"


def test_choices_add_up(stored: Run) -> None:
    both = stored("export", "--person", "mikhail-skobelev", "--document", "togo.html")
    assert both.code == 0
    assert both.raw == b""
    one = stored("export", "--person", "mikhail-skobelev", "--property", "posting", "--document", "skobelev.txt").raw
    assert {orjson.loads(line)["property"] for line in one.splitlines()} == {"posting"}
    twice = stored("export", "--person", "mikhail-skobelev", "--person", "mikhail-skobelev").raw
    assert twice == stored("export", "--person", "mikhail-skobelev").raw


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--person", "nobody"], "there is no person nobody; cursus persons lists the ids"),
        (["--property", "hobby"], "hobby is none of name, birth,"),
        (["--document", "gone.txt"], "there is no article gone.txt; cursus documents lists the paths"),
        (["--stance", "sure"], "sure"),
        (["--bom"], "--bom is for --format csv"),
        (["--format", "parquet", "--person", "mikhail-skobelev", "-o", "out"], "writes everything"),
    ],
)
def test_what_cannot_be_is_said(stored: Run, options: list[str], words: str) -> None:
    ran = stored("export", *options)
    assert ran.code == 2
    assert words in ran.err
    assert ran.raw == b""


def test_the_losses_as_json(stored: Run) -> None:
    ran = stored("export", "-o", "out.jsonl", "--losses", "losses.json")
    assert ran.code == 0
    report = orjson.loads(Path("losses.json").read_bytes())
    assert report == {"format": "jsonl", "claims": len(Path("out.jsonl").read_bytes().splitlines()), "losses": {}}
    assert "cannot hold" not in ran.err


def test_the_schema_is_printed(cursus: Run) -> None:
    ran = cursus("export", "--schema")
    assert ran.code == 0
    assert set(ran.json["$defs"]) >= {"claim", "finding"}


def test_csv_with_a_byte_order_mark(stored: Run) -> None:
    plain = stored("export", "--format", "csv").raw
    assert plain.startswith(b"id,person_id,")
    assert stored("export", "--format", "csv", "--bom").raw == b"\xef\xbb\xbf" + plain
    assert len(stored("export").raw.splitlines()) == sum(line.count(b",") > 40 for line in plain.split(b"\r\n")) - 1


@pytest.mark.parametrize("format_", ["csv", "csl", "bibtex", "sfm", "jsonl"])
def test_every_format_is_whole_and_the_same_twice(stored: Run, format_: str) -> None:
    first, second = (stored("export", "--format", format_, "-o", name) for name in ("one", "two"))
    assert (first.code, second.code) == (0, 0)
    assert Path("one").read_bytes() == Path("two").read_bytes() != b""
    assert "written to one" in first.err
    assert ("cannot hold:" in first.err) == (format_ in ("csl", "bibtex", "sfm"))


def test_a_page_for_a_wiki(stored: Run) -> None:
    ran = stored("export", "--format", "wikitext", "--person", "ahmed-urabi")
    assert ran.out.startswith("{{Infobox military person\n| name = Ahmed Urabi\n")
    assert "* September 1881: commander of the 4th Infantry Regiment.<ref " in ran.out
    assert "no claim: it is denied, not asserted" in ran.err
    none = stored("export", "--format", "wikitext", "-o", "none")
    assert none.code == 2
    assert "wikitext is of one person: name it with --person" in none.err
    assert not Path("none").exists()
