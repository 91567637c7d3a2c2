"""From addresses of wikis to their pages: what is new is fetched, what is stored in its newest revision is passed by.

Addresses are sorted by the wiki that they belong to. A wiki is first asked, fifty titles at a time, which revisions its
pages have now; only the texts of those that are not stored are fetched then. So a run that was interrupted goes on where
it was, and a second one costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from cursus.claim import permanent_link
from cursus.fetch.api import Api
from cursus.fetch.discover import Wikis
from cursus.fetch.errors import FetchError
from cursus.fetch.guard import Target
from cursus.fetch.mediawiki import TEXTS, TITLES, Found, Missing, look, look_number, members, texts, titles_of
from cursus.fetch.wiki import CATEGORY, Asked, Wiki
from cursus.page import Problem
from cursus.read.dump import Page
from cursus.read.dump.page import address

Known = Callable[[str], str | None]
"""The path of an article → the revision of it that is stored, None where it is not."""

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that is stored in the revision that was meant."""

    path: str


@dataclass(frozen=True, slots=True)
class Redirected:
    """A title that led on to another one, which follows."""

    asked: str
    title: str


Item = Page | Kept | Redirected | Problem


def is_address(path: str) -> bool:
    """Whether an argument means something on the web and not a file."""
    return _ADDRESS.match(path) is not None


@dataclass
class WikiInput:
    """What was asked of one wiki. ``base`` is what the addresses, and so the paths, of its articles begin with."""

    wiki: Wiki
    api: Api
    titles: dict[str, None] = field(default_factory=dict)
    revisions: dict[int, None] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return self.wiki.base

    def items(self, known: Known) -> Iterator[Item]:
        """The pages in the order asked for, single revisions first, then pages, then categories; each once.

        What cannot be had is a Problem. Where the wiki itself stops answering, the last item is a Problem that says so.
        """
        taken: set[str] = set()
        try:
            yield from self._revisions(known)
            yield from self._pages(iter(self.titles), known, taken)
            for category, depth in self.categories.items():
                yield from self._category(category, depth, known, taken)
        except FetchError as error:
            yield Problem(self.base, error.reason, f"{error.remedy}; the same command goes on from here")

    def _category(self, category: str, depth: int, known: Known, taken: set[str]) -> Iterator[Item]:
        found = members(self.api, category, depth)
        first = next(found, None)
        if first is None:
            below = "" if depth else "; --depth takes the categories below it"
            yield Problem(address(category, self.base), "holds no articles", f"check its name{below}")
            return
        yield from self._pages(_chained(first, found), known, taken)

    def _pages(self, titles: Iterator[str], known: Known, taken: set[str]) -> Iterator[Item]:
        while batch := list(islice(titles, TITLES)):
            wanted: list[int] = []
            for found in look(self.api, batch):
                if isinstance(found, Missing):
                    yield self._problem(found)
                    continue
                if found.title in taken:
                    continue
                taken.add(found.title)
                yield from self._meant(found, known, wanted)
            yield from self._texts(wanted)

    def _meant(self, found: Found, known: Known, wanted: list[int]) -> Iterator[Item]:
        """What to say of a page before its text is there; its revision joins ``wanted`` if its text is."""
        path = address(found.title, self.base)
        if found.asked:
            yield Redirected(found.asked, found.title)
        if found.ns != 0:
            yield _no_article(path)
        elif known(path) == str(found.revision):
            yield Kept(path)
        else:
            wanted.append(found.revision)

    def _revisions(self, known: Known) -> Iterator[Item]:
        wanted: list[int] = []
        pages = titles_of(self.api, list(self.revisions)) if self.revisions else {}
        for revision in self.revisions:
            page = address(pages[revision], self.base) if revision in pages else ""
            pinned = permanent_link(page, str(revision))
            if page and str(revision) in (known(page), known(pinned)):
                yield Kept(pinned)
            else:
                wanted.append(revision)
        yield from self._texts(wanted, pinned=True)

    def _texts(self, revisions: list[int], *, pinned: bool = False) -> Iterator[Item]:
        for first in range(0, len(revisions), TEXTS):
            for found in texts(self.wiki, self.api, revisions[first : first + TEXTS], pinned=pinned):
                if isinstance(found, Missing):
                    yield self._problem(found)
                elif found.ns != 0:
                    yield _no_article(found.path(self.base))
                elif found.redirect is not None:
                    yield Problem(found.path(self.base), "is a redirect", f"it leads to {found.redirect}")
                else:
                    yield found

    def _problem(self, missing: Missing) -> Problem:
        if missing.revision:
            return Problem(permanent_link(self.wiki.script, str(missing.revision)), missing.reason, missing.remedy)
        return Problem(address(missing.asked, self.base), missing.reason, missing.remedy)


def wiki_inputs(
    wikis: Wikis, addresses: Iterable[str], categories: Iterable[str] = (), wiki: str | None = None, depth: int = 0
) -> tuple[list[WikiInput], list[Problem]]:
    """Sort addresses, and ``categories`` of the wiki at the address ``wiki``, by the wikis they belong to.

    Returns the wikis in the order in which they were met, and what is wrong with the other addresses. Addresses of a
    category stand for its articles.
    """
    inputs: dict[str, WikiInput] = {}
    problems: list[Problem] = []
    for url in addresses:
        try:
            met, api, target = wikis.at(url)
            asked = _asked(met, api, target)
        except FetchError as error:
            problems.append(Problem(url, error.reason, error.remedy))
            continue
        if isinstance(asked, Missing):
            problems.append(Problem(url, asked.reason, asked.remedy))
            continue
        given = inputs.setdefault(met.base, WikiInput(met, api))
        if asked.kind == "revision":
            given.revisions[int(asked.value)] = None
        elif met.site.namespace_of(asked.value) == CATEGORY:
            given.categories[asked.value] = depth
        else:
            given.titles[asked.value] = None
    names = list(categories)
    if names and wiki is not None:
        try:
            met, api, _ = wikis.at(wiki)
            given = inputs.setdefault(met.base, WikiInput(met, api))
            given.categories.update({met.category(name): depth for name in names})
        except FetchError as error:
            problems.append(Problem(wiki, error.reason, error.remedy))
    return list(inputs.values()), problems


def _asked(wiki: Wiki, api: Api, target: Target) -> Asked | Missing:
    """The title or the revision that an address asks for."""
    asked = wiki.asked(target)
    if asked is None:
        return Missing("", "names no page of the wiki", "give the address of an article or a category")
    if asked.kind != "page":
        return asked
    found = look_number(api, asked.value)
    return found if isinstance(found, Missing) else Asked("title", found.title)


def _no_article(path: str) -> Problem:
    return Problem(path, "is no article but a page of another namespace", "give an article or a category")


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
