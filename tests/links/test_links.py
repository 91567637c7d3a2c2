"""Looking at addresses of real servers, finding copies in a real archive's answers, remembering all of it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from cursus.fetch.client import Client
from cursus.fetch.errors import FetchError
from cursus.links.archives import Archives, Copy, choose, find_copy
from cursus.links.cited import cited
from cursus.links.probe import look
from tests.check.examples import document
from tests.cli.conftest import Run
from tests.links.world import FINE, World, world


@pytest.fixture
def web() -> Iterator[World]:
    with world() as here:
        yield here


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/fine/page", "alive", 200),
        ("/nohead/page", "alive", 200),
        ("/404/page", "failed", 404),
        ("/410/page", "failed", 410),
        ("/500/page", "failed", 500),
        ("/403/page", "closed", 403),
        ("/429/page", "closed", 429),
        ("/503/page", "closed", 503),
        ("/soft/page", "failed", 200),
        ("/book/not-found-letters", "alive", 200),
        ("/tofront/deep/page", "failed", 200),
        ("/tofront", "alive", 200),
        ("/to404/page", "failed", 200),
        ("/tofine/page", "alive", 200),
    ],
)
def test_one_look(web: World, path: str, outcome: str, status: int) -> None:
    seen = look(web.client, web.url(path))
    assert (seen.outcome, seen.status) == (outcome, status), seen.reason
    assert seen.reason


def test_nobody_there() -> None:
    with Client(allow=("127.0.0.1:1",)) as client:
        assert look(client, "http://127.0.0.1:1/x").outcome == "failed"


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "ftp://example.org/", "http://2130706433/"],
)
def test_what_may_not_be_asked_is_no_failure_of_the_page(url: str) -> None:
    with Client() as client:
        assert look(client, url).outcome == "unclear"


def test_the_copy_that_shows_what_the_author_saw(web: World) -> None:
    page = web.url("/404/page")
    web.copies[page] = [
        ("20100101000000", "200"),
        ("20110601120000", "200"),
        ("20110602000000", "404"),
        ("20140101000000", "200"),
    ]
    assert find_copy(web.client, page, "2012-05-05", web.archives) == Copy(
        f"{web.server.url}/web/20110601120000/{page}", "20110601120000"
    )
    found = find_copy(web.client, page, "2009-01-01", web.archives)
    assert found is not None
    assert found.day == "2010-01-01"
    found = find_copy(web.client, page, None, web.archives)
    assert found is not None
    assert found.day == "2014-01-01"
    assert find_copy(web.client, web.url("/404/other"), None, web.archives) is None


def test_an_archive_that_is_down_is_said_to_be(web: World) -> None:
    web.broken = True
    with pytest.raises(FetchError):
        find_copy(web.client, web.url("/404/page"), None, Archives(web.archives.cdx, "", "", ""))


def test_moments_that_are_none_are_passed_over(web: World) -> None:
    page = web.url("/404/page")
    web.copies[page] = [("20101332000000", "200"), ("19800101000000", "200"), ("2010", "200"), ("x", "200")]
    assert find_copy(web.client, page, None, web.archives) is None
    assert choose([], None) is None


ARTICLE = """'''Ada Berg''' (1843–1901) was a soldier.

Berg led the battery.<ref>{{{{cite web |title=Berg |url={gone} |website=Harbour Times |access-date=5 May 2012}}}}</ref> She
left.<ref>{{{{cite web |title=Berg at sea |url={fine} |website=Harbour Times |access-date=6 May 2012}}}}</ref> She died.<ref>{{{{cite web
|title=End |url={soft} |archive-url=https://web.archive.org/web/20120101000000/{soft} |archive-date=1 January 2012}}}}</ref>

== References ==
<references />
"""


def test_addresses_of_an_article() -> None:
    text = ARTICLE.format(gone="https://example.org/a", fine="https://example.org/b", soft="https://example.org/c")
    found = cited([document("wikitext", text)])
    assert [(c.url, c.seen, c.archived is not None) for c in found.values()] == [
        ("https://example.org/a", "2012-05-05", False),
        ("https://example.org/b", "2012-05-06", False),
        ("https://example.org/c", None, True),
    ]


def test_the_whole_walk(web: World, cursus: Run, tmp_path: Path) -> None:
    gone, fine, soft = (web.url(p) for p in ("/404/a", "/fine/b", "/soft/c"))
    (tmp_path / "berg.wikitext").write_text(ARTICLE.format(gone=gone, fine=fine, soft=soft), "utf-8")
    assert cursus("add", "berg.wikitext").code == 0
    web.copies[gone] = [("20110601120000", "200")]
    options = ("--allow-private", web.server.host, "--archive", web.server.url, "--wait", "0")

    def on(day: str, *more: str) -> dict[str, dict[str, object]]:
        told = cursus("links", *options, *more, "--json", CURSUS_TODAY=day).json
        return {row["url"]: row for row in told}

    first = on("2024-05-01")
    assert {url: row["state"] for url, row in first.items()} == {gone: "failing", fine: "alive", soft: "failing"}
    assert first[gone]["copy"] == f"{web.server.url}/web/20110601120000/{gone}"
    assert first[soft]["copy"] is None, "the article names a copy already"
    before = len(web.server.requests)
    assert on("2024-05-02") == {}
    assert len(web.server.requests) == before, "nothing was due"
    assert set(on("2024-05-04")) == {gone, soft}
    assert web.asked("/cdx/search/cdx") == 1, "the copy was known"
    assert {row["state"] for row in on("2024-05-07").values()} == {"dead"}
    ran = cursus("links", "--list", "--state", "dead", CURSUS_TODAY="2024-05-07")
    assert ran.code == 1
    assert "berg.wikitext, footnote 1" in ran.out
    assert "|archive-date=2011-06-01 |url-status=dead" in ran.out
    assert fine not in ran.out


def test_pages_are_kept(web: World, cursus: Run, tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    gone, fine = web.url("/404/a"), web.url("/fine/b")
    text = ARTICLE.format(gone=gone, fine=fine, soft=web.url("/tofine/c"))
    (tmp_path / "berg.wikitext").write_text(text, "utf-8")
    cursus("add", "berg.wikitext")
    cursus("links", "--allow-private", web.server.host, "--no-archives", "--wait", "0", "--save", "pages.warc.gz")
    with open(tmp_path / "pages.warc.gz", "rb") as file:
        kept = {r.rec_headers["WARC-Target-URI"]: r.content_stream().read() for r in ArchiveIterator(file)}
    assert kept == {fine: FINE, web.url("/fine/there"): FINE}
    assert gzip.decompress((tmp_path / "pages.warc.gz").read_bytes())[:5] == b"WARC/"


def test_nothing_to_look_at(cursus: Run, tmp_path: Path) -> None:
    (tmp_path / "berg.txt").write_text("Ada Berg\n\nAda Berg (1843–1901) was a soldier.\n", "utf-8")
    cursus("add", "berg.txt")
    assert cursus("links").code == 2
    assert "no article cites" in cursus("links", "https://example.org/").err
    assert cursus("links", "--db", "missing.db").code == 2
