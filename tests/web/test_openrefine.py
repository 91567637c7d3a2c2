"""A column of names in several scripts, matched and extended by OpenRefine itself: Debian's package, driven by its own HTTP commands."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from cursus.claim import Claim, Document, Finding
from tests.web.people import article, claim, store

OPENREFINE = shutil.which("openrefine")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OPENREFINE is None, reason="no OpenRefine; install Debian's package openrefine"),
]
ROWS = '{"facets": [], "mode": "row-based"}'
PATIENCE = 600
"""Tries of a fifth of a second: a Java program on a busy machine takes its time."""

Officer = tuple[Document, list[Claim], list[Finding]]


def officer(name: str, rank: tuple[str, str], unit: str, *spellings: str, born: str = "1800") -> Officer:
    text = f"{name} ({', '.join((*spellings, 'born in ' + born))}) was a {rank[0]} and commanded the {unit}. He never was a marshal."
    document = article(f"{name} {born}", [text])
    claims = [
        claim(document, f"{name} {born}", "name", name, name, origin="title"),
        claim(document, f"{name} {born}", "birth", "", f"born in {born}", date=born),
        claim(document, f"{name} {born}", "rank", rank[0], f"was a {rank[0]}", value_id=rank[1]),
        claim(document, f"{name} {born}", "rank", "marshal", "never was a marshal", value_id="rank:OF-10/marshal", stance="denied"),
        claim(document, f"{name} {born}", "posting", f"commander of the {unit}", f"commanded the {unit}", role="commander", unit=unit),
        *(claim(document, f"{name} {born}", "name", said, said, kind="native") for said in spellings),
    ]  # fmt: skip
    return document, claims, []


GENERAL, COLONEL = ("general", "rank:OF-9/general"), ("colonel", "rank:OF-5/colonel")
OFFICERS = (
    officer("Winfield Scott", GENERAL, "2nd Artillery Regiment"),
    officer("Mikhail Skobelev", GENERAL, "16th Infantry Division"),
    officer("Ahmed Orabi", COLONEL, "4th Infantry Regiment", "أحمد عرابي"),
    officer("Theodoros Kolokotronis", GENERAL, "1st Light Infantry"),
    officer("Togo Heihachiro", ("admiral", "rank:OF-9/admiral"), "Combined Fleet", "東郷平八郎"),
    officer("John Buford", GENERAL, "1st Cavalry Division", born="1826"),
    officer("John Buford", COLONEL, "2nd Infantry Regiment", born="1801"),
)
COLUMN = (
    ("Winfield Scott", "", "winfield-scott-1800", "general", "2nd Artillery Regiment"),
    ("Михаил Скобелев", "", "mikhail-skobelev-1800", "general", "16th Infantry Division"),
    ("أحمد عرابي", "", "ahmed-orabi-1800", "colonel", "4th Infantry Regiment"),
    ("Θεόδωρος Κολοκοτρώνης", "", "theodoros-kolokotronis-1800", "general", "1st Light Infantry"),
    ("東郷平八郎", "", "togo-heihachiro-1800", "admiral", "Combined Fleet"),
    ("John Buford", "", "", "", ""),  # one of two: nobody may be taken for the other
    ("John Buford", "1826", "john-buford-1826", "general", "1st Cavalry Division"),
    ("Nobody Known", "", "", "", ""),
)
"""Name, year of birth, who is meant, and what the cells beside must become."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``cursus serve``, as a user starts it."""
    path = tmp_path_factory.mktemp("officers") / "a.db"
    store(path, *OFFICERS).close()
    code = "import sys; from cursus.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code, "serve", "--db", str(path), "--port", "0", "--read-only"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[4] + "/reconcile"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refine]:
    home = tmp_path_factory.mktemp("refine")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        str(OPENREFINE), "-p", str(port), "-i", "127.0.0.1", "-d", str(home), "-m", "600M", "-x", "refine.headless=true",
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(home)}
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
        try:
            yield Refine(f"http://127.0.0.1:{port}/command/core/", process)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class Refine:
    """OpenRefine's own commands."""

    def __init__(self, url: str, process: subprocess.Popen[bytes]) -> None:
        self.client = httpx.Client(base_url=url, timeout=120)
        for _ in range(PATIENCE):
            assert process.poll() is None, "OpenRefine did not start"
            try:
                self.client.get("get-version").raise_for_status()
                return
            except httpx.HTTPError:
                time.sleep(0.2)
        raise AssertionError("OpenRefine does not answer")

    def post(self, command: str, data: dict[str, str], query: dict[str, str], **files: Any) -> httpx.Response:
        token = self.client.get("get-csrf-token").json()["token"]
        return self.client.post(command, params={**query, "csrf_token": token}, data=data, **files)

    def project(self, table: str) -> str:
        options = json.dumps({"encoding": "UTF-8", "separator": ",", "headerLines": 1})
        form = {"project-name": "officers", "format": "text/line-based/*sv"}
        file = {"project-file": ("officers.csv", table.encode(), "text/csv")}
        made = self.post("create-project-from-upload", form, {"options": options}, files=file)
        return made.headers["location"].partition("project=")[2]

    def run(self, command: str, project: str, data: dict[str, str]) -> None:
        """Start something that takes time, and wait until it is done."""
        started = self.post(command, {"engine": ROWS, **data}, {"project": project}).json()
        assert started["code"] in ("ok", "pending"), started
        for _ in range(PATIENCE):
            told = self.client.get("get-processes", params={"project": project}).json()
            if not told["processes"]:
                return
            assert not told.get("exceptions"), told
            time.sleep(0.2)
        raise AssertionError(f"{command} does not end")

    def rows(self, project: str) -> tuple[list[list[dict[str, Any] | None]], dict[str, dict[str, Any]]]:
        query = {"project": project, "start": "0", "limit": "50"}
        told = self.post("get-rows", {"engine": ROWS}, query).json()
        return [row["cells"] for row in told["rows"]], told["pool"]["recons"]

    def table(self, project: str) -> list[list[str]]:
        form = {"project": project, "format": "csv", "engine": ROWS}
        return list(csv.reader(io.StringIO(self.client.post("export-rows", data=form).text)))


def test_a_column_of_names_in_five_scripts(service: str, refine: Refine) -> None:
    manifest = httpx.get(service).json()
    spaces = {"identifierSpace": manifest["identifierSpace"], "schemaSpace": manifest["schemaSpace"]}
    text = io.StringIO()
    csv.writer(text).writerows([("name", "born"), *((name, born) for name, born, *_ in COLUMN)])
    project = refine.project(text.getvalue())

    guessed = refine.post("guess-types-of-column", {}, {"project": project, "columnName": "name", "service": service})
    assert guessed.json()["types"][0]["id"] == "person"
    config = {
        "mode": "standard-service", "service": service, **spaces, "type": {"id": "person", "name": "Person"},
        "autoMatch": True, "limit": 5,
        "columnDetails": [{"column": "born", "propertyName": "Born", "propertyID": "born"}],
    }  # fmt: skip
    refine.run("reconcile", project, {"columnName": "name", "config": json.dumps(config)})
    rows, recons = refine.rows(project)
    found = [recons[str(cells[0]["r"])] for cells in rows if cells[0] is not None]
    assert [recon["m"]["id"] if recon["j"] == "matched" else "" for recon in found] == [
        meant for _, _, meant, *_ in COLUMN
    ]
    assert sorted(c["id"] for c in found[5]["c"]) == ["john-buford-1801", "john-buford-1826"]
    assert found[7]["j"] == "none"
    assert found[7]["c"] == []

    wanted = [{"id": "rank", "name": "Rank"}, {"id": "unit", "name": "Unit", "settings": {"limit": "1"}}]
    operation = {
        "op": "core/extend-reconciled-data", "engineConfig": json.loads(ROWS), "baseColumnName": "name",
        "endpoint": service, **spaces, "extension": {"properties": wanted}, "columnInsertIndex": 2,
    }  # fmt: skip
    refine.run("apply-operations", project, {"operations": json.dumps([operation])})
    table = refine.table(project)
    assert table[0] == ["name", "born", "Rank", "Unit"]
    assert [row[2:] for row in table[1:]] == [[rank, unit] for *_, rank, unit in COLUMN]
    rows, recons = refine.rows(project)
    units = [recons[str(cells[3]["r"])]["m"]["id"] for cells in rows if len(cells) > 3 and cells[3] is not None]
    assert units[:2] == ["unit:2-artillery-regiment", "unit:16-infantry-division"]
