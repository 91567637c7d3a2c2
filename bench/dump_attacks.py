"""Exports made to do harm: how soon each is decided, and after how many bytes.

Processor seconds for reading alone, the making of the attack left out; the bar is one second. The attacks are those of
tests/read/dump_attacks.py.

usage: python bench/dump_attacks.py [--all]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cursus.read.dump import DumpError, read_pages
from tests.read.dump_attacks import Attack, Endless, archives, xml

_SHOWN = 8


def decide(attack: Attack) -> tuple[float, int, str]:
    """Seconds, bytes taken (0 where the attack is no longer than it is), and what was said."""
    source = attack.source()
    start = time.process_time()
    said = "read"
    try:
        for _ in read_pages(source, attack.name):
            continue
    except DumpError as error:
        said = error.reason
    raw = getattr(source, "raw", None)
    return time.process_time() - start, raw.given if isinstance(raw, Endless) else 0, said


def main() -> None:
    for kind, attacks in (("XML", xml()), ("archives", archives())):
        rows = sorted(((*decide(attack), attack.name) for attack in attacks), reverse=True)
        over = sum(seconds > 1 for seconds, *_ in rows)
        print(f"{kind}: {len(rows)} files, slowest {rows[0][0]:.2f} s, {over} over a second")
        for seconds, taken, said, name in rows if "--all" in sys.argv else rows[:_SHOWN]:
            print(f"  {seconds:6.2f} s {taken / 1e6:8.2f} MB  {name:34} {said}")


if __name__ == "__main__":
    main()
