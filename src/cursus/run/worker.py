"""A worker process: takes inputs from its standard input, answers with results, one article after the other.

It limits itself: address space for its whole life, processor time anew for every article. The kernel ends it when it
goes beyond; the wall clock is the runner's business, since no signal handler runs inside a long call of a C library.
"""

from __future__ import annotations

import os
import resource
import sys
from typing import BinaryIO

from cursus.page import describe, path_of, process, process_page
from cursus.run.wire import Message, encode, receive

_MIB = 1 << 20


def main(cpu: int, memory: int) -> None:
    """Serve until the pipe closes. ``memory`` MiB on top of what three copies of the input take."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while (request := receive(requests)) is not None:
        try:
            _serve(request, cpu, memory, replies)
        except MemoryError:
            # Python is whole, but the memory that fragments hold stays taken: the runner starts a fresh worker.
            _send(replies, ("memory",))
            return
        except Exception as error:
            _send(replies, ("fault", describe(error)))
            return


def _serve(request: Message, cpu: int, memory: int, replies: BinaryIO) -> None:
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
    _limit(resource.RLIMIT_AS, size)


def _limit_cpu(seconds: int) -> None:
    """Allow so much processor time from now on: the kernel counts from the start of the process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _limit(resource.RLIMIT_CPU, used + seconds)


def _limit(kind: int, value: int) -> None:
    """Set the soft limit only: it can be raised again for the next input; a harder one of the user's stays."""
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
