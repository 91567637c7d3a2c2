"""``cursus add``: new, known, changed, many, piped; and what it tells."""

from __future__ import annotations

import bz2
import gzip
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run


def test_added_then_unchanged(cursus: Run, skobelev: Path) -> None:
    ran = cursus("add", skobelev)
    assert (ran.code, ran.err) == (0, "")
    assert "added" in ran.out
    assert "Mikhail Skobelev" in ran.out
    assert "cursus.db holds 1 article" in ran.out
    before = cursus("export").raw
    assert before.count(b"\n") > 5
    ran = cursus("add", skobelev)
    assert ran.code == 0
    assert "unchanged" in ran.out
    assert cursus("export").raw == before


def test_known_bytes_are_not_read_again(cursus: Run, skobelev: Path) -> None:
    """With no time to read anything, only what is passed by can succeed."""
    cursus("add", skobelev)
    assert cursus("add", skobelev, "--memory", "128").code == 0
    shutil.copy(skobelev, "copy.txt")
    ran = cursus("add", "copy.txt", "--json")
    assert ran.json["inputs"][0]["status"] == "unchanged"
    assert ran.json["holds"]["documents"] == 1


def test_a_changed_article_says_what_changed(cursus: Run, skobelev: Path) -> None:
    cursus("add", skobelev)
    text = skobelev.read_text("utf-8")
    assert "Rank General of the Infantry" in text
    skobelev.write_text(text.replace("Rank General of the Infantry", "Rank Lieutenant General"), "utf-8")
    ran = cursus("add", skobelev, "--json")
    assert ran.code == 0
    (report,) = ran.json["inputs"]
    assert report["status"] == "replaced"
    pairs = [(c["before"]["value"], c["after"]["value"]) for c in report["changed"]]
    assert ("General of the Infantry", "Lieutenant General") in pairs
    assert ran.json["holds"]["documents"] == 1
    skobelev.write_text(text, "utf-8")
    ran = cursus("add", skobelev)
    assert "replaced" in ran.out
    assert "~ changed" in ran.out
    assert "Lieutenant General → Mikhail Skobelev: rank General of the Infantry" in ran.out


def test_one_file_has_one_name_from_everywhere(cursus: Run, skobelev: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    shutil.move(skobelev, tmp_path / "sub" / "a.txt")
    cursus("add", "sub/a.txt")
    ran = cursus("add", tmp_path / "sub" / ".." / "sub" / "a.txt", "--again", "--json")
    assert ran.json["inputs"][0] == ran.json["inputs"][0] | {"path": "sub/a.txt", "status": "replaced", "changed": []}
    assert [d["path"] for d in cursus("documents", "--json").json] == ["sub/a.txt"]


def test_standard_input(cursus: Run, skobelev: Path) -> None:
    ran = cursus("add", "-", given=skobelev.read_bytes())
    assert ran.code == 0
    assert "Mikhail Skobelev" in ran.out
    assert [d["path"] for d in cursus("documents", "--json").json] == ["-"]


@pytest.mark.slow
def test_a_folder(cursus: Run, skobelev: Path, togo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    (folder / "deep").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    shutil.move(skobelev, folder / "deep" / "Mikhail Skobelev")
    shutil.move(togo, folder / "togo.HTML")
    (folder / ".hidden" / "a.txt").write_text("never seen")
    (folder / ".b.txt").write_text("never seen")
    (folder / "notes.pdf").write_bytes(b"%PDF")
    (folder / "blob").write_bytes(b"\x00\x01")
    os.mkfifo(folder / "pipe.txt")
    ran = cursus("add", folder, "--json")
    assert ran.code == 0
    assert [r["path"] for r in ran.json["inputs"]] == ["articles/togo.HTML", "articles/deep/Mikhail Skobelev"]
    assert ran.json["skipped"] == {".pdf": 1, "binary": 1, "hidden": 2, "special": 1}
    assert "passed over: 1 .pdf, 1 binary, 2 hidden, 1 special" in cursus("add", folder).out


def test_a_folder_without_articles(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = cursus("add", "empty")
    assert ran.code == 2
    assert "nothing to read here" in ran.err
    assert os.listdir(tmp_path) == ["empty"]


@pytest.mark.slow
def test_part_of_it_unreadable(cursus: Run, skobelev: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = cursus("add", skobelev, "empty.txt", "missing.txt")
    assert ran.code == 1
    assert "1 added, 2 unreadable" in ran.out
    assert "cursus: missing.txt: there is no such file or folder; check the path" in ran.err
    assert "cursus: empty.txt: is empty; give a file with an article in it" in ran.err
    ran = cursus("problems", "--json")
    assert sorted(p["path"] for p in ran.json) == ["empty.txt", "missing.txt"]
    shutil.copy(EXAMPLES / "togo.html", "empty.txt")
    assert cursus("add", "empty.txt").code == 0
    assert [p["path"] for p in cursus("problems", "--json").json] == ["missing.txt"]


@pytest.mark.slow
def test_a_restored_file_is_no_problem_any_more(cursus: Run, skobelev: Path) -> None:
    text = skobelev.read_bytes()
    cursus("add", skobelev)
    skobelev.write_bytes(b"")
    assert cursus("add", skobelev).code == 2
    assert len(cursus("problems", "--json").json) == 1
    skobelev.write_bytes(text)
    assert cursus("add", skobelev).code == 0
    assert cursus("problems", "--json").json == []


def test_more_than_a_few(cursus: Run, skobelev: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    text = skobelev.read_text("utf-8")
    for number in range(21):
        (folder / f"{number:02}.txt").write_text(text.replace("1843", f"18{number + 10}"), "utf-8")
    (folder / "town.txt").write_text("Springfield is a town.\n\nIt has a river and two bridges.\n")
    ran = cursus("add", folder, "--jobs", "2")
    assert ran.code == 0
    assert "22 added" in ran.out
    assert "00.txt" not in ran.out, "among many, only what needs a look has a line"
    assert "no person found in" in ran.out
    assert "reading" not in ran.err, "no bar where there is no terminal"
    one_worker = cursus("add", folder, "--db", "other.db", "--jobs", "1")
    assert one_worker.code == 0
    assert cursus("export").raw == cursus("export", "--db", "other.db").raw


@pytest.mark.slow
def test_a_run_that_was_stopped_goes_on(cursus: Run, skobelev: Path, togo: Path) -> None:
    cursus("add", skobelev)
    ran = cursus("add", skobelev, togo, "--json")
    assert [r["status"] for r in ran.json["inputs"]] == ["unchanged", "added"]


@pytest.mark.slow
def test_reports_come_in_the_order_of_the_paths(cursus: Run, skobelev: Path, togo: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    cursus("add", togo)
    ran = cursus("add", "empty.txt", skobelev, togo, "--json")
    assert [r["path"] for r in ran.json["inputs"]] == ["empty.txt", "skobelev.txt", "togo.html"]


@pytest.mark.slow
def test_the_database_elsewhere(cursus: Run, skobelev: Path, tmp_path: Path) -> None:
    ran = cursus("add", skobelev, "--db", "no/such/x.db")
    assert ran.code == 2
    assert "folder does not exist" in ran.err
    (tmp_path / "sub").mkdir()
    assert cursus("add", skobelev, CURSUS_DB="sub/x.db").code == 0
    assert [d["path"] for d in cursus("documents", "--json", "--db", "sub/x.db").json] == ["../skobelev.txt"]


def test_packed_bytes_of_no_dump_are_refused(cursus: Run, skobelev: Path) -> None:
    with gzip.open("a.txt.gz", "wb") as out:
        out.write(skobelev.read_bytes())
    ran = cursus("add", "a.txt.gz")
    assert ran.code in (0, 2)
    assert ran.code == 0 or ran.err.startswith("cursus: a.txt.gz: ")


PAGE = """<page><title>{0}</title><ns>{2}</ns><id>1</id>{3}<revision><id>77</id>
<timestamp>2020-01-01T00:00:00Z</timestamp><contributor><username>Anna</username></contributor>
<text xml:space="preserve">'''{0}''' (born 1 May {1}) was a [[general]] of the [[Imperial Russian Army]].
== Life ==
In 1870 {0} was promoted to [[major]].</text></revision></page>"""


def dump(*pages: tuple[str, int], end: str = "</mediawiki>") -> bytes:
    head = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="en">'
    body = "".join(PAGE.format(title, year, 0, "") for title, year in pages)
    body += PAGE.format("Talk:Ivan Petrov", 1840, 1, "")
    body += PAGE.format("Petrov", 1840, 0, '<redirect title="Ivan Petrov" />')
    return (head + body + end).encode()


@pytest.mark.slow
def test_a_dump(cursus: Run, tmp_path: Path) -> None:
    path = tmp_path / "dump.xml.bz2"
    path.write_bytes(bz2.compress(dump(("Ivan Petrov", 1840), ("Oleg Orlov", 1850))))
    ran = cursus("add", path, "--json")
    assert ran.code == 0
    assert [r["path"] for r in ran.json["inputs"]] == ["dump.xml.bz2#Ivan Petrov", "dump.xml.bz2#Oleg Orlov"]
    assert {d["revision"] for d in cursus("documents", "--json").json} == {"77"}
    ran = cursus("add", path, "--json")
    assert [(r["path"], r["status"]) for r in ran.json["inputs"]] == [("dump.xml.bz2", "unchanged")]
    path.write_bytes(bz2.compress(dump(("Ivan Petrov", 1840), ("Oleg Orlov", 1851), ("Anna Ivanova", 1860))))
    ran = cursus("add", path, "--json")
    assert [r["status"] for r in ran.json["inputs"]] == ["unchanged", "replaced", "added"]
    assert ran.json["holds"]["documents"] == 3


@pytest.mark.slow
def test_a_truncated_dump_gives_what_is_whole(cursus: Run, tmp_path: Path) -> None:
    path = tmp_path / "dump.xml"
    whole = dump(("Ivan Petrov", 1840), ("Oleg Orlov", 1850))
    path.write_bytes(whole[: whole.index(b"Oleg") + 50])
    for status in ("added", "unchanged"):
        ran = cursus("add", path, "--json")
        assert ran.code == 1
        assert [(r["path"], r["status"]) for r in ran.json["inputs"]] == [
            ("dump.xml#Ivan Petrov", status),
            ("dump.xml", "unreadable"),
        ]
        assert ran.err.startswith("cursus: dump.xml: ")
        assert len(cursus("problems", "--json").json) == 1
    path.write_bytes(whole)
    assert cursus("add", path).code == 0
    assert cursus("problems", "--json").json == []
    assert len(cursus("documents", "--json").json) == 2
