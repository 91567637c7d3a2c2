"""Two thousand vectors, in every field that an article controls, on every page that shows one, in a real browser.

Many vectors stand in one article, and many pages are put behind each other in one that the browser loads, with the site's own headers: any
of them that got out of its place would run there, or be reported by the policy. CURSUS_SOAK shows every vector on every kind of page; without
it every twelfth is on the rarer ones.
"""

from __future__ import annotations

import asyncio
import dataclasses
import os
import threading
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import quote, urlencode

import httpx
import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from cursus.claim import Claim, Document, Finding, Person, Support, Value
from cursus.store import Store, open_store
from cursus.store.decisions import decide
from cursus.store.review.decide import review
from cursus.store.review.model import Changes
from cursus.web import Access, create_app
from cursus.web.guard import HEADERS
from cursus.web.render import claim_url, document_url, person_url
from tests.browser.driver import IN_BROWSER, chromium
from tests.web.people import article, cited, claim, finding
from tests.web.vectors import vectors

pytestmark = IN_BROWSER
EACH = 40
"""Vectors in an article."""
TOGETHER = 40
"""Pages that are loaded as one."""
PROPERTIES = (
    "name",
    "birth",
    "death",
    "rank",
    "posting",
    "battle",
    "award",
    "event",
    "relative",
    "association",
    "membership",
    "education",
)
PARTS = (
    "timeline",
    "contradictions",
    "findings",
    "career",
    "identity",
    "events",
    "family",
    "battles",
    "awards",
    "education",
)
STEP = 1 if "CURSUS_SOAK" in os.environ else 12


def hostile(number: int, some: Sequence[str]) -> tuple[Document, list[Claim], list[Finding]]:
    """An article that says each of these in every field of a claim, a footnote and a finding, and the first in those of its own."""
    first = some[0]
    words = [" ".join(v.split()) for v in some]
    cites = [
        dataclasses.replace(cited(f"{n}", said, URL=vector, title=said, author=said, issued=said, publisher=said, archive_url=vector,
                                  ISBN=said, container_title=said), name=said, group="", type=said, template=said, backlinks=(said,))
        for n, (vector, said) in enumerate(zip(some, words, strict=True))
    ]  # fmt: skip
    document = article(
        f"{words[0]} {number}", [f"== {words[1 % len(words)]}", *(f"Item {n} he was {said} in 1900." for n, said in enumerate(words))],
        path=f"{number} {first}", rows=[(words[2 % len(words)], words[3 % len(words)])], citations=cites, url=first, revision=words[0],
        licence=words[0], attribution=words[0],
    )  # fmt: skip
    document = dataclasses.replace(document, lang=first)
    claims, findings = [], []
    for n, (vector, said) in enumerate(zip(some, words, strict=True)):
        prop = PROPERTIES[n % len(PROPERTIES)]
        one = claim(document, "Somebody", prop, said, f"Item {n} he was {said} in 1900", date=str(1850 + n), footnotes=[str(n)],
                    stance=("asserted", "denied", "alleged")[n % 3], says=vector, place=vector, unit=f"{said} Regiment", role=f"commander {said}",
                    with_=vector, lang=vector, script=said, kind=vector, superior=said)  # fmt: skip
        assert one.date is not None
        claims.append(
            dataclasses.replace(
                one, person=Person(f"p{number}-{first}", first), value=Value(vector, vector), rule=vector, origin=vector, steps=(vector,),
                date=dataclasses.replace(one.date, text=vector, rule=vector, anchor=vector), citations=(Support(str(n), said, vector),),
                quote=dataclasses.replace(one.quote, section=(vector, said)),
            )
        )  # fmt: skip
        told = finding(document, vector, ("error", "warning", "notice")[n % 3], [one.id])
        findings.append(dataclasses.replace(told, rule=vector, code=vector, suggestion=vector, citation=vector))
    return document, claims, findings


class Joined:
    """The site, and ``/joined``: the pages of a list behind each other, under the site's own headers."""

    def __init__(self, store: Store) -> None:
        self.site = create_app(store, ["127.0.0.1"], Access(writes=True, name="<script>window.ran=1</script>"))
        self.urls: list[str] = []
        self.bad: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/joined":
            await self.site(scope, receive, send)
            return
        transport = httpx.ASGITransport(self.site, raise_app_exceptions=False)
        parts = []
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", follow_redirects=True) as client:
            for url in self.urls:
                got = await client.get(url)
                if (
                    got.status_code >= 500
                    or got.headers["content-security-policy"] != HEADERS["Content-Security-Policy"]
                ):
                    self.bad.append(url)
                parts.append(got.content)
        headers = [
            (k.lower().encode(), v.encode()) for k, v in {**HEADERS, "Content-Type": "text/html; charset=utf-8"}.items()
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"\n".join(parts)})


def pages(store: Store) -> Iterator[str]:
    """Every page that shows what the articles say."""
    claims = store.claims()
    yield from (
        "/",
        "/persons",
        "/documents",
        "/units",
        "/sources",
        "/review/history",
        "/review/people",
        "/api/docs",
        "/account",
        "/review?kind=changed",
    )
    for row in store.documents():
        yield document_url(row.id)
        yield document_url(row.id, claims[0].id)
    for number, person in enumerate(store.persons(limit=500)):
        yield person_url(person.id)
        if number % STEP:
            continue
        for part in PARTS:
            yield f"{person_url(person.id)}?part={part}"
        yield f"/chain/{quote(person.id, safe='')}?on=1870-01-01"
        yield f"/review/people?{urlencode({'a': person.id, 'b': person.id, 'q': person.name[:200]})}"
        yield f"/review?{urlencode({'person': person.id})}"
    for one in claims:
        yield claim_url(one.id)
    for one in claims[::STEP]:
        yield f"/review/claim/{one.id}"
        yield f"/search?{urlencode({'q': one.value.text[:150]})}"
        yield f"/nothing/{quote(one.value.text[:80], safe='')}"
        yield f"/review?{urlencode({'property': one.value.text[:150]})}"
    for unit in store.units(limit=5000)[::STEP]:
        yield f"/unit/{quote(unit.key, safe='')}"
        yield f"/who?{urlencode({'unit': unit.name, 'on': '1870-01-01'})}"
    for battle in [c for c in claims if c.property == "battle"][::STEP]:
        yield f"/battle/{quote(battle.value.text, safe='')}"
    after: str | None = ""
    from cursus.store.listing import works_after

    while after is not None:
        works = works_after(store, after, 200)
        yield from (f"/source/{work.id}" for work in works[::STEP])
        after = works[-1].id if len(works) == 200 else None


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Joined, Store, str]]:
    found = vectors()
    assert len(found) >= 1500
    with open_store(str(tmp_path_factory.mktemp("xss") / "site.db")) as store:
        for number, start in enumerate(range(0, len(found), EACH)):
            store.add(*hostile(number, found[start : start + EACH]))
        claims = store.claims()
        for n, one in enumerate(claims[:: 5 * STEP]):
            said = one.value.text
            if n % 2:
                review(
                    store,
                    one.id,
                    "correct",
                    changes=Changes(value=f"{said[:400]} {n}".replace("\x01", "").replace("\x0c", "")),
                    author=said,
                )
            else:
                review(store, one.id, "reject", author=said, scope="sentence")
        people = [p.id for p in store.persons(limit=20)]
        for a, b in pairwise(people):
            decide(store, a, b, "unsure", note=found[len(a)], author=found[len(b)])
        app = Joined(store)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
        thread.start()
        while not server.started:
            thread.join(0.05)
            assert thread.is_alive(), "the server did not start"
        yield app, store, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(20)


def test_nothing_runs(joined: tuple[Joined, Store, str]) -> None:
    app, store, base = joined
    said: list[str] = []
    urls = list(pages(store))
    with chromium() as browser:
        context = browser.new_context(base_url=base)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("dialog", lambda dialog: (said.append("dialog"), dialog.dismiss()))
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith(base) else None)
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error('policy ' + e.violatedDirective + ' ' + e.sample))"
        )
        for start in range(0, len(urls), TOGETHER):
            app.urls = urls[start : start + TOGETHER]
            page.goto("/joined", timeout=300_000)
            state = page.evaluate(_STATE)
            assert state == {"ran": None, "odd": [], "handlers": 0}, (state, app.urls)
            assert said == [], app.urls
        page.goto("/")
        for vector in vectors()[::60]:
            page.fill("#q", "")
            with page.expect_response("**/search/suggest**", timeout=60_000):
                page.fill("#q", vector[:100].strip() or "x")
        page.wait_for_timeout(200)
        assert page.evaluate(_STATE)["ran"] is None
        assert said == []
    assert app.bad == []
    assert len(urls) > len(vectors())
    print(f"\n{len(vectors())} vectors, {len(urls)} pages")


_STATE = """() => {
  document.querySelectorAll('details').forEach(d => { d.open = true });
  const odd = [...document.querySelectorAll('a, form, iframe, object, embed, base, meta[http-equiv]')].filter(e =>
    /^(iframe|object|embed|base|meta)$/i.test(e.tagName) || (e.href && !/^https?:$/.test(e.protocol)) ||
    (e.action && typeof e.action === 'string' && !e.action.startsWith(location.origin))).map(e => e.outerHTML.slice(0, 200));
  const handlers = [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on/i.test(a.name))).length;
  return { ran: window.ran ?? null, odd, handlers };
}"""
