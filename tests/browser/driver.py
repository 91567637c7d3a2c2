"""The site in a real browser: a server on a port of its own, and a page that writes down all that happens on it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from cursus.claim import Claim, Document, Finding
from cursus.web import create_app
from tests.web.people import store

Article = tuple[Document, Sequence[Claim], Sequence[Finding]]
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}; install Debian's package chromium"),
]


class Served:
    """The site over these articles, in a thread."""

    def __init__(self, path: Path, articles: Sequence[Article]) -> None:
        self.store = store(path, *articles)
        config = uvicorn.Config(create_app(self.store, ["127.0.0.1"]), port=0, log_level="warning", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()
        while not self.server.started:
            self.thread.join(0.05)
            assert self.thread.is_alive(), "the server did not start"
        port = self.server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(20)
        self.store.close()


@contextmanager
def chromium() -> Iterator[Any]:
    """Debian's browser. Skips, saying so, without the package that drives it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="install cursus[browser] for the browser tests")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield opened
        opened.close()


class Watched:
    """A page that writes down every console message, every error, every request and every policy violation."""

    def __init__(self, browser: Any, url: str, **options: Any) -> None:
        self.context = browser.new_context(base_url=url, **options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.said.append("dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error('policy ' + e.violatedDirective))"
        )

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def quiet(self, url: str) -> None:
        assert self.said == []
        assert [r for r in self.requests if not r.startswith(url)] == []
