"""The real worker, except that a page whose text is a poison's name does as it says."""

from __future__ import annotations

import ctypes
import os
import sys
import time

from cursus.page import PageResult, Problem
from cursus.read.dump import Page
from cursus.run import worker

real = worker.process_page


def process_page(page: Page, name: str, *, base_url: str | None = None) -> PageResult:
    match page.text:
        case "crash":
            ctypes.string_at(0)
        case "leave":
            os._exit(3)
        case "fail":
            raise ImportError("no such part")
        case "eat":
            hoard = []
            while True:
                hoard.append(bytes(1 << 26))  # taken, never touched: the limit ends it before any clock
        case "spin":
            while True:
                pass
        case "sleep":
            time.sleep(600)
    if os.environ.get("POISON_CHEAP"):  # a hundred thousand pages, read for real, would take minutes
        return PageResult(None, problems=(Problem(f"{name}#{page.title}", f"{page.id} {page.text}"),))
    return real(page, name, base_url=base_url)


if __name__ == "__main__":
    worker.process_page = process_page
    worker.main(float(sys.argv[1]), int(sys.argv[2]))
