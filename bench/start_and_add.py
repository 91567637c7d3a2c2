"""How long a user waits: the start of the program, and one article end to end.

usage: python bench/start_and_add.py [ARTICLE]

Without ARTICLE a bundled example is lengthened to about 50 KB. Prints the median of several runs in milliseconds.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CURSUS = [sys.executable, "-m", "cursus"]


def median_ms(run: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def long_article() -> bytes:
    """The wikitext example with its sections repeated until it has about 50 KB."""
    text = (ROOT / "examples" / "urabi.wikitext").read_text(encoding="utf-8")
    head, rest = text.split("== Early life ==", 1)
    body, tail = rest.split("== References ==", 1)
    return (head + ("== Early life ==" + body) * (50_000 // len(body) + 1) + "== References ==" + tail).encode()


def main(arguments: list[str]) -> None:
    data = Path(arguments[0]).read_bytes() if arguments else long_article()
    help_ms = median_ms(lambda: subprocess.run([*CURSUS, "--help"], check=True, capture_output=True), 9)
    print(f"cursus --help            {help_ms:8.0f} ms")

    from cursus.page import process

    list(process(data, "warm.wikitext"))
    page_ms = median_ms(lambda: list(process(data, "article.wikitext")), 5)
    print(f"one article, in process  {page_ms:8.0f} ms   ({len(data) / 1000:.0f} KB: read, extract, check)")

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.wikitext"
        path.write_bytes(data)

        def add() -> None:
            for old in Path(folder).glob("bench.db*"):
                old.unlink()
            db = str(Path(folder) / "bench.db")
            subprocess.run([*CURSUS, "add", "--db", db, str(path)], check=True, capture_output=True)

        print(f"cursus add, new database {median_ms(add, 5):8.0f} ms   (start-up, worker and migrations included)")


if __name__ == "__main__":
    main(sys.argv[1:])
