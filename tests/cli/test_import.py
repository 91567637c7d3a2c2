"""``cursus import``: four formats, bad rows, the same file again, and what a dossier makes of it."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import orjson
import pytest

from cursus.export import ftm, ipif, jsonl, sfm
from cursus.export.chosen import Chosen
from cursus.export.ftm import statements
from cursus.importing import UnknownFormat, detect, read
from cursus.store import open_store
from tests.cli.conftest import Run
from tests.export.made import stored

WRITERS = {"jsonl": jsonl, "ftm": ftm, "ftm-statements": statements, "ipif": ipif, "sfm": sfm}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = {}
    with stored(tmp_path_factory.mktemp("made")) as store:
        for name, writer in WRITERS.items():
            stream = io.BytesIO()
            writer.write(store, stream, Chosen())
            out[name] = stream.getvalue()
    return out


@pytest.mark.parametrize("format_", list(WRITERS))
def test_the_content_tells_the_format(files: dict[str, bytes], format_: str) -> None:
    assert detect(files[format_]) == format_


@pytest.mark.parametrize("format_", list(WRITERS))
def test_a_file_is_a_source_and_comes_in_once(cursus: Run, files: dict[str, bytes], format_: str) -> None:
    Path("data").write_bytes(files[format_])
    dry = cursus("import", "data", "--dry-run", "--json")
    assert dry.code == 0
    assert not Path("cursus.db").exists()
    first = cursus("import", "data", "--json")
    assert first.code == 0
    (told,) = first.json["files"]
    assert (told["format"], told["status"], told["problems"]) == (format_, "added", [])
    assert cursus("import", "data", "--json").json["files"][0]["status"] == "unchanged"
    with open_store("cursus.db") as store:
        assert store.verify() == []
        claims = store.claims()
        (document,) = store.iter_documents()
    assert len(claims) == told["claims"] > 3
    assert {c.rule for c in claims} == {f"import.{format_}"}
    post = next(c for c in claims if c.property == "posting" and c.stance == "asserted")
    assert post.value.text == "commander of the 3rd Brigade"
    assert document.text[post.quote.start : post.quote.end] == post.quote.exact
    assert "3rd Brigade" in post.quote.exact
    note = next(c for c in document.citations if c.label == post.citations[0].label)
    assert note.get("URL") == "https://x.example/wiki/Petrov"
    assert cursus("show", post.person.id).code == 0


def test_our_own_persons_join_and_others_do_not(cursus: Run, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        Path(name).write_bytes(data)
        assert cursus("import", name).code == 0
    with open_store("cursus.db") as store:
        petrov = store.claims(person="ivan-petrov")
    assert {c.rule for c in petrov} == {"import.jsonl", "import.ftm", "import.ftm-statements", "import.ipif"}


def test_bad_lines_are_named_and_their_neighbours_kept(cursus: Run, files: dict[str, bytes]) -> None:
    lines = files["jsonl"].splitlines()
    broken = orjson.loads(lines[1])
    broken["person"]["name"] = 7
    bad = [lines[0], b"{no json", b"[1]", orjson.dumps(broken), b'{"id": "x"}', b"", lines[2]]
    Path("bad.jsonl").write_bytes(b"\n".join(bad))
    ran = cursus("import", "bad.jsonl")
    assert ran.code == 1
    assert "2 claims about 1 person" in ran.out
    for number in (2, 3, 4, 5):
        assert f"bad.jsonl:{number}: is no" in ran.err
    assert "bad.jsonl:2" in cursus("problems").out


def test_bad_rows_of_sheets(cursus: Run, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["sfm"])) as packed:
        tables = {name: packed.read(name).decode() for name in packed.namelist()}
    header, *rows = csv.reader(io.StringIO(tables["posting.csv"], newline=""))
    odd = dict(zip(header, rows[0], strict=True)) | {
        "first_precise:range": "1880-05-01",
        "last_precise:range": "1877-01-01",
    }
    nobody = dict(zip(header, rows[0], strict=True)) | {"posting:person:refs:assertion": ""}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([header, list(odd.values()), ["short"], list(nobody.values()), *rows])
    tables["posting.csv"] = out.getvalue()
    with zipfile.ZipFile("bad.zip", "w") as packed:
        for name, text in tables.items():
            packed.writestr(name, text)
    ran = cursus("import", "bad.zip", "--json")
    assert ran.code == 1
    problems = {p["path"]: p["reason"] for p in ran.json["files"][0]["problems"]}
    assert set(problems) == {f"bad.zip/posting.csv:{n}" for n in (2, 3, 4)}
    assert ran.json["files"][0]["properties"]["posting"] == len(rows)


def test_broken_ipif_keeps_what_came_before(files: dict[str, bytes]) -> None:
    text = files["ipif"]
    at = text.index(b'"persons"')
    found = read(text[:at] + b"{{{", "cut.json")
    assert len(found.claims) == 11
    (problem,) = found.problems
    assert "is no JSON from here on" in problem.reason
    assert problem.path.startswith("cut.json:")


def test_entities_that_lead_nowhere() -> None:
    lines = [
        {
            "id": "a",
            "schema": "Person",
            "properties": {"name": ["Anna Gray"], "title": ["Dr."], "nationality": ["gb", "zz"]},
        },
        {"id": "o", "schema": "Occupancy", "properties": {"holder": ["gone"], "post": ["p"]}},
        {"id": "p", "schema": "Position", "properties": {"name": ["Consul"]}},
        {"id": "q", "schema": "Occupancy", "properties": {"holder": ["a"], "post": ["p"], "startDate": ["1843-05"]}},
        {"id": "s", "schema": "Sanction", "properties": {"entity": ["a"]}},
    ]
    found = read(b"\n".join(orjson.dumps(line) for line in lines), "x.ftm.json")
    assert [(c.property, c.value.text) for c in found.claims] == [
        ("name", "Anna Gray"), ("citizenship", "United Kingdom"), ("posting", "Consul"),
    ]  # fmt: skip
    assert all("~" in c.person.id for c in found.claims)
    assert [(p.path, p.reason) for p in found.problems] == [("x.ftm.json:2", "gone is not in the file")]
    assert found.passed == {
        "an entity of the schema Sanction": 1, "title: it is no rank": 1, "nationality: zz is the code of no state that we know": 1,
    }  # fmt: skip
    post = found.claims[-1].date
    assert post is not None
    assert (post.edtf, post.starts, post.ends) == ("1843-05", True, False)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"hello", "none of the formats"),
        (b"", "none of the formats"),
        (b"PK\x03\x04broken", "no whole zip"),
        (b'{"a": 1}', "none of the formats"),
        (b'{"id":1,"person":1,"property":1,"quote":1}\n\xff', "no text in UTF-8"),
    ],
)
def test_what_is_no_data_is_said(cursus: Run, data: bytes, words: str) -> None:
    Path("x").write_bytes(data)
    with pytest.raises(UnknownFormat, match=words):
        read(data, "x")
    ran = cursus("import", "x")
    assert ran.code == 1
    assert words in ran.err


def test_limits(cursus: Run, files: dict[str, bytes]) -> None:
    Path("x.jsonl").write_bytes(files["jsonl"])
    ran = cursus("import", "x.jsonl", "--max-bytes", "1k")
    assert ran.code == 1
    assert "is larger than" in ran.err
    assert cursus("import", "gone.jsonl").code == 2
