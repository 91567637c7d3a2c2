"""A database → a folder of pages. The lists are made first; all they lead to is made by several processes."""

from __future__ import annotations

import asyncio
import multiprocessing.connection
import os
import shutil
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl, quote, urlsplit

from anyascii import anyascii
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from cursus.site.addresses import KINDS, LISTS, Addresses, between
from cursus.site.ask import NoPage, ask
from cursus.site.rewrite import rewrite
from cursus.site.search import NoPagefind, Record, index, plain_words
from cursus.store import StoreError, open_store
from cursus.store.places import articles_of_claims
from cursus.store.unit_pages import list_units
from cursus.text.dates.words import say
from cursus.web import errors
from cursus.web.assets import published
from cursus.web.kept import Kept
from cursus.web.pages import FAMILIES

if TYPE_CHECKING:
    from cursus.store import Store

MARK = "cursus-site.txt"
"""The file by which a folder is known as one that may be made anew."""
_MARKED = "This folder was made by `cursus site` and is made anew by it. Open index.html.\n"
_ALL = 1_000_000
_PAGE = 1000
_WORTH = ("rank", "posting", "battle", "branch", "allegiance", "award", "birth", "death", "membership", "event")
"""Properties whose values a person is found by."""

Advance = Callable[[int], None]
T = TypeVar("T")


class SiteError(Exception):
    """The site cannot be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Built:
    """How many files were written, and which pages could not be made."""

    pages: int
    failed: tuple[str, ...]


def build(url: str, out: str, *, jobs: int = 1, advance: Advance | None = None) -> Built:
    """Write the site of a database into a folder, which is replaced when everything is there.

    ``advance`` is told how many pages more are written. Raises SiteError: the folder holds something else, or Pagefind is not
    there; StoreError where the database cannot be read.
    """
    out = os.path.abspath(out)
    if os.path.exists(out) and not _ours(out):
        raise SiteError(f"{out}: this folder holds something else; give an empty one, or another name")
    partial = f"{out}.{os.getpid()}.partial"
    os.makedirs(partial)
    try:
        built = _fill(url, partial, max(1, jobs), advance or (lambda _: None))
        if os.path.exists(out):
            shutil.rmtree(out)
        os.replace(partial, out)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return built


def _ours(folder: str) -> bool:
    return os.path.isdir(folder) and (os.path.exists(os.path.join(folder, MARK)) or not os.listdir(folder))


def _fill(url: str, folder: str, jobs: int, advance: Advance) -> Built:
    _write(folder, MARK, _MARKED.encode())
    for name, asset in published().items():
        if not name.endswith(".js"):
            _write(folder, f"static/{name}", asset.content)
    with open_store(url, create=False, readonly=True) as store:
        addresses = Addresses(articles_of_claims(store))
        maker = _Maker(store, folder, addresses, advance)
        roots = sorted({link.partition("?")[0].partition("#")[0] for link in maker.make(["/", *LISTS])})
        try:
            for name, content in _finish(index(_records(store, addresses))).items():
                _write(folder, f"search/{name}", content)
        except NoPagefind as error:
            raise SiteError(str(error)) from error
    pages = [root for root in roots if root.split("/")[1] in KINDS]
    written, failed = _in_parallel(url, folder, addresses, pages, jobs, advance)
    return Built(maker.written + written, tuple(sorted([*maker.failed, *failed])))


def _finish(work: Coroutine[None, None, T]) -> T:
    """What a coroutine gives. In a thread of its own: the caller, a notebook say, may have a loop that runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


class _Maker:
    """Makes pages and the further pages of the same address, one after the other."""

    def __init__(self, store: Store, folder: str, addresses: Addresses, advance: Advance) -> None:
        # Each page is made once: nothing to keep, nothing to pack.
        routes = [route for family in FAMILIES for route in family.routes(store, Kept(0))]
        self._app = Starlette(routes=routes, exception_handlers={HTTPException: errors.refused})
        self._folder, self._addresses, self._advance = folder, addresses, advance
        self.written = 0
        self.failed: list[str] = []

    def make(self, roots: Sequence[str]) -> set[str]:
        """Write the pages, and give all addresses that they lead to."""
        return _finish(self._make(roots))

    async def _make(self, roots: Sequence[str]) -> set[str]:
        led: set[str] = set()
        for root in roots:
            family = _Family(root, self._addresses)
            for address in family.waiting:
                try:
                    led.update(await self._page(address, family))
                except NoPage as error:
                    self.failed.append(str(error))
                    continue
                self.written += 1
                self._advance(1)
        return led

    async def _page(self, address: str, family: _Family) -> list[str]:
        body = await ask(self._app, address)
        here = self._addresses.file(address) or ""
        root = "../" * here.count("/")
        known: dict[str, str | None] = {}

        def target(link: str) -> str | None:
            if link not in known:
                there = family.file(link, address)
                known[link] = None if there is None else between(here, there)
            return known[link]

        page, followed = rewrite(body.decode(), target, f"{root}search", root)
        _write(self._folder, here, page.encode())
        return followed


class _Family:
    """A page and its further pages, of which ``waiting`` grows by those that are needed.

    The first page leads to a further one where it could not hold everything, and that leads to the next of its kind. A further
    page's links to other parts, which the first page holds, go there.
    """

    def __init__(self, root: str, addresses: Addresses) -> None:
        self.waiting = [root]
        self._root, self._addresses = root, addresses
        self._known = {addresses.file(root)}

    def file(self, link: str, here: str) -> str | None:
        """The file that a link on the page ``here`` leads to."""
        there = self._addresses.file(link)
        file, _, mark = (there or "").partition("#")
        address = link.partition("#")[0]
        if address.partition("?")[0] != self._root or there is None or file in self._known:
            return there
        part = _part(address)
        if here != self._root and part != _part(here):
            return f"{self._addresses.file(self._root)}#{mark or part}"
        self._known.add(file)
        self.waiting.append(address)
        return there


def _part(address: str) -> str:
    return dict(parse_qsl(urlsplit(address).query)).get("part", "")


def _in_parallel(
    url: str, folder: str, addresses: Addresses, pages: Sequence[str], jobs: int, advance: Advance
) -> tuple[int, list[str]]:
    context = multiprocessing.get_context("fork")
    readers: list[Connection] = []
    failed: list[str] = []
    written = 0
    processes = []
    for number in range(min(jobs, len(pages))):
        reader, writer = context.Pipe(duplex=False)
        work = context.Process(target=_work, args=(writer, url, folder, addresses, pages[number::jobs]))
        work.start()
        writer.close()
        readers.append(reader)
        processes.append(work)
    while readers:
        ready = multiprocessing.connection.wait(readers)
        for reader in [one for one in readers if one in ready]:
            try:
                said = reader.recv()
            except EOFError:
                readers.remove(reader)
                continue
            if isinstance(said, int):
                written += said
                advance(said)
            else:
                failed += said
    for work in processes:
        work.join()
        if work.exitcode:
            raise SiteError(f"a process that made pages ended with {work.exitcode}; try again with --jobs 1")
    return written, failed


def _work(writer: Connection, url: str, folder: str, addresses: Addresses, pages: Sequence[str]) -> None:
    with suppress(KeyboardInterrupt), open_store(url, create=False, readonly=True) as store:
        maker = _Maker(store, folder, addresses, writer.send)
        try:
            maker.make(pages)
        except StoreError as error:
            maker.failed.append(str(error))
        writer.send(maker.failed)


def _records(store: Store, addresses: Addresses) -> Iterator[Record]:
    said: dict[str, list[str]] = {}
    for claim in store.iter_claims():
        if claim.property in _WORTH and claim.stance != "denied":
            said.setdefault(claim.person.id, []).append(claim.value.text)
    offset = 0
    while people := store.persons("", _PAGE, offset):
        offset += len(people)
        for person in people:
            latin = [ascii_ for name in person.names if (ascii_ := anyascii(name)) != name]
            about = " – ".join(say(d) for d in (person.birth, person.death) if d)
            words = plain_words([*person.names, *latin, *said.get(person.id, ())])
            yield Record(addresses.file(f"/person/{_quoted(person.id)}") or "", person.name, about, words)
    for unit in list_units(store, "", _ALL)[0]:
        file = addresses.file(f"/unit/{_quoted(unit.key.removeprefix('unit:'))}") or ""
        yield Record(file, unit.name, "unit", plain_words([unit.name, *unit.names]))


def _quoted(id_: str) -> str:
    return quote(id_, safe="")


def _write(folder: str, name: str, content: bytes) -> None:
    path = os.path.join(folder, *name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
