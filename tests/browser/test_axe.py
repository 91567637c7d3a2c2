"""No page has a barrier that axe-core knows of, in either theme, on a phone or on a desk."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from tests.browser.driver import IN_BROWSER, Served, Watched
from tests.browser.pages import kinds

pytestmark = IN_BROWSER
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160))]))"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_no_violation(browser: Any, served: Served, scheme: str, width: int) -> None:
    pytest.importorskip("axe_playwright_python", reason="install cursus[browser] for axe-core")
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    found: dict[str, Any] = {}
    with Watched(browser, served.url, color_scheme=scheme, viewport={"width": width, "height": 900}) as watched:
        for name, url in kinds(served.store).items():
            watched.page.goto(url)
            watched.page.evaluate(script)
            if violations := watched.page.evaluate(_RUN, _RULES):
                found[name] = violations
    assert found == {}
