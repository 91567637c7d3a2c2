"""The ways of an investigator: with the keyboard alone, without JavaScript, on a phone, on paper."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.driver import IN_BROWSER, Served, Watched
from tests.browser.pages import HEAVY, kinds
from tests.browser.world import BELMOR, UNIT

pytestmark = IN_BROWSER


def _tab_to(page: Any, selector: str, most: int = 80) -> None:
    """Press Tab until the focus is on an element; what has the focus is always to be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", selector
            return
    raise AssertionError(f"no way to {selector} with the keyboard")


def test_by_keyboard_from_the_question_to_the_source(browser: Any, served: Served) -> None:
    with Watched(browser, served.url) as watched:
        page = watched.page
        page.goto("/")
        _tab_to(page, "#q")
        page.keyboard.type("who commanded 4th Regiment on 1 January 1865")
        page.keyboard.press("Enter")
        page.wait_for_url("**/who?*")
        assert page.inner_text(".verdict") == "certain"
        assert "Tomas Hale" in page.inner_text(".holder.certain")
        _tab_to(page, ".holder .say a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/person/tomas-hale")
        _tab_to(page, ".evidence summary")
        assert page.evaluate("document.activeElement.closest('details').open") is False
        page.keyboard.press("Enter")
        assert page.is_visible(".evidence details[open] .card")
        _tab_to(page, "a.reftext")
        page.keyboard.press("Enter")
        page.wait_for_url("**/source/*")
        assert "The Orm Papers" in page.inner_text("h1")
        watched.quiet(served.url)


def test_works_cited_differently_are_one(browser: Any, served: Served) -> None:
    with Watched(browser, served.url, java_script_enabled=False) as watched:
        page = watched.page
        page.goto("/sources?q=orm")
        assert page.locator(".work").count() == 1
        page.click(".work a")
        assert page.locator(".wordings li").count() == 2
        page.click(".choice a")
        assert "alone" in page.inner_text("section h2")
        with page.expect_download() as kept:
            page.click(".files a:has-text('CSV')")
        assert kept.value.suggested_filename.endswith(".csv")


def test_without_javascript_a_long_dossier_is_read_to_its_end(browser: Any, served: Served) -> None:
    with Watched(browser, served.url, java_script_enabled=False) as watched:
        page = watched.page
        page.goto(HEAVY)
        page.click("#career .onward a")
        seen = page.locator(".entry").count()
        while page.locator("a[rel=next]").count():
            page.click("a[rel=next]")
            seen += page.locator(".entry").count()
        assert seen == 500
        last = served.store.claims(person="orlan-heavy")[250]
        page.goto(f"{HEAVY}?claim={last.id}")
        assert page.is_visible(f"#e-{last.id}")
        watched.quiet(served.url)


def test_the_paragraph_is_shown_under_the_pointer(browser: Any, served: Served) -> None:
    with Watched(browser, served.url, java_script_enabled=False, viewport={"width": 1280, "height": 900}) as watched:
        page = watched.page
        page.goto(BELMOR)
        quote = page.locator("#career .evidence details").first
        quote.scroll_into_view_if_needed()
        card = quote.locator(".card")
        assert not card.is_visible()
        quote.locator("summary").hover()
        card.wait_for(state="visible")
        assert card.locator("mark").count() == 1
        watched.quiet(served.url)


def test_superiors_and_subordinates(browser: Any, served: Served) -> None:
    with Watched(browser, served.url, java_script_enabled=False) as watched:
        page = watched.page
        page.goto("/chain/petar-lond?on=1865-01-01")
        assert "Tomas Hale" in page.inner_text("section:has(h2:text('Superiors'))")
        page.goto("/chain/tomas-hale?on=1865-01-01")
        assert "Petar Lond" in page.inner_text("section:has(h2:text('Subordinates'))")
        watched.quiet(served.url)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (768, "light"), (1600, "light")])
def test_no_page_is_wider_than_the_window(browser: Any, served: Served, width: int, scheme: str) -> None:
    with Watched(browser, served.url, viewport={"width": width, "height": 800}, color_scheme=scheme) as watched:
        for name, url in kinds(served.store).items():
            watched.page.goto(url)
            assert watched.page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_on_a_phone_links_are_large_enough_to_hit(browser: Any, served: Served) -> None:
    with Watched(
        browser, served.url, viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True
    ) as watched:
        page = watched.page
        page.goto(BELMOR)
        small = page.evaluate(
            "() => [...document.querySelectorAll('nav a, button, .people a')].filter(e => e.getClientRects().length && "
            "e.getBoundingClientRect().height < 24).map(e => e.outerHTML.slice(0, 80))"
        )
        assert small == []
        page.tap("#career .evidence summary")
        assert page.is_visible("#career .evidence details[open] .context")
        watched.quiet(served.url)


def test_on_paper_nothing_is_hidden(browser: Any, served: Served) -> None:
    with Watched(browser, served.url) as watched:
        page = watched.page
        page.emulate_media(media="print")
        for url in (BELMOR, UNIT):
            page.goto(url)
            assert page.is_hidden("header.top")
            assert page.is_visible("#timeline .bar >> nth=0")
            assert page.is_visible("q >> nth=0")
        assert len(page.pdf(format="A4")) > 10_000


def test_the_drawing_has_a_table_that_says_the_same(browser: Any, served: Served) -> None:
    with Watched(browser, served.url, java_script_enabled=False) as watched:
        page = watched.page
        page.goto(BELMOR)
        drawn = page.locator("#timeline .lane li:not(.covering)").count()
        page.click("#timeline a[href$='#table']")
        assert page.locator("#table tbody tr:not(.gap):has(td)").count() == drawn
        assert "1875-12-31 to 1879-01-01" in page.inner_text("#table")
        watched.quiet(served.url)
