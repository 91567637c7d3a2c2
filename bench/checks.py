"""How fast the checks are on articles that are read already: articles a second on one core, and the line over length.

usage: python bench/checks.py FOLDER [ARTICLES]      (a folder of wikitext; 100 articles unless said)
"""

from __future__ import annotations

import sys
import time
from hashlib import sha256
from pathlib import Path

from cursus.check import check
from cursus.check.engine import rule_id, run
from cursus.check.rules import rules
from cursus.claim import Claim, Document
from cursus.extract import extract
from cursus.read import read_text


def read(source: str, name: str) -> Document:
    return read_text(source, form="wikitext", path=name, sha256=sha256(source.encode()).hexdigest())


_WARM = 4
"""Articles that are checked first, so that the tables of the rules are loaded."""


def seconds(work: list[tuple[Document, tuple[Claim, ...]]], times: int = 3) -> float:
    """Processor time of checking them all; the best of several times finds the answers to small questions kept."""
    best = 1e9
    for _ in range(times):
        started = time.process_time()
        for document, claims in work:
            check(document, claims)
        best = min(best, time.process_time() - started)
    return best


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    files = sorted(p for p in Path(sys.argv[1]).iterdir() if p.suffix == ".wikitext")
    files = files[:: max(len(files) // int(sys.argv[2] if len(sys.argv) > 2 else 100), 1)]
    work = []
    for path in files:
        document = read(path.read_text("utf-8"), path.name)
        work.append((document, extract(document)))
    for document, claims in work[:_WARM]:
        check(document, claims)
    once = work[_WARM:]
    size = sum(len(d.source) for d, _ in once)
    took = seconds(once, 1)
    again = seconds(once, 3)
    print(
        f"{len(once)} articles, {size / 1e6:.1f} MB of wikitext, {len(rules())} rules: {len(once) / took:.0f} articles/s, "
        f"{size / took / 1e6:.1f} MB/s, each for the first time; {len(once) / again:.0f} articles/s when seen before"
    )
    spent = []
    for rule in rules():
        started = time.process_time()
        for document, claims in work:
            run([rule], document, claims)
        spent.append((time.process_time() - started, rule_id(rule)))
    print("dearest rules, each alone with what it asks of the document:")
    for cost, name in sorted(spent, reverse=True)[:10]:
        print(f"  {name:30} {1000 * cost / len(work):6.2f} ms an article")
    source = max((d.source for d, _ in work), key=len)[:60_000]
    print("one text, repeated:")
    base = 0.0
    for times in (1, 2, 4, 8):
        took = seconds([(read((source + "\n\n") * times, "x"), ())])
        base = base or took
        print(f"  {times} x {len(source) / 1000:.0f} kB: {1000 * took:7.1f} ms, {took / base / times:.2f} of the line")
    return 0


if __name__ == "__main__":
    sys.exit(main())
