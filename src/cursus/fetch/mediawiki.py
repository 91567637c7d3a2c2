"""Pages of a running wiki: which revision a title has now, the texts of revisions, the members of categories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from cursus.fetch.api import Api
from cursus.fetch.loose import mapping, number, objects, short, words
from cursus.fetch.wiki import Wiki
from cursus.read.dump import Page
from cursus.read.dump.page import redirect_of

TITLES = 50
"""Titles of one question, as many as the API takes from anybody."""
TEXTS = 20
"""Texts of one question: their sum seldom reaches the size at which the API cuts its answer."""
_QUESTION = 5000  # characters of titles, encoded: servers take addresses of 8,000
_MODELS = frozenset({"", "wikitext"})
_SEPARATORS = re.compile(r"[|\x1f]")
_PAGES = {"prop": "info", "redirects": "1", "converttitles": "1"}


@dataclass(frozen=True, slots=True)
class Found:
    """The page that was meant, and the number of its newest revision. ``asked`` is what was asked for, where a redirect
    led on from there."""

    title: str
    ns: int
    revision: int
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What was asked for, by title or (``revision``) by that, and is not there to be read: why, and what to do."""

    asked: str
    reason: str
    remedy: str
    revision: int = 0


def look(api: Api, titles: Sequence[str]) -> Iterator[Found | Missing]:
    """Find pages by their titles, redirects followed; in order, one for each title."""
    for batch in _batches(titles):
        sendable = [title for title in batch if not _SEPARATORS.search(title)]
        found = _Answers(api.ask_all({**_PAGES, "titles": "|".join(sendable)}) if sendable else ())
        for title in batch:
            if _SEPARATORS.search(title):
                yield Missing(title, "is no title", "check its spelling")
            else:
                yield found.by_title(title)


def look_number(api: Api, page: str) -> Found | Missing:
    """Find a page by its number."""
    return _Answers(api.ask_all({**_PAGES, "pageids": page})).by_number(page)


def titles_of(api: Api, revisions: Sequence[int]) -> dict[int, str]:
    """The page of each revision that exists."""
    out: dict[int, str] = {}
    for first in range(0, len(revisions), TITLES):
        batch = "|".join(map(str, revisions[first : first + TITLES]))
        for part in api.ask_all({"prop": "revisions", "rvprop": "ids", "revids": batch}):
            for page in objects(part, "pages"):
                out |= {number(r.get("revid")): words(page.get("title")) for r in objects(page, "revisions")}
    return out


class _Answers:
    """What a wiki said of one batch of titles or numbers."""

    def __init__(self, parts: Iterable[dict[str, Any]]) -> None:
        self.pages: dict[str, dict[str, Any]] = {}
        self.numbers: dict[int, dict[str, Any]] = {}
        self.spelled: dict[str, str] = {}
        self.redirects: dict[str, str] = {}
        self.elsewhere: set[str] = set()
        for part in parts:
            for page in objects(part, "pages"):
                self.pages[words(page.get("title"))] = page
                self.numbers[number(page.get("pageid"))] = page
            for key in ("normalized", "converted"):
                self.spelled.update({words(o.get("from")): words(o.get("to")) for o in objects(part, key)})
            self.redirects.update({words(o.get("from")): words(o.get("to")) for o in objects(part, "redirects")})
            self.elsewhere |= {words(o.get("title")) for o in objects(part, "interwiki")}

    def by_title(self, asked: str) -> Found | Missing:
        title = asked
        for _ in range(2):
            title = self.spelled.get(title, title)
        seen = {title}
        while title in self.redirects:
            title = self.redirects[title]
            title = self.spelled.get(title, title)
            if title in seen:
                return Missing(asked, "is a redirect that leads in a circle", "tell the wiki's editors")
            seen.add(title)
        if title in self.elsewhere:
            return Missing(asked, f"leads to another wiki ({short(title)})", "give the address of the page there")
        return self._judged(asked, self.pages.get(title), redirected=len(seen) > 1)

    def by_number(self, asked: str) -> Found | Missing:
        page = self.numbers.get(int(asked))
        if self.redirects:
            return self.by_title(next(iter(self.redirects)))
        return self._judged(asked, page, redirected=False)

    def _judged(self, asked: str, page: dict[str, Any] | None, *, redirected: bool) -> Found | Missing:
        if page is None:
            return Missing(asked, "is a redirect that leads nowhere", "tell the wiki's editors")
        if page.get("invalid"):
            return Missing(asked, f"is no title ({short(page.get('invalidreason'))})", "check its spelling")
        if page.get("special"):
            return Missing(asked, "is a page that the wiki makes itself, no article", "give an article")
        revision = number(page.get("lastrevid"))
        if (page.get("missing") or not revision) and redirected:
            leads = f"is a redirect to {short(page.get('title'))}, which does not exist"
            return Missing(asked, leads, "tell the wiki's editors")
        if page.get("missing") or not revision:
            return Missing(asked, "does not exist on the wiki", "check its spelling")
        model = words(page.get("contentmodel"))
        if model not in _MODELS:
            return Missing(asked, f"holds no wikitext but {short(model, 40)}", "give an article")
        title = words(page.get("title"))
        return Found(title, number(page.get("ns")), revision, asked if redirected else "")


def texts(wiki: Wiki, api: Api, revisions: Sequence[int], *, pinned: bool = False) -> Iterator[Page | Missing]:
    """The pages of revisions, each with that revision's text, in order; ``pinned`` says that just these were asked for."""
    for first in range(0, len(revisions), TEXTS):
        batch = revisions[first : first + TEXTS]
        got: dict[int, Page | Missing] = {}
        question = {
            "prop": "revisions",
            "rvprop": "ids|timestamp|user|content",
            "rvslots": "main",
            "revids": "|".join(map(str, batch)),
        }
        for part in api.ask_all(question):
            for page in objects(part, "pages"):
                for revision in objects(page, "revisions"):
                    found = _page(wiki, page, revision, pinned)
                    got[number(revision.get("revid"))] = found
        for number_ in batch:
            yield got.get(number_) or Missing(
                "", "does not exist on the wiki", "check the number; it may have been deleted", number_
            )


def _page(wiki: Wiki, page: dict[str, Any], revision: dict[str, Any], pinned: bool) -> Page | Missing:
    slot = mapping(revision, "slots", "main") or revision
    title = words(page.get("title"))
    revid = str(number(revision.get("revid")))
    if slot.get("texthidden") or "content" not in slot:
        return Missing(title, f"has a hidden text (revision {revid})", "the wiki's administrators hid it")
    if words(slot.get("contentmodel")) not in _MODELS:
        return Missing(title, f"holds no wikitext but {short(slot.get('contentmodel'), 40)}", "give an article")
    text = words(slot.get("content"))
    if not text or text.isspace():
        return Missing(title, "is empty", "give another page")
    return Page(
        title,
        number(page.get("ns")),
        number(page.get("pageid")),
        revid,
        words(revision.get("timestamp")) or None,
        words(revision.get("user")) or None,
        text,
        redirect_of(text),
        wiki.site,
        pinned,
    )


def members(api: Api, category: str, depth: int) -> Iterator[str]:
    """The titles of the articles in a category and, ``depth`` levels down, in the categories below it; each once."""
    seen = {category}
    pages: set[str] = set()
    level = [category]
    for below in range(depth + 1):
        following: list[str] = []
        for name in level:
            question = {
                "list": "categorymembers",
                "cmtitle": name,
                "cmprop": "title|type",
                "cmtype": "page|subcat" if below < depth else "page",
                "cmlimit": "500",
            }
            for part in api.ask_all(question):
                for member in objects(part, "categorymembers"):
                    title = words(member.get("title"))
                    if member.get("type") == "subcat" and title not in seen:
                        seen.add(title)
                        following.append(title)
                    elif member.get("type") == "page" and member.get("ns") == 0 and title not in pages:
                        pages.add(title)
                        yield title
        level = following


def _batches(values: Sequence[str]) -> Iterator[list[str]]:
    """Titles in questions that are neither too many nor too long."""
    batch: list[str] = []
    size = 0
    for value in values:
        length = len(quote(value)) + 3
        if batch and (len(batch) == TITLES or size + length > _QUESTION):
            yield batch
            batch, size = [], 0
        batch.append(value)
        size += length
    if batch:
        yield batch
