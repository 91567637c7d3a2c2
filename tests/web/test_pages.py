"""Every address of the site, its headers, and that nothing from an article becomes HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cursus.store import Store
from cursus.web.guard import HEADERS, host_name
from tests.web.hostile import VECTORS, hostile
from tests.web.people import ARABIC, NAME, article, belmor, claim, store
from tests.web.site import Site

PERSON = "/person/ravi-anwar-belmor"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store(tmp_path_factory.mktemp("site") / "a.db", belmor()) as made:
        yield made


@pytest.fixture(scope="module")
def site(opened: Store) -> Site:
    return Site(opened)


def document_id(opened: Store) -> str:
    return opened.documents()[0].id


# pages ----------------------------------------------------------------------------------------------------------------
def test_front(site: Site) -> None:
    page = site.ask("/")
    assert page.status_code == 200
    assert NAME in page.text
    assert "13 claims about 1 person from 1 article" in page.text


def test_front_of_an_empty_database(tmp_path: Path) -> None:
    with store(tmp_path / "empty.db") as empty:
        page = Site(empty).ask("/")
    assert "Nothing is stored yet" in page.text
    assert "cursus add" in page.text


def test_persons_by_any_script(site: Site) -> None:
    for words in ("belmor", ARABIC.split()[-1], "Rafi"):
        assert PERSON in site.ask(f"/persons?q={words}").text
    nobody = site.ask("/persons?q=zzz")
    assert nobody.status_code == 200
    assert "Nobody is called that" in nobody.text


def test_pages_of_persons(tmp_path: Path) -> None:
    document = article("Many", ["He was a major."])
    claims = [claim(document, f"Person {n:03}", "rank", "major", "a major") for n in range(120)]
    with store(tmp_path / "many.db", (document, claims, [])) as many:
        site = Site(many)
        first, last = site.ask("/persons"), site.ask("/persons?page=3")
        assert "page 1 of 3" in first.text
        assert 'href="/persons?page=2"' in first.text
        assert last.text.count('<li class="person">') == 20
        assert site.ask("/persons?page=4").status_code == 404
        filtered = site.ask("/persons?q=Person&page=2")
        assert 'href="/persons?q=Person&amp;page=3"' in filtered.text


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e3", "٣", "99999999999999999999", ""])
def test_a_page_that_is_no_number(site: Site, number: str) -> None:
    assert site.ask(f"/persons?page={number}").status_code == 400


def test_dossier(site: Site, opened: Store) -> None:
    text = site.ask(PERSON).text
    assert f"<h1><bdi>{NAME}</bdi>" in text
    assert '<bdi lang="ar"><a href="/claim/' in text
    assert 'dir="rtl"' in text
    for words in ("Timeline", "Contradictions", "Career", "By April 1871 he commanded the 4th Regiment", "denied by",
                  "not in the article’s list of footnotes", "later in the paragraph", "CC BY-SA 3.0",
                  "The editors of the wiki", "footnote 9 is cited and not listed"):  # fmt: skip
        assert words in text, words
    for claimed in opened.claims(person="ravi-anwar-belmor"):
        assert f'href="/claim/{claimed.id}"' in text


def test_only_safe_addresses_are_links(site: Site, opened: Store) -> None:
    for url in (PERSON, f"/document/{document_id(opened)}"):
        text = site.ask(url).text
        assert 'href="https://books.example/orm"' in text
        assert "javascript:" not in text


@pytest.mark.slow
def test_every_link_inside_the_site_leads_somewhere(site: Site, opened: Store) -> None:
    todo, seen = ["/", "/search?q=colonel", "/search?q=brigadier", "/search?q=rafi"], set()
    while todo:
        url = todo.pop()
        path, _, anchor = url.partition("#")
        if url in seen:
            continue
        seen.add(url)
        page = site.ask(path)
        assert page.status_code in (200, 302), url
        if anchor:
            assert f'id="{anchor}"' in page.text, url
        if page.headers.get("content-type", "").startswith("text/html"):
            for link in re.findall(r'(?:href|src)="([^"]*)"', page.text):
                link = link.replace("&amp;", "&")
                if link.startswith("/"):
                    todo.append(link)
                elif link.startswith("#"):
                    todo.append(path + link)
    assert len(seen) > 60


def test_claim(site: Site, opened: Store) -> None:
    one = next(c for c in opened.claims() if c.value.text == "chief of staff")
    text = site.ask(f"/claim/{one.id}").text
    quote = "<mark>From 1875 to 1879 he was chief of staff at Orm</mark>"
    sure = "begins and ends then"
    for words in (quote, "1875/1879", "test.posting", one.document.sha256, sure, "The Orm Papers"):
        assert words in text, words


def test_the_beginning_of_a_claims_name_is_enough(site: Site, opened: Store) -> None:
    one = opened.claims()[0]
    short = site.ask(f"/claim/{one.id[:10]}")
    assert (short.status_code, short.headers["location"]) == (302, f"/claim/{one.id}")
    assert site.ask("/claim/ffffffffffffffff").status_code == 404


def test_article_shows_the_chosen_claim(site: Site, opened: Store) -> None:
    one = next(c for c in opened.claims() if c.value.text == "colonel")
    text = site.ask(f"/document/{document_id(opened)}?claim={one.id}").text
    assert f'<span class="at" id="c-{one.id}"></span>' in text
    assert 'class="claimed chosen"' in text
    assert f'<li id="n-{one.id}" class="chosen">' in text
    assert 'class="dangling"' in text
    assert site.ask(f"/document/{document_id(opened)}?claim=nonsense").status_code == 200


def test_search(site: Site) -> None:
    found = site.ask("/search?q=chief of staff").text
    assert "<mark>chief</mark>" in found
    assert "Nothing found" in site.ask("/search?q=zeppelin").text
    assert site.ask("/search").status_code == 200
    assert PERSON in site.ask(f"/search?q={NAME}").text


@pytest.mark.parametrize(
    "words", ['"', "*", "a AND", "NEAR(", "(", "\x00", "%", "'; DROP TABLE claims; --", "-", "^x", "ا" * 199]
)
def test_no_search_is_an_error(site: Site, words: str) -> None:
    for where in ("/search", "/persons", "/search/suggest"):
        assert site.ask(f"{where}?q={_encoded(words)}").status_code == 200


def _encoded(words: str) -> str:
    from urllib.parse import quote

    return quote(words)


def test_a_search_has_a_longest_length(site: Site) -> None:
    assert site.ask("/search?q=" + "x" * 201).status_code == 400


def test_suggestions(site: Site) -> None:
    data = site.ask("/search/suggest?q=bel").json()
    said = {"name": NAME, "url": PERSON, "note": "13 claims", "spelling": "", "reason": "begins so"}
    assert data == {"q": "bel", "persons": [said], "others": []}
    (other,) = site.ask(f"/search/suggest?q={ARABIC}").json()["persons"]
    assert (other["spelling"], other["reason"]) == (ARABIC, f"spelling: {ARABIC}")
    assert site.ask("/search/suggest").json()["persons"] == []


def test_static_files_may_be_kept_for_good(site: Site) -> None:
    css = re.search(r'href="(/static/site\.[0-9a-f]{12}\.css)"', site.ask("/").text)
    assert css is not None
    page = site.ask(css[1])
    assert page.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert page.headers["content-type"] == "text/css; charset=utf-8"
    for wrong in ("/static/site.css", "/static/..%2fpages.py", "/static/site.0123456789ab.css"):
        assert site.ask(wrong).status_code == 404


def test_health(site: Site) -> None:
    assert site.ask("/healthz").json() == {"status": "ok", "documents": 1, "claims": 13}


# what holds for all ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "url", ["/", PERSON, "/nothing", "/persons?page=x", "/search/suggest?q=a", "/healthz", "/static/x", "/favicon.ico"]
)
def test_security_headers_on_every_answer(site: Site, url: str) -> None:
    for method in ("GET", "HEAD", "POST"):
        answer = site.ask(url, method)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (url, method, name)
        assert "'unsafe" not in answer.headers["Content-Security-Policy"]
        assert "server" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_the_site_only_reads(site: Site, method: str) -> None:
    answer = site.ask("/", method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_head_is_get_without_a_body(site: Site) -> None:
    head, get = site.ask(PERSON, "HEAD"), site.ask(PERSON)
    assert head.status_code == get.status_code == 200
    assert head.content == b""


def test_names_that_the_site_does_not_answer_to(opened: Store) -> None:
    site = Site(opened, ["localhost", "127.0.0.1", "[::1]"])
    for good in ("localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"):
        assert site.ask("/", headers={"host": good}).status_code == 200, good
    for bad in (
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example:8000",
        "",
        "[::2]",
        "evil.example:localhost",
    ):
        assert site.ask("/", headers={"host": bad}).status_code == 421, bad
    assert host_name("[::1]:80") == "[::1]"


def test_errors_are_pages(site: Site) -> None:
    page = site.ask("/person/nobody")
    assert page.status_code == 404
    assert "There is no such person here." in page.text
    assert "Cursus" in page.text
    assert site.ask("/document/0000").status_code == 404


def test_a_fault_shows_no_detail(opened: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    site = Site(opened)
    monkeypatch.setattr(opened, "counts", broken)
    page = site.ask("/")
    assert page.status_code == 500
    assert "secret" not in page.text
    assert page.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


# weight and hostile articles ------------------------------------------------------------------------------------------
def test_five_hundred_claims_stay_under_the_budget(tmp_path: Path) -> None:
    lines = [
        f"In {1800 + n % 80} he was a major of the regiment number {n} and he served at the town called {n * 7}."
        for n in range(500)
    ]
    document = article("Heavy", lines)
    claims = [
        claim(
            document, "Heavy", "posting", f"major of regiment {n}", line, date=str(1800 + n % 80), unit=f"regiment {n}"
        )
        for n, line in enumerate(lines)
    ]
    with store(tmp_path / "heavy.db", (document, claims, [])) as heavy:
        site = Site(heavy)
        for url in ("/person/heavy", f"/document/{document.id}"):
            page = site.ask(url, headers={"accept-encoding": "gzip"})
            assert page.status_code == 200
            assert page.headers["content-encoding"] == "gzip"
            assert int(page.headers["content-length"]) < 200_000, url


class Tags(HTMLParser):
    """All tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.slow
def test_nothing_of_an_article_becomes_html(tmp_path: Path) -> None:
    for number, vector in enumerate(VECTORS):
        document, claims, findings = hostile(vector)
        with store(tmp_path / f"{number}.db", (document, claims, findings)) as bad:
            site = Site(bad)
            person = bad.persons()[0].id
            from cursus.web.render import person_url

            urls = [
                "/",
                "/persons",
                "/documents",
                person_url(person),
                f"/document/{document.id}",
                f"/search?q={_encoded(vector[:200])}",
            ]
            urls += [f"/claim/{c.id}" for c in claims] + [f"/document/{document.id}?claim={_encoded(vector)}"]
            for url in urls:
                page = site.ask(url)
                assert page.status_code in (200, 302), (url, vector)
                _inspect(page.text, vector)


def _inspect(text: str, vector: str) -> None:
    tags = Tags()
    tags.feed(text)
    for tag, attributes in tags.found:
        assert tag not in ("img", "iframe", "object", "embed", "base", "style", "math", "video", "audio"), vector
        if tag == "script":
            assert set(attributes) == {"src", "defer"}
            assert str(attributes["src"]).startswith("/static/suggest.")
        for name, value in attributes.items():
            assert not name.startswith("on"), vector
            assert name != "style", vector
            if name in ("href", "src", "action"):
                assert str(value).startswith(("/", "#", "https://", "http://")), (value, vector)
                assert not str(value).startswith("//"), (value, vector)
