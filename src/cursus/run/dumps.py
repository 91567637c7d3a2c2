"""A dump on its way to the workers: read in a thread of its own, from where an earlier run stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from cursus.page import Problem
from cursus.read.dump import DumpError, DumpReader, Mark, Page, Wanted
from cursus.read.dump.ahead import Ahead
from cursus.read.dump.index import fits, index_beside, streams_of
from cursus.run.inputs import STANDARD_INPUT, Opened

_AHEAD = 8
"""Wanted pages that wait to be sent to a worker; each may have megabytes."""
_SAMPLES = 64
_SAMPLE = 1 << 16
_WHOLE = 4 << 20


def fingerprint(opened: Opened, wanted: Wanted, again: bool) -> str | None:
    """What a reading of a dump is known by: the SHA-256 of its size, of samples all over it (of a small file all of it),
    and of what is wanted. None for a pipe, which can be read but once."""
    if not opened.size or not opened.stream.seekable():
        return None
    digest = hashlib.sha256(f"{opened.size} {wanted.key()} {again}".encode())
    step = max(opened.size // _SAMPLES, 1) if opened.size > _WHOLE else _SAMPLE
    for at in range(0, opened.size, step):
        opened.stream.seek(at)
        digest.update(opened.stream.read(_SAMPLE))
    opened.stream.seek(max(opened.size - _SAMPLE, 0))
    digest.update(opened.stream.read(_SAMPLE))
    opened.stream.seek(0)
    return digest.hexdigest()


@dataclass
class Watch:
    """How far the reading of a dump or a wiki is, for whoever shows it. ``size`` is 0 where nobody knows it; times are seconds."""

    name: str = ""
    size: int = 0
    read: int = 0
    began_at: int = 0
    pages: int = 0
    articles: int = 0
    begun: float = 0.0

    def begin(self, name: str, size: int = 0, at: int = 0) -> None:
        """Watch another input: a dump of ``size`` bytes from ``at`` on, or a wiki."""
        self.name, self.size, self.begun = name, size, monotonic()
        self.read = self.began_at = at
        self.pages = self.articles = 0

    def rate(self) -> tuple[float, float]:
        """Pages and bytes of the file per second."""
        taken = max(monotonic() - self.begun, 0.001)
        return self.pages / taken, (self.read - self.began_at) / taken

    def left(self) -> float | None:
        """Seconds that it will still take, None where nobody can tell."""
        done = self.read - self.began_at
        if not self.size or done <= 0:
            return None
        return (monotonic() - self.begun) * max(self.size - self.read, 0) / done


class DumpFeed:
    """The wanted pages of an open dump, each with the mark behind it, None where there is none yet. What stopped the
    reading is in ``problem`` afterwards."""

    def __init__(self, opened: Opened, wanted: Wanted, start: Mark | None, watch: Watch, threads: int) -> None:
        self.name = opened.given.name
        self.problem: Problem | None = None
        self._watch = watch
        self.reader = DumpReader(
            opened.stream, self.name, wanted=wanted, start=start, streams=_streams(opened, wanted), threads=threads
        )
        watch.begin(self.name, opened.size, start.stream if start is not None else 0)

    def __iter__(self) -> Iterator[tuple[Page, Mark] | None]:
        pages = Ahead(self._produce, _AHEAD).items_so_far()
        try:
            for item in pages:
                self._look()
                yield item
        except DumpError as error:
            self.problem = Problem(error.path or self.name, error.reason, error.remedy)
        except OSError as error:
            self.problem = Problem(self.name, f"cannot be read ({error.strerror})", "check the file and its disk")
        finally:
            self.reader.stopped = True
            pages.close()
            self._look()

    def _produce(self, put: Callable[[tuple[Page, Mark]], None]) -> None:
        for page in self.reader:
            put((page, self.reader.mark))

    def _look(self) -> None:
        self._watch.read = self.reader.read
        self._watch.pages = self.reader.passed.total()


def no_article(name: str) -> Problem:
    return Problem(name, "is a MediaWiki export without an article in it", "export pages of the article namespace")


def no_title(name: str, title: str) -> Problem:
    return Problem(f"{name}#{title}", "no article has this title", "see whether it is a redirect, or renamed")


def _streams(opened: Opened, wanted: Wanted) -> tuple[int, ...] | None:
    """The places of the wanted titles, where an index beside the dump knows them."""
    if wanted.titles is None or opened.given.path == STANDARD_INPUT or not opened.stream.seekable():
        return None
    index = index_beside(opened.given.path)
    if index is None:
        return None
    try:
        with index.open("rb") as stream:
            streams = streams_of(stream, index.name, wanted.titles)
    except (OSError, DumpError):
        return None  # the dump itself can still be read from end to end
    return streams if fits(opened.stream, streams) else None
