"""A worker whose articles do as their first word says: the real one around a made-up ``process``."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable, Iterator

from cursus.page import PageResult, Problem
from cursus.run import worker


def process(
    data: bytes, name: str, *, skip: int = 0, begin: Callable[[str], None] | None = None
) -> Iterator[PageResult]:
    """An article per line. The answer is a Problem that repeats the line, so that the runner's order can be seen."""
    lines = data.decode().splitlines()
    if lines and lines[0] == "unreadable":
        os._exit(3)
    for number, line in enumerate(lines):
        if number < skip:
            continue
        if begin is not None:
            begin(name if len(lines) == 1 else f"{name}#{line}")
        word, _, amount = line.partition(" ")
        if word == "spin":
            while True:
                pass
        elif word == "sleep":
            time.sleep(float(amount))
        elif word == "eat":
            hoard = []
            while True:
                hoard.append(bytearray(1 << 24))
        elif word == "raise":
            raise ImportError("no such part")
        elif word == "crash":
            ctypes.string_at(0)
        elif word == "burn":
            end = time.process_time() + float(amount)
            while time.process_time() < end:
                pass
        elif word == "print":
            print("noise " * 1000)
        elif word == "big":
            line = "x" * int(amount)
        yield PageResult(None, problems=(Problem(name, line),))


if __name__ == "__main__":
    worker.process = process
    worker.main(int(sys.argv[1]), int(sys.argv[2]))
