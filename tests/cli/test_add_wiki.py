"""``cursus add`` from a real MediaWiki: pages, categories, revisions, what changed since, and what cannot be had."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.cli.conftest import EXAMPLES, PROGRAM, Ran, Run, environment
from tests.fetch.real_wiki import RealWiki

pytestmark = pytest.mark.slow

HOCHE = """'''Lazare Hoche''' (born 24 June 1768, died 19 September 1797) was a French general.<ref>{{cite book
|last=Cuneo |title=Hoche |year=1900}}</ref> In 1793 he was promoted to general of division.<ref>Cuneo 1900, p. 12.</ref>
He commanded the [[Army of the Moselle]] from October 1793.
"""
KLEBER = """'''Jean-Baptiste Kléber''' (born 9 March 1753, died 14 June 1800) was a French general. He was promoted to general
of division in 1794.<ref>Pajol 1877, p. 40.</ref>
"""


@pytest.fixture(scope="module")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealWiki]:
    wiki = RealWiki(tmp_path_factory.mktemp("wiki"))
    try:
        urabi = (EXAMPLES / "urabi.wikitext").read_text()
        wiki.edit("Ahmed Urabi", "'''Ahmed Urabi''' was an Egyptian officer. He was a colonel in 1881.")
        wiki.edit("Ahmed Urabi", urabi + "\n[[Category:Generals]]")
        wiki.edit("Arabi Pasha", "#REDIRECT [[Ahmed Urabi]]")
        wiki.edit("Lazare Hoche", HOCHE + "[[Category:French generals]]")
        wiki.edit("Jean-Baptiste Kléber", KLEBER + "[[Category:French generals]]")
        wiki.edit("Category:French generals", "[[Category:Generals]]")
        wiki.edit("Round", "#REDIRECT [[About]]")
        wiki.edit("About", "#REDIRECT [[Round]]")
        wiki.requests()
        yield wiki
    finally:
        wiki.stop()


def add(program: Run, wiki: RealWiki, *arguments: str) -> Ran:
    return program("add", "--allow-private", wiki.host, *arguments)


def stored() -> dict[str, tuple[str, str, str]]:
    with sqlite3.connect("cursus.db") as database:
        rows = database.execute("SELECT path, title, revision, licence FROM documents ORDER BY path").fetchall()
    return {path: (title, revision, licence) for path, title, revision, licence in rows}


def texts(requests: list[str]) -> list[str]:
    """The requests that fetched texts."""
    return [r for r in requests if "content" in r]


def test_from_a_title_to_its_dossier(program: Run, wiki: RealWiki) -> None:
    ran = add(program, wiki, f"{wiki.url}/wiki/Arabi_Pasha")
    assert ran.code == 0, ran.err
    assert "added" in ran.out
    path = f"{wiki.url}/wiki/Ahmed_Urabi"
    ((title, revision, licence),) = stored().values()
    assert list(stored()) == [path]
    assert (title, licence) == ("Ahmed Urabi", "CC BY-SA 4.0")
    shown = program("show", "Ahmed Urabi")
    assert f"{path}?oldid={revision}" in " ".join(shown.out.split())
    assert "Admin" in shown.out or "127.0.0.1" in shown.out or "Maintenance" in shown.out

    wiki.requests()
    again = add(program, wiki, f"{wiki.url}/w/index.php?title=Ahmed_Urabi", path, f"{wiki.url}/wiki/Arabi_Pasha")
    assert again.code == 0
    assert "unchanged" in again.out
    asked = wiki.requests()
    assert texts(asked) == []
    assert len(asked) == 2, asked  # what the wiki is, and which revisions the titles have

    forced = add(program, wiki, "--again", path)
    assert forced.code == 0
    assert len(texts(wiki.requests())) == 1


def test_categories_and_what_changed(program: Run, wiki: RealWiki, skobelev: Path) -> None:
    wiki.requests()
    ran = add(program, wiki, "--category", "Generals", "--wiki", wiki.url, "--depth", "1", "skobelev.txt")
    assert ran.code == 0, ran.err
    kleber = f"{wiki.url}/wiki/Jean-Baptiste_Kl%C3%A9ber"
    assert set(stored()) == {
        "skobelev.txt",
        f"{wiki.url}/wiki/Ahmed_Urabi",
        f"{wiki.url}/wiki/Lazare_Hoche",
        kleber,
    }
    asked = wiki.requests()
    assert len(texts(asked)) == 1
    assert all(request.startswith("/w/api.php?") for request in asked)

    wiki.edit("Jean-Baptiste Kléber", KLEBER.replace("in 1794", "in 1793") + "[[Category:French generals]]")
    before = stored()[kleber]
    ran = add(program, wiki, f"{wiki.url}/wiki/Category:Generals", "--depth", "3")
    assert ran.code == 0, ran.err
    assert "replaced" in ran.out
    assert "1 replaced, 2 unchanged" in ran.out
    (fetched,) = texts(wiki.requests())
    after = stored()[kleber]
    assert int(after[1]) > int(before[1])
    assert f"revids={after[1]}&" in fetched + "&"


def test_an_old_revision_stands_beside_the_page(program: Run, wiki: RealWiki) -> None:
    path = f"{wiki.url}/wiki/Ahmed_Urabi"
    add(program, wiki, path)
    newest = int(stored()[path][1])
    old = f"{wiki.url}/w/index.php?title=Ahmed_Urabi&oldid={newest - 1}"
    ran = add(program, wiki, old)
    assert ran.code == 0, ran.err
    assert set(stored()) == {path, f"{path}?oldid={newest - 1}"}
    wiki.requests()
    assert "unchanged" in add(program, wiki, f"{wiki.url}/wiki/Special:PermanentLink/{newest - 1}").out
    assert texts(wiki.requests()) == []
    shown = " ".join(program("show", "Ahmed Urabi").out.split())
    assert f"{path}?oldid={newest} " in shown + " " or f"{path}?oldid={newest}," in shown
    assert f"{path}?oldid={newest - 1}" in shown


def test_what_cannot_be_had_is_listed(program: Run, wiki: RealWiki) -> None:
    ran = add(
        program, wiki, f"{wiki.url}/wiki/Nobody", f"{wiki.url}/wiki/Round", f"{wiki.url}/wiki/Special:Version",
        f"{wiki.url}/wiki/Category:Empty", f"{wiki.url}/w/index.php?oldid=99999", f"{wiki.url}/wiki/Lazare_Hoche",
    )  # fmt: skip
    assert ran.code == 1
    listed = program("problems").out
    for words in ("does not exist on the wiki", "leads in a circle", "the wiki makes itself", "holds no articles"):
        assert words in ran.err
        assert words in listed
    assert list(stored()) == [f"{wiki.url}/wiki/Lazare_Hoche"]
    wiki.edit("Nobody", HOCHE.replace("Lazare Hoche", "François Marceau"))
    assert add(program, wiki, f"{wiki.url}/wiki/Nobody").code == 0
    assert "Nobody" not in program("problems").out


def test_a_list_of_titles(program: Run, wiki: RealWiki, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Lazare Hoche\nhttps://somewhere.example/wiki/Arabi_Pasha\nNobody at all\n")
    ran = add(program, wiki, "--wiki", wiki.url, "--titles-from", "names.txt")
    assert ran.code == 1
    assert "Nobody_at_all: does not exist on the wiki" in ran.err
    assert set(stored()) == {f"{wiki.url}/wiki/Ahmed_Urabi", f"{wiki.url}/wiki/Lazare_Hoche"}


def test_a_wiki_that_only_members_read(program: Run, wiki: RealWiki) -> None:
    wiki.closed.touch()
    try:
        ran = add(program, wiki, f"{wiki.url}/wiki/Lazare_Hoche")
    finally:
        wiki.closed.unlink()
    assert ran.code == 2
    assert "lets only its members read" in ran.err
    assert "Special:Export" in ran.err


def test_a_private_wiki_is_refused_unless_it_is_named(program: Run, wiki: RealWiki) -> None:
    wiki.requests()
    ran = program("add", f"{wiki.url}/wiki/Lazare_Hoche")
    assert ran.code == 2
    assert f"--allow-private {wiki.host}" in ran.err
    assert wiki.requests() == []


def many(wiki: RealWiki, number: int) -> None:
    """Bring in so many articles of one category."""
    pages = "".join(
        f"<page><title>Officer {n}</title><ns>0</ns><revision><timestamp>2020-01-01T00:00:00Z</timestamp>"
        f"<contributor><username>Ada</username></contributor><model>wikitext</model><format>text/x-wiki</format>"
        f"<text>'''Officer {n}''' (born 1750) was a soldier. He was promoted to colonel in {1770 + n % 30}."
        f"&lt;ref>Register, p. {n}.&lt;/ref> [[Category:Officers]]</text></revision></page>"
        for n in range(1, number + 1)
    )
    export = (
        f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">{pages}</mediawiki>'
    )
    (wiki.folder / "many.xml").write_text(export)
    wiki.php("importDump.php", "--username-prefix=", str(wiki.folder / "many.xml"))


def test_an_interrupted_run_goes_on(program: Run, wiki: RealWiki, tmp_path: Path) -> None:
    many(wiki, 90)
    wiki.requests()
    command = ["add", "--allow-private", wiki.host, "--wiki", wiki.url, "--category", "Officers"]
    running = subprocess.Popen([*PROGRAM, *command], cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL)
    for _ in range(600):
        with suppress(sqlite3.OperationalError):  # there is a file before there are tables in it
            if (tmp_path / "cursus.db").exists() and len(stored()) >= 20:
                break
        time.sleep(0.1)
    running.kill()
    running.wait(20)
    early = set(stored())
    assert 20 <= len(early) < 90
    wiki.idle()
    first = texts(wiki.requests())

    ran = program(*command)
    assert ran.code == 0, ran.err
    assert len(stored()) == 90
    assert f"{len(early)} unchanged" in ran.out
    second = texts(wiki.requests())
    asked = [revision for request in second for revision in parse_qs(urlsplit(request).query)["revids"][0].split("|")]
    assert len(asked) == len(set(asked)) == 90 - len(early)
    assert len(first) + len(second) <= 6
