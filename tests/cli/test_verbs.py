"""The verbs that read the database, on an article that shows what they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import orjson
import pytest

from cursus.contract import claim_from_json, claim_to_json
from tests.cli.conftest import EXAMPLES, PROGRAM, Run, environment


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two articles, made once."""
    folder = tmp_path_factory.mktemp("added")
    for name in ("skobelev.txt", "togo.html"):
        shutil.copy(EXAMPLES / name, folder / name)
    subprocess.run([*PROGRAM, "add", "skobelev.txt", "togo.html"], cwd=folder, env=environment(), check=True)
    return folder / "cursus.db"


@pytest.fixture
def stored(cursus: Run, added: Path, tmp_path: Path) -> Run:
    shutil.copy(added, tmp_path / "cursus.db")
    return cursus


def test_export_is_the_contract(stored: Run) -> None:
    lines = stored("export", "--format", "jsonl").raw.splitlines()
    claims = [claim_from_json(orjson.loads(line)) for line in lines]
    assert [orjson.dumps(claim_to_json(c)) for c in claims] == lines
    assert len({c.id for c in claims}) == len(claims) > 20
    places = [(c.document.path, c.quote.start) for c in claims]
    assert places == sorted(places)


def test_export_to_a_file(stored: Run, tmp_path: Path) -> None:
    whole = stored("export").raw
    ran = stored("export", "-o", "out.jsonl")
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "out.jsonl").read_bytes() == whole
    assert f"{len(whole.splitlines())} claims written" in ran.err
    assert stored("export", "-o", "no/such/out.jsonl").code == 2
    assert not [f for f in os.listdir(tmp_path) if f.startswith(".cursus-")]


@pytest.mark.slow
def test_export_does_not_depend_on_the_order_of_adding(cursus: Run, skobelev: Path, togo: Path) -> None:
    cursus("add", skobelev, togo, "--db", "one.db")
    cursus("add", togo, skobelev, "--db", "two.db")
    assert cursus("export", "--db", "one.db").raw == cursus("export", "--db", "two.db").raw


def test_show(stored: Run) -> None:
    ran = stored("show", "Mikhail", "Skobelev")
    assert ran.code == 0
    assert ran.out.startswith("Mikhail Skobelev  mikhail-skobelev\n")
    assert "Михаил Дмитриевич Скобелев" in ran.out
    assert "“Skobelev was born in Saint Petersburg in 1843”" in ran.out
    assert '[1] "Skobelev, Mikhail Dimitrievich". Encyclopædia Britannica.' in ran.out
    assert "skobelev.txt:35:227: error dangling-footnote" in ran.out
    assert "\x1b" not in ran.out
    assert max(map(len, ran.out.splitlines())) < 200
    for other in ("skobelev", "СКОБЕЛЕВ", "mikhail-skobelev"):
        assert stored("show", other).out.startswith("Mikhail Skobelev")


def test_show_json(stored: Run) -> None:
    data = stored("show", "skobelev", "--json").json
    assert data["person"]["name"] == "Mikhail Skobelev"
    exported = [orjson.loads(line) for line in stored("export").raw.splitlines()]
    mine = [c for c in exported if c["person"]["id"] == data["person"]["id"]]
    assert list(data["claims"].values()) == sorted(mine, key=lambda c: list(data["claims"]).index(c["id"]))


def test_show_nobody(stored: Run) -> None:
    ran = stored("show", "Nelson")
    assert (ran.code, ran.out) == (2, "")
    assert "no person in cursus.db is called 'Nelson'" in ran.err


def test_show_several(cursus: Run) -> None:
    text = "{0}\n\nGeneral {0} (born 1 May 1840) was an officer of the army. {0} was born in Kazan in 1840.\n"
    for name in ("Ivan Petrov", "Oleg Petrov"):
        Path(f"{name}.txt").write_text(text.format(name))
    assert cursus("add", "Ivan Petrov.txt", "Oleg Petrov.txt").code == 0
    ran = cursus("show", "Petrov")
    assert ran.code == 2
    assert "may be 2 persons" in ran.err
    assert "ivan-petrov" in ran.out
    assert "oleg-petrov" in ran.out
    assert cursus("show", "oleg petrov").code == 0
    assert [p["name"] for p in cursus("show", "Petrov", "--json").json] == ["Ivan Petrov", "Oleg Petrov"]


def test_explain(stored: Run) -> None:
    claims = [orjson.loads(line) for line in stored("export").raw.splitlines()]
    claim = next(c for c in claims if c["property"] == "birth" and c["citations"])
    ran = stored("explain", claim["id"][:10])
    assert ran.code == 0
    place = re.search(r"^quote +(\S+):(\d+):(\d+)$", ran.out, re.MULTILINE)
    assert place is not None
    line = (EXAMPLES / place[1]).read_text("utf-8").split("\n")[int(place[2]) - 1]
    assert line[int(place[3]) - 1 :].startswith(claim["quote"]["exact"][:10])
    for words in (claim["rule"], claim["id"], f"[{claim['citations'][0]['label']}]", "sha256"):
        assert words in ran.out
    data = stored("explain", claim["id"], "--json").json
    assert {k: data[k] for k in claim} == claim
    assert data["place"] == {"path": place[1], "line": int(place[2]), "column": int(place[3])}
    assert data["footnotes"][0]["text"]


def test_explain_every_claim(stored: Run) -> None:
    for line in stored("export").raw.splitlines():
        assert stored("explain", orjson.loads(line)["id"]).code == 0


def test_explain_what_is_not_there(stored: Run) -> None:
    for wrong in ("zzzzzzzz", "a", ""):
        ran = stored("explain", wrong)
        assert (ran.code, ran.out) == (2, "")
        assert "no claim" in ran.err


def test_persons_documents_search(stored: Run) -> None:
    assert "東郷 平八郎" in stored("persons", "togo").out
    assert stored("persons", "togo", "--json").json[0]["names"][0] == "Tōgō Heihachirō"
    assert "no person called" in stored("persons", "nelson").err
    assert [d["form"] for d in stored("documents", "--json").json] == ["text", "html"]
    assert "«Saint»" in stored("search", "saint", "petersb").out
    assert stored("search", "saint", "petersb", "--json").json[0]["person"]["id"] == "mikhail-skobelev"
    assert "no person and no quote" in stored("search", "xyzzy").err
    assert stored("problems").out == "none\n"


def test_search_by_name(stored: Run) -> None:
    """Persons come before quotes, with the spelling that matched and why."""
    first, *_ = stored("search", "Скобелев", "--json").json
    assert (first["kind"], first["person"]["id"]) == ("person", "mikhail-skobelev")
    assert first["spelling"] == "Михаил Дмитриевич Скобелев"
    assert first["reason"] == "spelling: Михаил Дмитриевич Скобелев"
    out = stored("search", "skobelew").out
    assert out.startswith("Mikhail Skobelev  mikhail-skobelev  1843")
    assert out.splitlines()[1] == "    same sound"
    hits = stored("search", "skobelew", "-n", "1", "--json").json
    assert [(h["kind"], h["why"]) for h in hits] == [("person", "sound")]
    assert stored("persons", "skobelew", "--json").json[0]["reason"] == "same sound"
    assert stored("show", "mikhail skobelew").out.startswith("Mikhail Skobelev")


def test_check(cursus: Run, skobelev: Path, togo: Path) -> None:
    ran = cursus("check", togo, skobelev)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert all(re.fullmatch(r"\S+:\d+:\d+: (error|warning|notice|info) [\w-]+ .+", line) for line in lines)
    places = [(name, int(a), int(b)) for name, a, b in re.findall(r"^(\S+?):(\d+):(\d+):", ran.out, re.MULTILINE)]
    assert places == sorted(places)
    assert any("dangling-footnote" in line for line in lines)
    data = cursus("check", togo, skobelev, "--format", "json")
    assert data.code == 1
    assert len(data.json) == len(lines)
    for finding, line in zip(data.json, lines, strict=True):
        assert line.startswith(
            f"{finding['document']['path']}:{finding['line']}:{finding['column']}: {finding['level']} "
        )
    errors = cursus("check", togo, skobelev, "--level", "error")
    assert errors.out.splitlines() == [line for line in lines if ": error " in line]
    assert not Path("cursus.db").exists()


def test_check_without_errors(cursus: Run) -> None:
    ran = cursus("check", "-", given=b"Springfield\n\nSpringfield is a town in Wessex.\n")
    assert ran.code == 0
    assert "1 article" in ran.err


def test_check_with_a_missing_file(cursus: Run, skobelev: Path) -> None:
    ran = cursus("check", skobelev, "missing.txt")
    assert ran.code == 1
    assert "cursus: missing.txt: there is no such file" in ran.err
