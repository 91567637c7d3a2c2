"""A database as a folder of Parquet, and back."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from cursus.contract import claim_to_json
from cursus.export.parquet import (
    Manifest,
    ParquetError,
    PartWriter,
    UnsoundError,
    read_folder,
    read_manifest,
    write,
    write_manifest,
    write_store,
)
from cursus.export.parquet.folder import hash_of, part_path
from cursus.export.parquet.schema import TABLES
from cursus.page import PageResult, Problem
from cursus.store import Store, open_store
from tests.store.make import FIRST, article, finding, petrov

pq = pytest.importorskip("pyarrow.parquet")
import pyarrow as pa  # noqa: E402 -- only where it is installed


def filled(path: Path) -> Store:
    """A database with claims of every shape, findings, an article about nobody and both kinds of problems."""
    store = open_store(str(path))
    document, claims = petrov()
    said = finding(document, "rear admiral", claims=(claims[0].id,))
    store.add(document, claims, [said], [Problem(document.path, "part of it gave no claims", "report it", document.id)])
    store.add(*petrov("Іван Петров 😀 was born at Kazan.\n\nSome 60 men fell.", "б/я.txt", "https://x.example/я"), [])
    store.add(article("Nobody is in here.", "nobody.txt"), [], [])
    store.add_problem(Problem("gone.pdf", "is a PDF, not text", "copy its text"))
    return store


def everything(store: Store) -> list[object]:
    claims = [orjson.dumps(claim_to_json(claim)) for claim in store.iter_claims()]
    documents = [replace(row, added="") for row in store.documents()]
    whole = [store.document(row.id) for row in documents]
    return [
        claims,
        documents,
        whole,
        store.findings(),
        store.problems(),
        store.persons(limit=99),
        store.verify(),
    ]


def refill(folder: Path, path: Path) -> Store:
    store = open_store(str(path))
    for packed in read_folder(str(folder)):
        result = packed.result()
        if result.document is None:
            store.add_problem(result.problems[0])
        else:
            store.add(result.document, result.claims, result.findings, result.problems)
    return store


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a filled database; not to be changed."""
    base = tmp_path_factory.mktemp("parquet")
    with filled(base / "a.db") as store:
        write_store(store, str(base / "out"))
    return base / "out"


@pytest.fixture
def changed(folder: Path, tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    import shutil

    return Path(shutil.copytree(folder, tmp_path / "out"))


@pytest.mark.parametrize("rows", [1, 2, 10_000])
def test_the_same_database_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr(write, "GROUP_ROWS", rows)
    with filled(tmp_path / "a.db") as store:
        manifest = write_store(store, str(tmp_path / "out"))
        with refill(tmp_path / "out", tmp_path / "b.db") as again:
            assert everything(again) == everything(store)
            write_store(again, str(tmp_path / "out2"))
    assert contents(tmp_path / "out2") == contents(tmp_path / "out")
    assert (manifest.rows("documents"), manifest.rows("problems")) == (3, 2)
    groups = pq.ParquetFile(part_path(str(tmp_path / "out"), "documents", 0)).metadata.num_row_groups
    assert groups == -(-3 // rows)


def test_steps_and_order_of_claims_are_kept(folder: Path) -> None:
    document, claims = petrov()
    kept = next(p.result() for p in read_folder(str(folder)) if p.path == "petrov.txt")
    assert kept.claims == tuple(claims)
    assert kept.document == document


def test_other_programs_read_the_columns(folder: Path) -> None:
    claims = pq.read_table(part_path(str(folder), "claims", 0)).to_pylist()
    row = next(row for row in claims if row["value"] == "rear admiral")
    assert (row["person_name"], row["property"], row["edtf"]) == ("Ivan Petrov", "rank", "1895")
    assert orjson.loads(row["json"])["quote"]["exact"] == row["quote"] == FIRST.split("\n")[0]


def test_an_older_folder_is_replaced_and_another_is_left_alone(changed: Path, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "empty.db")) as store:
        store.add_problem(Problem("a", "b"))
        write_store(store, str(changed))
        assert [p.result() for p in read_folder(str(changed))] == [PageResult(None, problems=(Problem("a", "b"),))]
        (changed / "letters").mkdir()
        with pytest.raises(ParquetError, match="holds something else"):
            write_store(store, str(changed))
        (tmp_path / "file").write_bytes(b"x")
        with pytest.raises(ParquetError, match="is a file"):
            write_store(store, str(tmp_path / "file"))
    assert (changed / "manifest.json").exists()


def test_nothing_appears_of_a_part_that_failed(tmp_path: Path) -> None:
    document, claims = petrov()
    with contextlib.suppress(KeyboardInterrupt), PartWriter(str(tmp_path)) as writer:
        writer.add(PageResult(document, tuple(claims)))
        raise KeyboardInterrupt
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_what_is_no_unicode_becomes_a_problem(tmp_path: Path) -> None:
    document = replace(article("Petrov was here.", "p.txt"), title="P\ud800")
    with PartWriter(str(tmp_path)) as writer:
        writer.add(PageResult(document))
        writer.add(PageResult(article("Petrov was here.", "q.txt")))
    write_manifest(str(tmp_path), Manifest("made", (writer.part,)))
    first, second = (p.result() for p in read_folder(str(tmp_path)))
    assert [p.reason for p in first.problems] == ["the article holds characters that are no Unicode text"]
    assert second.document is not None


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ParquetError, match="pip install"):
        list(read_folder(str(tmp_path)))


# damaged and hostile folders -------------------------------------------------------------------------------------------
def sealed(folder: Path) -> None:
    """Make the manifest say of the files what they are now, as somebody would who means harm."""
    manifest = read_manifest(str(folder))
    paths = [part_path(str(folder), table, 0) for table in TABLES]
    write_manifest(
        str(folder), replace(manifest, parts=(replace(manifest.parts[0], sha256=tuple(map(hash_of, paths))),))
    )


def read_all(folder: Path) -> list[PageResult]:
    return [packed.result() for packed in read_folder(str(folder))]


@pytest.mark.parametrize("table", TABLES)
def test_a_file_that_is_missing_or_cut_off(changed: Path, table: str) -> None:
    path = Path(part_path(str(changed), table, 0))
    data = path.read_bytes()
    path.unlink()
    with pytest.raises(ParquetError, match="is missing"):
        read_all(changed)
    for size in (0, 3, 8, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:size])
        with pytest.raises(ParquetError, match="is cut off, damaged or no Parquet file"):
            read_all(changed)


@pytest.mark.parametrize("table", TABLES)
def test_flipped_bytes_are_noticed(changed: Path, table: str) -> None:
    path = Path(part_path(str(changed), table, 0))
    data = path.read_bytes()
    for at in range(0, len(data), max(len(data) // 20, 1)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        with pytest.raises(ParquetError):
            read_all(changed)


@pytest.mark.parametrize("table", TABLES)
def test_flipped_bytes_that_nobody_noticed_do_no_harm(changed: Path, table: str) -> None:
    path = Path(part_path(str(changed), table, 0))
    data = path.read_bytes()
    noticed = 0
    for at in range(0, len(data), max(len(data) // 100, 1)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        sealed(changed)
        with contextlib.suppress(ParquetError, UnsoundError):
            noticed += 1
            read_all(changed)
            noticed -= 1
    assert noticed > 20


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no manifest of Cursus"),
        (b"[" * 100_000, "no manifest of Cursus"),
        (b"\xff", "no manifest of Cursus"),
        (b"[]", "no manifest of Cursus"),
        (b'{"layout": "9"}', "update Cursus"),
        (b'{"layout": "1", "source": "x", "run": "", "parts": [{"number": 0}]}', "no manifest of Cursus"),
        (b'{"layout": "1", "source": "x", "run": "", "parts": [{"number": -1, "documents": 1, "claims": 1, "findings": 1, "problems": 1, "sha256": []}]}', "no manifest"),
    ],
)  # fmt: skip
def test_a_manifest_of_another_kind(changed: Path, data: bytes, words: str) -> None:
    (changed / "manifest.json").write_bytes(data)
    with pytest.raises(ParquetError, match=words):
        read_manifest(str(changed))


def test_folders_that_are_none(changed: Path, tmp_path: Path) -> None:
    (changed / "manifest.json").unlink()
    with pytest.raises(ParquetError, match="is unfinished"):
        read_all(changed)
    (tmp_path / "other").mkdir()
    with pytest.raises(ParquetError, match="is no folder of Cursus"):
        read_all(tmp_path / "other")
    with pytest.raises(ParquetError, match="there is no such folder"):
        read_all(tmp_path / "nowhere")


def rewrite(folder: Path, table: str, **changes: object) -> None:
    """Give every row of a table other values; a function gets the old one."""
    path = part_path(str(folder), table, 0)
    old = pq.read_table(path)
    rows = old.to_pylist()
    for row in rows:
        row.update({name: value(row[name]) if callable(value) else value for name, value in changes.items()})
    made = pa.Table.from_pylist(rows, schema=old.schema)
    with pq.ParquetWriter(path, made.schema, store_schema=False) as out:
        out.write_table(made)
        out.add_key_value_metadata({"cursus.table": table, "cursus.layout": "1"})
    sealed(folder)


def in_json(**changes: object) -> object:
    """A change of values inside of a JSON column."""
    return lambda old: orjson.dumps({**orjson.loads(old), **changes}).decode()


RUN = {"start": 0, "end": 1 << 40, "source_start": 0, "source_end": 0}
LINK = {"start": 5, "end": 4, "target": "x"}
MARK = {"at": 0, "label": "1", "citation": 7, "source_start": 0, "source_end": 0, "group": "", "page": ""}
SENTENCE = {"start": 0, "end": 1, "block": 99}


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("documents", {"record": "{}"}),
        ("documents", {"record": "[" * 1000}),
        ("documents", {"record": "no JSON"}),
        ("documents", {"record": in_json(links=[LINK])}),
        ("documents", {"record": in_json(runs=[RUN])}),
        ("documents", {"record": in_json(runs=[{"start": "a"}])}),
        ("documents", {"record": in_json(marks=[MARK])}),
        ("documents", {"record": in_json(sentences=[SENTENCE])}),
        ("documents", {"record": in_json(sections=[])}),
        ("documents", {"record": in_json(title=["x"]), "title": "x"}),
        ("documents", {"record": in_json(title="Other")}),
        ("documents", {"record": in_json(lang=None)}),
        ("documents", {"record": in_json(unheard_of=1)}),
        ("documents", {"record": in_json(url="javascript:alert(1)"), "url": "javascript:alert(1)"}),
        ("documents", {"record": in_json(form="exe"), "form": "exe"}),
        ("documents", {"record": in_json(sha256="0" * 64), "sha256": "0" * 64}),
        ("documents", {"text": "short"}),
        ("claims", {"json": "{}"}),
        ("claims", {"json": in_json(score=7), "score": 7.0}),
        ("claims", {"json": in_json(value={"text": 3, "id": None})}),
        ("claims", {"json": in_json(id="../../x"), "id": "../../x"}),
        ("claims", {"value": "colonel"}),
        ("claims", {"document_id": "0" * 16}),
        ("findings", {"json": in_json(line=1 << 60), "line": 1 << 60}),
        ("findings", {"json": in_json(message="All is well."), "message": "All is well."}),
        ("findings", {"json": in_json(spans=[{"source_start": 0, "source_end": 1 << 40, "exact": "x"}])}),
        ("findings", {"json": in_json(claims=[1])}),
        ("findings", {"level": "info"}),
    ],
)  # fmt: skip
def test_records_that_do_not_hold_together(changed: Path, table: str, changes: dict[str, object]) -> None:
    rewrite(changed, table, **changes)
    with pytest.raises(UnsoundError):
        read_all(changed)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("documents", {"article": 0}),
        ("documents", {"article": -1}),
        ("claims", {"article": lambda old: old + 50}),
        ("claims", {"article": lambda old: -old}),
        ("problems", {"article": lambda old: old * 9}),
    ],
)
def test_rows_that_belong_to_nothing(changed: Path, table: str, change: dict[str, object]) -> None:
    rewrite(changed, table, **change)
    with pytest.raises(ParquetError, match="rows"):
        read_all(changed)


def test_tables_of_other_programs(changed: Path) -> None:
    path = part_path(str(changed), "claims", 0)
    table = pq.read_table(path)
    own = {"cursus.table": "claims", "cursus.layout": "1"}
    for made, metadata, words in (
        (table, {}, "is no table of claims of Cursus"),
        (table, {**own, "cursus.table": "documents"}, "is no table of claims of Cursus"),
        (table, {**own, "cursus.layout": "0"}, "another layout"),
        (table.drop_columns(["json"]), own, "has no column json"),
        (table.append_column("more", [list(range(len(table)))]), own, "columns that no table of Cursus has"),
        (table.set_column(9, "earliest", [list(range(len(table)))]), own, "earliest is of another type"),
    ):
        with pq.ParquetWriter(path, made.schema, store_schema=False) as out:
            out.write_table(made)
            out.add_key_value_metadata(metadata)
        sealed(changed)
        with pytest.raises(ParquetError, match=words):
            read_all(changed)


def test_a_row_group_that_unfolds_too_far_is_refused_unread(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cursus.export.parquet import read

    rewrite(changed, "documents", record=in_json(source="x" * 20_000_000))
    assert Path(part_path(str(changed), "documents", 0)).stat().st_size < 4_000_000
    monkeypatch.setattr(read, "MAX_GROUP", 1 << 20)
    with pytest.raises(ParquetError, match="a row group unfolds to more than 1 MB"):
        read_all(changed)


def test_rows_that_share_one_long_value_are_refused(changed: Path) -> None:
    """A small file whose rows would fill any memory."""
    path = part_path(str(changed), "claims", 0)
    old = pq.read_table(path)
    rows = 5000
    columns = {name: pa.array([old[name][0].as_py()] * rows, old.schema.field(name).type) for name in old.schema.names}
    columns["quote"] = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * (5 << 20)]))
    fields = [pa.field(f.name, columns[f.name].type, f.nullable) for f in old.schema]
    made = pa.table(columns, schema=pa.schema(fields))
    with pq.ParquetWriter(path, made.schema, store_schema=False, compression="zstd") as out:
        out.write_table(made)
        out.add_key_value_metadata({"cursus.table": "claims", "cursus.layout": "1"})
    assert Path(path).stat().st_size < 100_000
    manifest = read_manifest(str(changed))
    write_manifest(str(changed), replace(manifest, parts=(replace(manifest.parts[0], claims=rows),)))
    sealed(changed)
    with pytest.raises(ParquetError, match="a row larger than any"):
        read_all(changed)
