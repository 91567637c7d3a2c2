"""Copies of a page's HTML as a user would make them: selected in a browser, or printed by lynx.

Three kinds: ``browser`` (Chromium's selection of the article), ``site`` (the same with the skin's table of contents,
edit links and tagline, and list markers as Firefox copies them), ``lynx`` (``lynx -dump -nolist``). Needs the extra
``[browser]`` and Debian's packages chromium and lynx; the network stays closed.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
KINDS = ("browser", "site", "lynx")

# What MediaWiki's own stylesheets hide, and how its boxes are set.
_STYLE = (
    "<style>.mw-empty-elt,.mw-editsection-like,.navbox,.catlinks,.Z3988,.shortdescription,.error,.metadata,"
    ".reference-accessdate-hidden{display:none} figure{display:table}</style>"
)
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_HEADING = re.compile(r"<h1[\s>]", re.IGNORECASE)
_SELECT = "() => { getSelection().selectAllChildren(document.body); return getSelection().toString(); }"
_SITE = """() => {
  const heads = [...document.querySelectorAll('h2,h3,h4')].filter(h => !h.closest('table,aside,[class*=infobox]'));
  const toc = document.createElement('div');
  toc.innerHTML = '<h2>Contents</h2><ul></ul>';
  const counts = [0, 0, 0];
  for (const head of heads) {
    const depth = Number(head.tagName[1]) - 2;
    counts[depth] += 1; counts.fill(0, depth + 1);
    const item = document.createElement('li');
    item.append(document.createElement('a'));
    item.firstChild.textContent = counts.slice(0, depth + 1).join('.') + ' ' + head.textContent;
    toc.lastChild.append(item);
    head.append(Object.assign(document.createElement('span'), {textContent: '[edit]'}));
  }
  for (const list of document.querySelectorAll('ul,ol')) {
    let number = 0;
    for (const item of list.children) {
      if (item.tagName === 'LI') item.prepend(list.tagName === 'OL' ? `${++number}. ` : '    • ');
    }
  }
  if (heads.length > 3) heads[0].before(toc);
}"""


@contextmanager
def browser() -> Iterator[Any]:
    """A page of Debian's Chromium that reaches no network and runs no script but ours."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        context = started.new_context()
        context.route(re.compile(r"^https?:"), lambda route: route.abort())
        yield context.new_page()
        started.close()


def with_head(source: str, title: str) -> str:
    """The page with the heading and tagline that a skin puts above the article, where it has none."""
    source = re.sub(r"<script\b[\s\S]*?</script>", "", source)
    head = _STYLE
    if not _HEADING.search(source):
        head += f"<h1>{html.escape(title)}</h1><div>From Wikipedia, the free encyclopedia</div>"
    body = _BODY.search(source)
    return source[: body.end()] + head + source[body.end() :] if body else head + source


def copy(page: Any, source: str, title: str, kind: str) -> str:
    """The text of a page's HTML as ``kind`` would give it; ``page`` is that of :func:`browser`."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(with_head(source, title))
        file.flush()
        if kind == "lynx":
            command = ["lynx", "-dump", "-nolist", "-width=80", "-assume_charset=utf-8", "-display_charset=utf-8"]
            return subprocess.run([*command, file.name], capture_output=True, check=True).stdout.decode()
        page.goto(Path(file.name).as_uri(), wait_until="domcontentloaded")
        if kind == "site":
            page.evaluate(_SITE)
        return str(page.evaluate(_SELECT))
