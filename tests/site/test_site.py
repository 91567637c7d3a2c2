"""The site as a folder: whole, the same bytes each time, and without a link that leads nowhere."""

from __future__ import annotations

import html
import os
import posixpath
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cursus.cli.app import cursus
from cursus.page import process
from cursus.site import SiteError, build
from cursus.site.addresses import Addresses, between, plain
from cursus.site.search import BUNDLE, NoPagefind, _classic, bundle
from cursus.store import open_store
from tests.web.hostile import everything
from tests.web.people import store

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(name="database", scope="module")
def _database(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("site") / "a.db"
    with open_store(str(path)) as held:
        for name in ("skobelev.txt", "urabi.wikitext", "togo.html"):
            for result in process((EXAMPLES / name).read_bytes(), name):
                assert result.document
                held.add(result.document, result.claims, result.findings)
    return str(path)


@pytest.fixture(name="folder", scope="module")
def _folder(database: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "site"
    assert build(database, str(out), jobs=2).failed == ()
    return out


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def broken(folder: Path) -> list[str]:
    """Links that lead to no file, or to no place in it."""
    pages = {name: text.decode() for name, text in contents(folder).items() if name.endswith(".html")}
    places = {name: set(re.findall(r' id="([^"]*)"', text)) for name, text in pages.items()}
    files = set(contents(folder))
    out = []
    for name, text in pages.items():
        for link in re.findall(r'<(?:a|link|script)\b[^>]*? (?:href|src)="([^"]*)"', text):
            link = html.unescape(link)
            if re.match(r"https?:", link):
                continue
            path, _, mark = link.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            if there not in files or (mark and mark not in places[there]):
                out.append(f"{name}: {link}")
    return out


def test_every_link_leads_somewhere(folder: Path) -> None:
    assert len(list(folder.glob("person/*.html"))) > 5
    assert broken(folder) == []


def test_nothing_in_it_asks_a_server(folder: Path) -> None:
    for name, text in contents(folder).items():
        if name.endswith(".html"):
            page = text.decode()
            assert not re.search(r'(?:href|src|action)="/', page), name
            assert page.count("<form") == page.count("data-search") <= 1, name
            assert "review" not in page.lower(), name


def test_what_a_dossier_says_is_there(folder: Path) -> None:
    page = (folder / "person" / "ahmed-urabi.html").read_text()
    assert "أحمد عرابي" in page
    assert "Contradictions" in page
    assert 'href="../document/' in page
    assert (folder / "units" / "index.html").exists()
    assert list(folder.glob("source/*.html"))


def test_the_same_database_gives_the_same_bytes(database: str, folder: Path, tmp_path: Path) -> None:
    build(database, str(tmp_path / "again"), jobs=1)
    assert contents(tmp_path / "again") == contents(folder)


@pytest.mark.slow
def test_it_is_made_anew_but_nothing_else_is_touched(database: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    build(database, str(out))
    (out / "person" / "nobody.html").write_text("old")
    build(database, str(out))
    assert not (out / "person" / "nobody.html").exists()
    other = tmp_path / "mine"
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    with pytest.raises(SiteError, match="something else"):
        build(database, str(other))
    assert sorted(os.listdir(tmp_path)) == ["mine", "out"]
    assert (other / "letter.txt").read_text() == "mine"


@pytest.mark.slow
def test_hostile_articles_make_whole_pages(tmp_path: Path) -> None:
    with store(tmp_path / "h.db", *everything()):
        pass
    built = build(str(tmp_path / "h.db"), str(tmp_path / "out"))
    assert built.failed == ()
    assert broken(tmp_path / "out") == []
    for name, text in contents(tmp_path / "out").items():
        if name.endswith(".html"):
            assert [s for s in re.findall(r"<script\b[^>]*>", text.decode()) if "search/" not in s] == [], name


def test_the_command(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    done = CliRunner().invoke(cursus, ["site", "--db", database, str(tmp_path / "o")])
    assert "index.html" in done.output
    assert os.listdir() == []
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    done = CliRunner().invoke(cursus, ["site", "--db", database, str(tmp_path / "full")])
    assert "something else" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/persons", "persons/index.html"),
        ("/persons?page=1", "persons/index.html"),
        ("/persons?page=3", "persons/index.page-3.html"),
        ("/person/ada-berg", "person/ada-berg.html"),
        ("/person/ada-berg?part=career&page=2#e-1", "person/ada-berg.page-2.part-career.html#e-1"),
        ("/person/ada-berg?claim=0011", "person/ada-berg.html"),
        ("/claim/0011", "document/d1.html#c-0011"),
        ("/claim/9999", None),
        ("/document/d1?claim=0011#c-0011", "document/d1.html#c-0011"),
        ("/search?q=a", None),
        ("/units?format=csv", None),
        ("/who?unit=x", None),
        ("/review", None),
        ("/static/site.css", "static/site.css"),
    ],
)
def test_addresses(address: str, file: str | None) -> None:
    assert Addresses({"0011": "d1"}).file(address) == file


def test_names_of_files_are_plain_and_differ() -> None:
    names = ["a", "A", "a b", "a/b", "a-b", "..", "حفتر", "con" * 100, "", "a\x00", "é"]
    made = [plain(name) for name in names]
    assert len(set(made)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_-]{1,90}", name) for name in made)


def test_ways_between_files() -> None:
    assert between("person/a.html", "person/b.html") == "../person/b.html"
    assert between("person/a.html", "index.html#x") == "../index.html#x"
    assert between("index.html", "unit/a.html") == "unit/a.html"
    assert between("person/a.html", "person/a.html#e-1") == "#e-1"


def test_bundles_are_called_the_same_in_both_languages() -> None:
    assert bundle("fragment/en_ab12cd3.pf_fragment") == "f-ab"
    assert bundle("pagefind.en_fe59.pf_meta") == "pagefind-en_fe59-pf_meta"
    assert '"f-" + m[1]' in BUNDLE


def test_another_pagefind_is_refused() -> None:
    with pytest.raises(NoPagefind):
        _classic("const a = 1;")
