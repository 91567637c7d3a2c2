"""A worker: takes inputs from its socket, answers with results, one article after the other.

It limits itself: address space for its whole life, processor time anew for every article. The kernel ends it when it
goes beyond; the wall clock is the runner's business, since no signal handler runs inside a long call of a C library.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
from typing import BinaryIO

from cursus.page import describe, path_of, process, process_page
from cursus.run.nursery import serve
from cursus.run.wire import Message, encode, receive

_MIB = 1 << 20


def main(cpu: float, memory: int) -> None:
    """Be the nursery of workers; each article may take ``cpu`` seconds, and ``memory`` MiB on top of what three copies
    of the input take."""
    control = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _warm_up()
    serve(control, lambda requests: work(requests, cpu, memory))


def _warm_up() -> None:
    """Load what every article needs, once for all workers."""
    for _ in process(
        b"'''A. B.''' (born 1 May 1850) was a general.<ref>C, 1900.</ref>\n==Life==\nHe fought.", "warm.wikitext"
    ):
        continue


def work(connection: socket.socket, cpu: float, memory: int) -> None:
    """Serve until the connection closes."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    requests = os.fdopen(os.dup(connection.fileno()), "rb")
    replies = os.fdopen(connection.detach(), "wb")
    while (request := receive(requests)) is not None:
        try:
            _serve(request, cpu, memory, replies)
        except MemoryError:
            # Python is whole, but the memory that fragments hold stays taken: the runner starts a fresh worker.
            _limit_memory(resource.RLIM_INFINITY)
            _send(replies, ("memory",))
            return
        except Exception as error:
            _send(replies, ("fault", describe(error)))
            return


def _serve(request: Message, cpu: float, memory: int, replies: BinaryIO) -> None:
    _limit_cpu(cpu)

    def begin(path: str) -> None:
        _limit_cpu(cpu)
        _send(replies, ("begin", path))

    match request:
        case ("input", data, name, skip):
            _limit_memory(memory * _MIB + 3 * len(data))
            for result in process(data, name, skip=skip, begin=begin):
                _send(replies, ("result", result))
                _limit_cpu(cpu)
        case ("pages", pages, name, base_url):
            _limit_memory(memory * _MIB)
            for page in pages:
                begin(path_of(page, name))
                _send(replies, ("result", process_page(page, name, base_url=base_url)))
    _send(replies, ("end",))


def _send(replies: BinaryIO, message: tuple[object, ...]) -> None:
    replies.write(encode(message))
    replies.flush()


def _limit_memory(size: int) -> None:
    """Set the soft limit only: it can be raised again for the next input; a harder one of the user's stays."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    within = size if hard == resource.RLIM_INFINITY else hard if size == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (within, hard))


def _limit_cpu(seconds: float) -> None:
    """Allow so much processor time from now on: after that the kernel sends a signal that ends the process."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
