"""Long dossiers on several pages: none too heavy, nothing left out, and every link leads to the page that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from cursus.store import Store
from tests.browser.world import heavy
from tests.web.people import article, belmor, cited, claim, store
from tests.web.site import Site

HEAVY = "/person/orlan-heavy"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store(tmp_path_factory.mktemp("layout") / "a.db", heavy(), belmor()) as made:
        yield made


@pytest.fixture(scope="module")
def site(opened: Store) -> Site:
    return Site(opened)


def test_every_entry_stands_on_one_page_of_its_chapter(site: Site, opened: Store) -> None:
    seen: list[str] = []
    number, last = 1, 1
    while number <= last:
        page = site.ask(f"{HEAVY}?part=career&page={number}")
        assert len(page.content) < 160_000
        seen += re.findall(r'<li class="entry asserted" id="e-(\w+)"', page.text)
        pages = re.search(r"<span>\d+ / (\d+)</span>", page.text)
        last = int(pages[1]) if pages else 1
        number += 1
    assert len(seen) == len(set(seen)) == 500
    assert set(seen) == {c.id for c in opened.claims(person="orlan-heavy")}
    assert site.ask(f"{HEAVY}?part=career&page={number}").status_code == 404


def test_the_first_page_is_light(site: Site) -> None:
    page = site.ask(HEAVY)
    assert len(page.content) < 150_000
    assert "All 500 entries of this chapter" in page.text


def test_a_claim_is_found_on_its_page(site: Site, opened: Store) -> None:
    for one in opened.claims(person="orlan-heavy")[::99]:
        asked = site.ask(f"{HEAVY}?claim={one.id}")
        assert asked.status_code == 302
        where, _, mark = asked.headers["location"].partition("#")
        assert f'id="{mark}"' in site.ask(where).text
        assert mark == f"e-{one.id}"
    name = next(c for c in opened.claims(person="ravi-anwar-belmor") if c.property == "name")
    assert site.ask(f"/person/ravi-anwar-belmor?claim={name.id}").headers["location"] == f"/claim/{name.id}"


def test_links_of_the_timeline_lead_to_entries(site: Site) -> None:
    text = site.ask(f"{HEAVY}?part=timeline").text
    links = re.findall(r'<li><a href="([^"#]*)#(e-\w+)"', text)
    assert len(links) == 500
    for where, mark in links[::125]:
        assert f'id="{mark}"' in site.ask(where.replace("&amp;", "&")).text


@pytest.mark.parametrize(
    "query", ["part=nothing", "part=career&page=0", "part=career&page=x", "entry=nothing", "part=findings&page=9"]
)
def test_parts_that_are_not_there(site: Site, query: str) -> None:
    assert site.ask(f"{HEAVY}?{query}").status_code in (400, 404)


def test_a_page_that_the_browser_has_is_not_sent_again(site: Site) -> None:
    first = site.ask(HEAVY)
    again = site.ask(HEAVY, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    plain = site.ask(HEAVY, headers={"accept-encoding": "identity"})
    assert (plain.text, "content-encoding" in plain.headers) == (first.text, False)


def test_a_page_that_is_kept_goes_with_what_it_shows(tmp_path_factory: pytest.TempPathFactory) -> None:
    document, claims, findings = belmor()
    with store(tmp_path_factory.mktemp("kept") / "a.db", (document, claims, findings)) as opened:
        site = Site(opened)
        before = site.ask("/person/ravi-anwar-belmor")
        assert ">chief of staff</bdi>" in before.text
        opened.add(document, [c for c in claims if c.value.text != "chief of staff"], findings, again=True)
        after = site.ask("/person/ravi-anwar-belmor", headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 200
        assert ">chief of staff</bdi>" not in after.text


def test_a_long_article_is_read_in_pages(tmp_path_factory: pytest.TempPathFactory) -> None:
    lines = [
        f"In the year {1000 + n} he was a major of regiment {n}, {'and so it went on ' * 20}.[{n % 90}]"
        for n in range(600)
    ]
    document = article(
        "Long", lines, citations=[cited(str(n), f"Work number {n}, which tells of it.") for n in range(90)]
    )
    claims = [
        claim(document, "Long", "rank", "major", line[:60], footnotes=[str(n % 90)]) for n, line in enumerate(lines)
    ]
    with store(tmp_path_factory.mktemp("long") / "a.db", (document, claims, [])) as opened:
        site = Site(opened)
        address = f"/document/{document.id}"
        seen: list[str] = []
        number = 1
        while (page := site.ask(f"{address}?page={number}")).status_code == 200:
            assert len(page.content) < 150_000
            seen += re.findall(r'<li id="n-(\w+)"', page.text)
            for mark in re.findall(r'<a href="#(cite-\d+)">', page.text):
                assert f'id="{mark}"' in page.text
            for back in re.findall(r'<a href="#(mark-\d+)"', page.text):
                assert f'id="{back}"' in page.text
            number += 1
        assert number > 3
        assert sorted(seen) == sorted(c.id for c in claims)
        for one in claims[::150]:
            assert f'id="c-{one.id}"' in site.ask(f"{address}?claim={one.id}").text
        assert 'id="cite-89"' in site.ask(f"{address}?cite=89").text
        assert site.ask(f"{address}?cite=x").status_code == 200
