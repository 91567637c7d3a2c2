"""From addresses of wikis to their pages: what is new is fetched, what is stored in its newest revision is passed by.

Addresses are sorted by the wiki that they belong to. A wiki is first asked, fifty titles at a time, which revisions its
pages have now; only the texts of those that are not stored are fetched then. So a run that was interrupted goes on where
it was, and a second one costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from cursus.claim import permanent_link
from cursus.fetch.api import Api
from cursus.fetch.discover import Wikis
from cursus.fetch.errors import FetchError
from cursus.fetch.guard import Target
from cursus.fetch.mediawiki import TEXTS, TITLES, Missing, look, look_number, members, texts, titles_of
from cursus.fetch.wiki import CATEGORY, Asked, Wiki
from cursus.page import Problem
from cursus.read.dump import Page
from cursus.read.dump.page import address
from cursus.run.ingest import Ingest
from cursus.run.keep import Report

Known = Callable[[str], str | None]
"""The path of an article → the revision of it that is stored, None where it is not."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that is stored in the revision that was meant; ``asked`` is the title that a redirect led on from."""

    path: str
    title: str
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page with its text; ``asked`` is the title that a redirect led on from."""

    page: Page
    asked: str = ""


Item = Fetched | Kept | Problem


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

    def groups(self, known: Known) -> Iterator[list[Item]]:
        """Single revisions first, then pages, then categories, each in the order asked for and once; in groups, as the
        wiki's answers bring them.

        What cannot be had is a Problem. Where the wiki itself stops answering, the last item is a Problem that says so.
        """
        taken: set[str] = set()
        try:
            yield from self._revisions(known)
            yield from self._pages(iter(self.titles), known, taken)
            for category, depth in self.categories.items():
                yield from self._category(category, depth, known, taken)
        except FetchError as error:
            yield [Problem(self.base, error.reason, f"{error.remedy}; the same command goes on from here")]

    def _category(self, category: str, depth: int, known: Known, taken: set[str]) -> Iterator[list[Item]]:
        found = members(self.api, category, depth)
        first = next(found, None)
        if first is None:
            below = "" if depth else "; --depth takes the categories below it"
            yield [Problem(address(category, self.base), "holds no articles", f"check its name{below}")]
            return
        yield from self._pages(chain((first,), found), known, taken)

    def _pages(self, titles: Iterator[str], known: Known, taken: set[str]) -> Iterator[list[Item]]:
        while batch := list(islice(titles, TITLES)):
            wanted: list[int] = []
            asked: dict[int, str] = {}
            at_once: list[Item] = []
            for found in look(self.api, batch):
                if isinstance(found, Missing):
                    at_once.append(self._problem(found))
                elif found.title not in taken:
                    taken.add(found.title)
                    path = address(found.title, self.base)
                    if found.ns != 0:
                        at_once.append(_no_article(path))
                    elif known(path) == str(found.revision):
                        at_once.append(Kept(path, found.title, found.asked))
                    else:
                        wanted.append(found.revision)
                        asked[found.revision] = found.asked
            yield at_once
            yield from self._texts(wanted, asked)

    def _revisions(self, known: Known) -> Iterator[list[Item]]:
        wanted: list[int] = []
        at_once: list[Item] = []
        pages = titles_of(self.api, list(self.revisions)) if self.revisions else {}
        for revision in self.revisions:
            title = pages.get(revision, "")
            path = permanent_link(address(title, self.base), str(revision))
            if title and str(revision) in (known(address(title, self.base)), known(path)):
                at_once.append(Kept(path, title))
            else:
                wanted.append(revision)
        yield at_once
        yield from self._texts(wanted, {}, pinned=True)

    def _texts(self, revisions: list[int], asked: dict[int, str], *, pinned: bool = False) -> Iterator[list[Item]]:
        for first in range(0, len(revisions), TEXTS):
            group: list[Item] = []
            for found in texts(self.wiki, self.api, revisions[first : first + TEXTS], pinned=pinned):
                if isinstance(found, Missing):
                    group.append(self._problem(found))
                elif found.ns != 0:
                    group.append(_no_article(found.path(self.base)))
                elif found.redirect is not None:
                    group.append(Problem(found.path(self.base), "is a redirect", f"it leads to {found.redirect}"))
                else:
                    group.append(Fetched(found, asked.get(int(found.revision or 0), "")))
            yield group

    def _problem(self, missing: Missing) -> Problem:
        if missing.revision:
            return Problem(permanent_link(self.wiki.script, str(missing.revision)), missing.reason, missing.remedy)
        return Problem(address(missing.asked, self.base), missing.reason, missing.remedy)


def add_wiki(ingest: Ingest, given: WikiInput) -> Iterator[Report]:
    """Fetch and add what was asked of one wiki; a report on each article and on all that could not be had."""
    ingest.watch.begin(given.base)
    for group in given.groups(ingest.revision_at):
        ingest.watch.pages += len(group)
        asked: dict[str, str] = {}
        pages: list[Page] = []
        for item in group:
            match item:
                case Problem():
                    yield ingest.unread(item)
                case Kept(path, title, by):
                    yield replace(ingest.unchanged(path, title), asked=by)
                case Fetched(page, by):
                    pages.append(page)
                    asked[page.path(given.base)] = by
        for report in ingest.run_pages(pages, given.base, base_url=given.base):
            yield replace(report, asked=asked.get(report.path, ""))


def wiki_inputs(
    wikis: Wikis,
    addresses: Iterable[str],
    wiki: str | None = None,
    categories: Iterable[str] = (),
    titles: Iterable[str] = (),
    depth: int = 0,
) -> tuple[list[WikiInput], list[Problem]]:
    """Sort addresses, and the ``categories`` and ``titles`` of the wiki at the address ``wiki``, by the wikis they belong
    to.

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
    if wiki is not None:
        try:
            met, api, _ = wikis.at(wiki)
            given = inputs.setdefault(met.base, WikiInput(met, api))
            given.titles.update(dict.fromkeys(titles))
            given.categories.update({met.category(name): depth for name in categories})
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
