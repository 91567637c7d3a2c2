"""A small web on this machine: pages that are there, gone, hidden or lying, and an archive that has some of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote

from cursus.fetch.client import Client
from cursus.fetch.pace import Pace
from cursus.links.archives import Archives
from tests.fetch.servers import Handler, Server

FINE = b"<html><title>The battery</title><p>Berg led the third battery in the winter of 1863, with six guns."
GONE = b"<html><title>Page not found</title><p>Sorry, there is nothing here. Try our front page, or search."


@dataclass
class World:
    """The servers, and a client that may reach them. ``copies`` are what the archive has: address → [(stamp, status)];
    ``broken`` makes it answer nonsense."""

    server: Server
    client: Client
    copies: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    broken: bool = False

    def url(self, path: str) -> str:
        return self.server.url + path

    @property
    def archives(self) -> Archives:
        base = self.server.url
        return Archives(f"{base}/cdx/search/cdx", f"{base}/wayback/available", f"{base}/web", f"{base}/timemap/link")

    def asked(self, path: str) -> int:
        return sum(seen.partition("?")[0] == path for seen, _ in self.server.requests)


@contextmanager
def world() -> Iterator[World]:
    place: list[World] = []

    def reply(handler: Handler, path: str, query: dict[str, list[str]]) -> None:
        here = place[0]
        first = path.strip("/").split("/")[0]
        if path.startswith(("/cdx", "/wayback", "/timemap")):
            _archive(here, handler, path, query)
        elif first in ("fine", "articles"):
            handler.answer(FINE, Content_Type="text/html")
        elif first == "nohead" and handler.command == "HEAD":
            handler.answer(b"", 405)
        elif first == "nohead":
            handler.answer(FINE)
        elif first == "soft":
            handler.answer(GONE, Content_Type="text/html")
        elif first == "book":  # a page about pages that were not found, on a host that knows what is not there
            handler.answer(
                GONE if path == "/book/not-found-letters" else b"", 200 if path == "/book/not-found-letters" else 404
            )
        elif first.isdecimal():
            handler.answer(b"no", int(first))
        elif first == "tofront":
            handler.answer(b"", 302, Location="/")
        elif first == "to404":
            handler.answer(b"", 302, Location="/errors/404.html")
        elif first == "tofine":
            handler.answer(b"", 301, Location="/fine/there")
        elif first == "stall":
            handler.server.owner.stop.wait(5)
            handler.close_connection = True
        else:
            handler.answer(FINE)

    with Server(reply) as server, Client(allow=(server.host,), pace=Pace(0)) as client:
        place.append(World(server, client))
        yield place[0]


def _archive(here: World, handler: Handler, path: str, query: dict[str, list[str]]) -> None:
    if here.broken:
        handler.answer(b"<html>maintenance", 200 if "cdx" in path else 503)
        return
    url = unquote(query["url"][0]) if "url" in query else path.removeprefix("/timemap/link/")
    copies = here.copies.get(url, [])
    if path.startswith("/cdx"):
        rows = [["timestamp", "original", "statuscode"], *([stamp, url, status] for stamp, status in copies)]
        handler.answer(json.dumps(rows if copies else []).encode())
    elif path.startswith("/wayback"):
        handler.answer(b'{"archived_snapshots": {}}')
    else:
        handler.answer(b"", 404)
