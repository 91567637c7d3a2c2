"""The tools that the files are for take them: ftm, rapper, pandas' reader of CSV, LibreOffice. Real articles, where they are at hand."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import orjson
import pytest

from cursus.claim import Claim, Value
from cursus.cli.app import run
from cursus.export import FORMATS
from cursus.export.chosen import Chosen
from cursus.store import open_store
from tests.corpus import corpus
from tests.export.brat_reader import read as read_brat
from tests.export.made import petrov
from tests.export.quickstatements_grammar import faults

pytestmark = pytest.mark.slow
TRIGGERS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "|=1+1", " =1+1")
Write = Callable[[str], Path]


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Writes the claims of sixty real articles in a format."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "articles").mkdir()
    for n, path in enumerate(sorted(corpus("wikitext").rglob("*.wikitext"))[:60]):
        shutil.copy(path, folder / "articles" / f"{n:03d}-{path.name}")
    db = str(folder / "real.db")
    assert run(["add", "--db", db, str(folder / "articles")]) in (0, 1)

    def written(format_: str) -> Path:
        with open_store(db, readonly=True) as store, open(folder / format_, "wb") as out:
            assert import_module(FORMATS[format_]).write(store, out, Chosen(create=True)).claims > 100
        return folder / format_

    return written


def tool(name: str) -> str:
    path = shutil.which(name) or shutil.which(name, path=str(Path(__import__("sys").executable).parent))
    if path is None:
        pytest.skip(f"no {name}")
    return path


@pytest.mark.parametrize("format_", ["ftm", "ftm-statements"])
def test_ftm_validates_and_changes_nothing(write: Write, format_: str) -> None:
    ftm, path = tool("ftm"), write(format_)
    lines = sorted(path.read_bytes().splitlines())
    if format_ == "ftm-statements":
        path.write_bytes(b"\n".join(lines) + b"\n")
        command = [ftm, "aggregate-statements", "-f", "json", "-i", str(path), "-o", f"{path}.out"]
        subprocess.run(command, check=True, capture_output=True)
        entities = {orjson.loads(line)["entity_id"] for line in lines}
        assert {orjson.loads(line)["id"] for line in Path(f"{path}.out").read_bytes().splitlines()} == entities
        return
    subprocess.run([ftm, "validate", "-i", str(path), "-o", f"{path}.out"], check=True, capture_output=True)

    def said(lines: list[bytes]) -> dict[str, dict[str, list[str]]]:
        read = [orjson.loads(line) for line in lines]
        return {e["id"]: {k: sorted(v) for k, v in e["properties"].items()} for e in read}

    assert said(Path(f"{path}.out").read_bytes().splitlines()) == said(lines)


def test_rapper_reads_turtle(write: Write) -> None:
    path = write("turtle")
    done = subprocess.run(
        [tool("rapper"), "-i", "turtle", "-c", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "returned" in done.stderr


def test_every_command_of_quickstatements_is_one(write: Write) -> None:
    text = write("quickstatements").read_text("utf-8")
    assert text.count("CREATE") > 10
    assert faults(text) == []


def test_brat_takes_every_article(write: Write) -> None:
    with zipfile.ZipFile(write("brat")) as packed:
        types = set(packed.read("annotation.conf").decode().replace("\t", "\n").split("\n"))
        for name in packed.namelist():
            if name.endswith(".ann"):
                assert read_brat(packed.read(name).decode(), packed.read(name.replace(".ann", ".txt")).decode(), types)


def test_pandas_reads_the_table(write: Write) -> None:
    pandas = pytest.importorskip("pandas", reason="no pandas")
    path = write("csv")
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    with open(path, newline="", encoding="utf-8") as file:
        assert frame.to_dict("records") == list(csv.DictReader(file))


def hostile() -> list[Claim]:
    """Every trigger in every text of a claim that a table has a column for."""
    claim = petrov()[1][3]
    out = []
    for n, trigger in enumerate(TRIGGERS):
        given = tuple((name, trigger) for name, _ in claim.qualifiers)
        document = replace(claim.document, path=trigger, title=trigger, url=trigger, revision=trigger, licence=trigger)
        assert claim.date is not None
        out.append(
            replace(
                claim, id=f"{n:016x}", person=replace(claim.person, id=trigger, name=trigger), property="posting",
                value=Value(trigger, trigger), qualifiers=(*given, ("title", trigger), ("other", trigger)), says=trigger,
                date=replace(claim.date, text=trigger, rule=trigger, anchor=trigger), rule=trigger, origin=trigger,
                quote=replace(claim.quote, exact=trigger, section=(trigger,)), document=document,
            )
        )  # fmt: skip
    return out


def test_no_formula_lives_in_libreoffice(tmp_path: Path) -> None:
    """Ten beginnings that spreadsheets act on, in every text column; and one that was let through is seen."""
    from cursus.export.csv import COLUMNS, _cells, safe
    from cursus.export.report import Report
    from cursus.export.sfm.archive import archive
    from cursus.export.sfm.tables import TABLES

    office = tool("soffice")
    with open(tmp_path / "claims.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([safe(cell) for cell in _cells(claim, Report())] for claim in hostile())
    packed = io.BytesIO()
    with archive(packed, TABLES) as tables:
        for name, columns in TABLES.items():
            for trigger in TRIGGERS:
                tables.put(name, dict.fromkeys(columns, trigger))
    with zipfile.ZipFile(packed) as sheets:
        sheets.extractall(tmp_path)
    (tmp_path / "control.csv").write_text("a\r\n=1+1\r\n", "utf-8")
    files = sorted(tmp_path.glob("*.csv"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    live = {path.stem for path in tmp_path.glob("*.fods") if "table:formula" in path.read_text("utf-8")}
    assert {path.stem for path in tmp_path.glob("*.fods")} == {path.stem for path in files}
    assert live == {"control"}
