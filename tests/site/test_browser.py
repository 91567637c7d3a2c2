"""The folder in a real browser, opened from the disk: people are found in every script, by keyboard too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cursus.page import process
from cursus.site import build
from cursus.store import open_store
from tests.site.test_site import EXAMPLES
from tests.web.test_browser import browser, pytestmark

__all__ = ["browser", "pytestmark"]


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("disk")
    with open_store(str(place / "a.db")) as held:
        for name in ("skobelev.txt", "urabi.wikitext", "togo.html"):
            for result in process((EXAMPLES / name).read_bytes(), name):
                assert result.document
                held.add(result.document, result.claims, result.findings)
    build(str(place / "a.db"), str(place / "site"))
    return place / "site"


def test_search_works_from_a_disk(browser: Any, folder: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "persons" / "index.html").as_uri())
    for words, name in (
        ("Skobeleff", "Mikhail Skobelev"), ("Скобелев", "Mikhail Skobelev"), ("عرابي", "Ahmed Urabi"),
        ("東郷", "Tōgō Heihachirō"), ("Plevna", "Mikhail Skobelev"),
    ):  # fmt: skip
        page.fill("input[type=search]", words)
        try:
            page.locator("ul.found a", has_text=name).first.wait_for()
        except playwright.TimeoutError:
            pytest.fail(f"{words} found {page.locator('form.search').inner_text()!r}; {wrong}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/mikhail-skobelev.html")
    assert "Skobelev" in page.locator("h1").inner_text()
    assert wrong == []
    assert all(address.startswith("file:") for address in asked)
    context.close()


def test_pages_lead_on_without_javascript(browser: Any, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.locator("a", has_text="Ahmed Urabi").first.click()
    page.locator(".proof details summary:visible").first.click()
    page.locator(".card a:visible", has_text="in ").first.click()
    page.wait_for_url("**/document/*.html#c-*")
    context.close()
