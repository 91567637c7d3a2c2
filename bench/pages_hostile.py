"""Hostile HTML and copied text: is reading linear in time, and small?

Every family of ``tests/read/fuzz.py`` is read at 32 and 64 KB. Printed for each: CPU seconds per 32 KB and how much longer
twice the size takes. Exit code 1 where one of them is over its bar.

    python bench/pages_hostile.py [NAME]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cursus.read.html import read_html
from cursus.read.plain import read_plain
from tests.read.fuzz import HOSTILE_COPIES, HOSTILE_MARKUP

MAX_RATIO = 2.3
MAX_SECONDS = 0.5  # per 32 KB
SHORTEST = 0.03  # below this a time is mostly noise, and its ratio says nothing


def seconds(form: str, text: str) -> float:
    """CPU time of the best of three readings."""
    reader = read_html if form == "html" else read_plain
    taken = []
    for _ in range(3):
        start = time.process_time()
        reader(text, path="x", sha256="0" * 64, title="x")
        taken.append(time.process_time() - start)
    return min(taken)


def main(arguments: list[str]) -> int:
    over = 0
    families = [("html", *item) for item in HOSTILE_MARKUP.items()] + [
        ("text", *item) for item in HOSTILE_COPIES.items()
    ]
    for form, name, piece in families:
        if arguments and arguments[0] not in name:
            continue
        once, twice = (seconds(form, piece * (size // len(piece))) for size in (32_000, 64_000))
        ratio = twice / once if once > SHORTEST else 0.0
        bad = ratio > MAX_RATIO or once > MAX_SECONDS
        over += bad
        print(f"{form:5}{name:28}{once:9.3f} s {ratio:6.2f}{'  OVER' if bad else ''}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
