"""How fast dates are found and read, and how right they are on the development cases.

    python bench/dates.py [--corpus FOLDER]

Speed is processor time of one core over real prose, the best of five runs: scanning (the pattern that finds where a date may begin),
points (scanning and reading what stands there) and find_dates (everything). "varied" is the same text with no word seen before:
every year and day number is shifted, so that nothing is remembered.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

from cursus.text.dates import find_dates
from cursus.text.dates.points import find_points, prose_scanner

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def best(work: Callable[[], object], runs: int = 5) -> float:
    """The least processor time of several runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path(os.environ.get("CURSUS_CORPUS", DEFAULT)))
    folder = parser.parse_args().corpus / "text" / "plain-2021"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]
    if not texts:
        raise SystemExit(f"no texts in {folder}")
    size = sum(len(t.encode()) for t in texts) / 1e6
    scanner = prose_scanner("en")
    dates = sum(len(find_dates(t)) for t in texts)
    print(f"{len(texts)} articles, {size:.1f} MB of prose, {dates} dates (one in {size * 1e6 / dates:.0f} bytes)")
    for name, work in (
        ("scanning", lambda: [sum(1 for _ in scanner.candidates.finditer(t)) for t in texts]),
        ("points", lambda: [sum(1 for _ in find_points(t, scanner)) for t in texts]),
        ("find_dates", lambda: [find_dates(t) for t in texts]),
    ):
        seconds = best(work)
        print(f"{name:12} {size / seconds:6.1f} MB/s  {seconds / dates * 1e6:5.1f} us a date")
    start = time.process_time()
    for number, text in enumerate(texts):
        find_dates(_varied(text, number))
    print(f"{'varied, once':12} {size / (time.process_time() - start):6.1f} MB/s")
    for name, text in (("question marks", "?" * 100_000), ("digits", "1234567890" * 1_000_000)):
        start = time.process_time()
        find_dates(text, anchor="1901")
        print(f"{name:14} {len(text):>10,} characters: {time.process_time() - start:.2f} s")


def _varied(text: str, number: int) -> str:
    return re.sub(r"\b1[5-9]\d\d\b", lambda m: f"{1500 + (int(m[0]) * 7 + number * 13) % 500}", text)


if __name__ == "__main__":
    main()
