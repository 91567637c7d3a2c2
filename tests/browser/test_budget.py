"""What a page may weigh: 200 KB with everything that it loads, few requests, and no other host."""

from __future__ import annotations

from typing import Any

from tests.browser.driver import IN_BROWSER, Served, Watched
from tests.browser.pages import kinds

pytestmark = IN_BROWSER
MOST_BYTES, MOST_REQUESTS = 200_000, 6
_SIZES = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(e => [e.name, e.decodedBodySize, e.transferSize])"""


def test_every_page_is_light(browser: Any, served: Served) -> None:
    for name, url in kinds(served.store).items():
        with Watched(browser, served.url) as watched:
            watched.page.goto(url, wait_until="load")
            sizes = watched.page.evaluate(_SIZES)
            assert sum(decoded for _, decoded, _ in sizes) <= MOST_BYTES, (name, sizes)
            assert len(watched.requests) <= MOST_REQUESTS, (name, watched.requests)
            assert [r for r in watched.requests if not r.startswith(served.url)] == [], name
            assert [line for line in watched.said if "404" not in line] == [], name


def test_what_was_seen_is_not_sent_again(browser: Any, served: Served) -> None:
    with Watched(browser, served.url) as watched:
        statuses: list[int] = []
        watched.page.on("response", lambda r: statuses.append(r.status) if "/person/" in r.url else None)
        watched.page.goto("/person/orlan-heavy")
        watched.page.goto("/")
        watched.page.goto("/person/orlan-heavy")
        assert statuses == [200, 304] or statuses == [200, 200]
        assert watched.page.locator("h1").inner_text().startswith("Orlan Heavy")
