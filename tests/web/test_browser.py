"""The site in a real browser: the walk through it, without JavaScript, by keyboard, and against hostile articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cursus.web.render import claim_url, document_url, person_url, search_url
from tests.browser.driver import IN_BROWSER, Served, Watched, chromium
from tests.web.hostile import everything
from tests.web.people import ARABIC, NAME

pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = Served(tmp_path_factory.mktemp("browser") / "site.db", everything())
    yield running
    running.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def test_the_walk(browser: Any, served: Served) -> None:
    with Watched(browser, served.url) as watched:
        page = watched.page
        page.goto("/")
        page.fill("#q", ARABIC.split()[0])
        page.press("#q", "Enter")
        page.click(f"a:has-text('{NAME}')")
        assert page.inner_text("h1").startswith(NAME)
        page.click("#career .entry:has(.value:text-is('chief of staff')) summary")
        assert page.is_visible("#career .entry:has(.value:text-is('chief of staff')) .context mark")
        page.click("#career .entry:has(.value:text-is('chief of staff')) .perma")
        assert "chief of staff" in page.inner_text("h1")
        page.click("figcaption a")
        assert page.is_visible(".claimed.chosen")
        assert "chief of staff" in page.inner_text(".claimed.chosen")
        page.click(".claimed.chosen")
        assert page.url.split("#")[1].startswith("n-")
        page.click(".fn a >> nth=0")
        assert page.url.endswith("#cite-0")
        page.click("#cite-0 .backs a >> nth=0")
        assert page.url.endswith("#mark-0")
        watched.quiet(served.url)


def test_without_javascript(browser: Any, served: Served) -> None:
    with Watched(browser, served.url, java_script_enabled=False) as watched:
        page = watched.page
        page.goto("/")
        page.fill("#q", "belmor")
        page.click("main button")
        page.click(f"a:has-text('{NAME}')")
        assert page.is_visible("#timeline .bar")
        page.click("#career .entry summary >> nth=0")
        assert page.is_visible("#career .context >> nth=0")
        watched.quiet(served.url)


def test_typing_ahead_by_keyboard(browser: Any, served: Served) -> None:
    with Watched(browser, served.url) as watched:
        page = watched.page
        page.goto("/documents")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.focus("#top-q")
        page.keyboard.type("belm")
        page.wait_for_selector(".suggestions [role=option]")
        assert page.get_attribute("#top-q", "aria-expanded") == "true"
        page.keyboard.press("ArrowDown")
        assert page.get_attribute("#top-q", "aria-activedescendant") == page.get_attribute("[aria-selected=true]", "id")
        page.keyboard.press("Escape")
        assert page.is_hidden(".suggestions")
        page.keyboard.type("o")
        page.wait_for_selector(".suggestions [role=option]")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/person/ravi-anwar-belmor")
        watched.quiet(served.url)


def test_arabic_runs_from_right_to_left(browser: Any, served: Served) -> None:
    with Watched(browser, served.url) as watched:
        page = watched.page
        page.goto("/person/ravi-anwar-belmor")
        assert page.eval_on_selector("bdi[lang=ar]", "e => getComputedStyle(e).direction") == "rtl"
        assert page.eval_on_selector("h1 bdi", "e => getComputedStyle(e).direction") == "ltr"


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (390, "dark"), (768, "light"), (1600, "dark")])
def test_no_page_is_wider_than_the_window(browser: Any, served: Served, width: int, scheme: str) -> None:
    size = {"width": width, "height": 900}
    with Watched(browser, served.url, viewport=size, color_scheme=scheme) as watched:
        document = served.store.documents()[0].id
        one = served.store.claims(person="ravi-anwar-belmor")[3].id
        for url in ("/", "/persons", "/person/ravi-anwar-belmor", document_url(document), claim_url(one), "/documents",
                    "/search?q=colonel", "/nothing"):  # fmt: skip
            watched.page.goto(url)
            wide = watched.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (url, wide)


def test_text_has_contrast(browser: Any, served: Served) -> None:
    for scheme in ("light", "dark"):
        with Watched(browser, served.url, color_scheme=scheme) as watched:
            one = served.store.claims(person="ravi-anwar-belmor")[-1]
            for url in (
                "/",
                f"/person/ravi-anwar-belmor#e-{one.id}",
                document_url(one.document.id, one.id),
                claim_url(one.id),
                "/search?q=colonel",
            ):
                watched.page.goto(url)
                faint = watched.page.evaluate(_CONTRAST)
                assert faint == [], (scheme, url)


_CONTRAST = """() => {
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || e.closest("svg, .perma") || !e.getClientRects().length) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) found.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return [...found];
}"""


def test_headings_and_names_for_those_who_listen(browser: Any, served: Served) -> None:
    with Watched(browser, served.url) as watched:
        page = watched.page
        for url in ("/", "/person/ravi-anwar-belmor", document_url(served.store.documents()[0].id), "/persons"):
            page.goto(url)
            assert page.locator("h1").count() == 1, url
            assert page.locator("main").count() == 1
            unnamed = page.evaluate(
                "() => [...document.querySelectorAll('a, button, input')].filter(e => "
                "!(e.innerText || e.textContent || e.ariaLabel || (e.labels && e.labels.length))).map(e => e.outerHTML)"
            )
            assert unnamed == [], url
            twice = page.evaluate(
                "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); "
                "return ids.filter((id, n) => ids.indexOf(id) !== n) }"
            )
            assert twice == [], url


def test_nothing_of_a_hostile_article_runs(browser: Any, served: Served) -> None:
    with Watched(browser, served.url) as watched:
        page = watched.page
        for row in served.store.persons(limit=200):
            document = served.store.claims(person=row.id)[0].document.id
            claims = served.store.claims(document=document)
            urls = [
                person_url(row.id),
                document_url(document, claims[0].id),
                claim_url(claims[3].id),
                search_url(row.name[:200]),
            ]
            for url in urls:
                page.goto(url)
                page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
                for place in page.query_selector_all("main a, main summary")[:3]:
                    place.dispatch_event("mouseover")
                    place.dispatch_event("focus")
                assert page.evaluate("window.ran") is None, url
                assert page.evaluate("window.parent.ran") is None, url
                odd = page.evaluate(
                    "() => [...document.querySelectorAll('a')].map(a => a.protocol).filter(p => !/^https?:$/.test(p))"
                )
                assert odd == [], url
        page.goto("/")
        page.fill("#q", "window")
        page.wait_for_selector(".suggestions [role=option]")
        assert page.evaluate("window.ran") is None
        watched.quiet(served.url)
