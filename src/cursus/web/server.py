"""The site as a server: one process, or several that share a socket and a database."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess

from starlette.types import ASGIApp

from cursus.store import open_store
from cursus.web.app import create_app
from cursus.web.auth.access import Access

_LOOK, _PATIENCE = 0.5, 10.0
"""Seconds after which workers are looked at, and within which one has to end."""


@dataclass(frozen=True, slots=True)
class Setup:
    """A database, the names the site answers to (None: any), whether users log in, whether anything may be changed, and who signs
    decisions where nobody logs in."""

    db: str
    hosts: Sequence[str] | None = None
    team: bool = False
    writes: bool = False
    author: str = ""

    @property
    def opens_for_writing(self) -> bool:
        """A team's sessions are written even where nothing else may be."""
        return self.writes or self.team

    def reading(self) -> Setup:
        return replace(self, writes=False)


def app(setup: Setup) -> ASGIApp:
    """The application over a store of its own."""
    store = open_store(setup.db, create=False, readonly=not setup.opens_for_writing)
    return create_app(store, setup.hosts, Access(setup.team, setup.writes, setup.author))


def run(setup: Setup, listener: socket.socket, workers: int = 1) -> None:
    """Answer until told to stop (SIGINT, SIGTERM). A worker that dies is replaced."""
    if workers == 1:
        answer(setup, listener)
        return
    spawn = get_context("spawn")
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())

    def start() -> SpawnProcess:
        process = spawn.Process(target=answer, args=(setup, listener), daemon=True)
        process.start()
        return process

    running = [start() for _ in range(workers)]
    while not stopped.wait(_LOOK):
        running = [one if one.is_alive() else start() for one in running]
    for one in running:
        one.terminate()
    for one in running:
        one.join(_PATIENCE)
        one.kill()


def answer(setup: Setup, listener: socket.socket) -> None:
    """One process of the site. It opens the database itself: no connection goes through a fork."""
    import uvicorn

    config = uvicorn.Config(app(setup), log_level="warning", access_log=False, server_header=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listener])
