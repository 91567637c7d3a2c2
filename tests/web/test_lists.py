"""Lists with filters, as pages and as files; questions; units, superiors, sources."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import orjson
import pytest

from cursus.store import Store
from cursus.web.question import question
from tests.browser.pages import kinds
from tests.browser.world import regiment
from tests.web.people import article, belmor, claim, store
from tests.web.site import Site


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    live = article("=cmd()", ["=cmd() was a @sum of the -1 Regiment."])
    formulas = [claim(live, "=cmd()", "posting", "@sum", "=cmd() was a @sum", unit="-1 Regiment", role="+role")]
    with store(tmp_path_factory.mktemp("lists") / "a.db", belmor(), regiment(), (live, formulas, [])) as made:
        yield made


@pytest.fixture(scope="module")
def site(opened: Store) -> Site:
    return Site(opened)


LISTS = ("/units", "/sources", "/documents", "/search?kind=people", "/search?kind=quotes", "/search?kind=battles",
         "/who?unit=4th+Regiment&on=1865-01-01", "/battle/Battle%20of%20Orm")  # fmt: skip


@pytest.mark.parametrize("url", LISTS)
def test_every_list_is_a_file_too(site: Site, url: str) -> None:
    joint = "&" if "?" in url else "?"
    assert site.ask(url).status_code == 200
    sheet, json = (site.ask(f"{url}{joint}format={kind}") for kind in ("csv", "json"))
    rows = list(csv.DictReader(io.StringIO(sheet.text)))
    data = orjson.loads(json.content)
    assert sheet.headers["content-type"].startswith("text/csv")
    assert "attachment" in sheet.headers["content-disposition"]
    assert len(rows) == len(data) >= 1
    assert list(rows[0]) == list(data[0])
    assert sheet.text == site.ask(f"{url}{joint}format=csv").text
    for row in rows:
        for cell in row.values():
            assert cell[:1] not in ("=", "+", "-", "@"), row
    assert site.ask(f"{url}{joint}format=xls").status_code == 400


def test_people_as_a_file_have_one_address(site: Site) -> None:
    assert site.ask("/persons?q=hale&format=csv").headers["location"] == "/search?kind=people&q=hale&format=csv"


@pytest.mark.parametrize(
    "query", ["from=x", "to=12345", "stance=loud", "reviewed=maybe", "kind=ships", "page=0", "rank=" + "x" * 201]
)
def test_filters_that_cannot_be_meant(site: Site, query: str) -> None:
    assert site.ask(f"/search?kind=people&{query}").status_code == 400


def test_every_kind_of_page_answers(site: Site, opened: Store) -> None:
    for name, url in kinds(opened).items():
        if "orlan-heavy" not in url:
            assert site.ask(url).status_code == (404 if name in ("nothing", "no claim") else 200), name


def test_who_commanded(site: Site) -> None:
    certain = site.ask("/who?unit=4th+Regiment&on=1+January+1865").text
    assert '<span class="verdict certain">certain</span>' in certain
    assert "Tomas Hale" in certain
    period = site.ask("/who?unit=4th+Regiment&on=1866").text
    assert period.count('class="verdict') == 2
    nobody = site.ask("/who?unit=4th+Regiment&on=1990-01-01").text
    assert "no-evidence" in nobody
    assert site.ask("/who?unit=4th+Regiment&on=soon").status_code == 400
    assert site.ask("/who?unit=5th+Fleet&on=1866").status_code == 404
    assert site.ask("/who?unit=4th+Regiment").headers["location"] == "/unit/4-regiment"


def test_the_box_understands_the_question(site: Site) -> None:
    asked = site.ask("/search?q=who commanded the 4th Regiment on 1865-01-01%3F")
    assert asked.headers["location"] == "/who?unit=4th+Regiment&on=1865-01-01"


@pytest.mark.parametrize(
    ("words", "unit", "first", "last"),
    [
        ("Who commanded the 4th Regiment on 1 May 1875?", "4th Regiment", "1875-05-01", "1875-05-01"),
        ("who led Combined Fleet in May 1904", "Combined Fleet", "1904-05-01", "1904-05-31"),
        ("who was the commander of Army of the Potomac in 1863", "Army of the Potomac", "1863-01-01", "1863-12-31"),
        ("who commanded the Army in the Crimea", "Army in the Crimea", "", ""),
    ],
)
def test_questions(words: str, unit: str, first: str, last: str) -> None:
    found = question(words)
    assert found is not None
    assert (found.unit, found.first, found.last) == (unit, first, last)


@pytest.mark.parametrize(
    "words", ["Hale", "who", "the who", "who was Tomas Hale", "a" * 200, "who commanded " + "on " * 60]
)
def test_what_is_no_question(words: str) -> None:
    found = question(words)
    assert found is None or found.first == ""


def test_superiors_and_subordinates(site: Site) -> None:
    below = site.ask("/chain/petar-lond?on=1865-01-01").text
    assert below.index("Superiors") < below.index("Tomas Hale")
    above = site.ask("/chain/tomas-hale?on=1865-01-01").text
    assert above.index("Subordinates") < above.index("Petar Lond")
    later = site.ask("/chain/petar-lond?on=1868-01-01").text
    assert "Ivo Marr" in later
    assert "Tomas Hale" not in later
    assert "No claim places them" in site.ask("/chain/petar-lond?on=1880-01-01").text
    assert site.ask("/chain/petar-lond?on=1880").status_code == 400
    assert site.ask("/chain/nobody").status_code == 404


def test_articles_are_linked_at_their_revision(site: Site) -> None:
    for url in ("/person/tomas-hale", "/unit/4-regiment", "/documents"):
        assert 'href="https://wiki.example/Fourth?oldid=9"' in site.ask(url).text
