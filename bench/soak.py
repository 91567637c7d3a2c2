"""The long versions of what the slow tests do, with limits of time: for a machine that does nothing else.

    python bench/soak.py                       ten minutes of everybody at once, 1,000 kills, 20,000 requests of Schemathesis
    python bench/soak.py --seconds 60 --kills 300 --requests 3000

*Everybody at once*: 64 readers, 8 reviewers, an import and a link check on one database behind two processes. *Kills*: writers of articles,
of decisions and of migrations end by SIGKILL at random moments; then a whole site does, in the middle of decisions that it acknowledged.
*Requests*: Schemathesis against the description of the API. Exit status 1 where anything was lost, refused, broken or late.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cursus.store import open_store
from tests.soak.crowd import crowd, lost
from tests.soak.fuzz import fuzz
from tests.soak.site import Client, served
from tests.store.make import article, claim

LONGEST_WRITE, READY = 1.0, 2.0
"""Seconds that a write may wait, and within which a database that was left by a kill can be used."""


def made(db: Path, articles: int) -> list[str]:
    """Articles about one officer each; the ids of their claims."""
    ids = []
    with open_store(str(db)) as store:
        for n in range(articles):
            said = [f"In {year} Ivan Petrov{n} was at {year} Street." for year in range(1850, 1870)]
            document = article(f"Ivan Petrov{n}. {' '.join(said)}", f"{n}.txt")
            found = [
                claim(document, words, "posting", words[3:7], who=f"Ivan Petrov{n}", date=words[3:7]) for words in said
            ]
            store.add(document, found, [])
            ids += [one.id for one in found]
    return ids


def everybody(folder: Path, seconds: float) -> bool:
    db = folder / "crowd.db"
    ids = made(db, 100)
    with served(db, "--workers", "2") as (port, _):
        seen = crowd(db, port, ids, seconds)
    wrong = [*seen.wrong, *lost(db, seen)]
    with open_store(str(db)) as store:
        wrong += store.verify()
    waits = sorted(seen.writes)
    late = waits[-1] > LONGEST_WRITE
    print(
        f"everybody at once, {seconds:.0f} s: {seen.reads:,} reads, {seen.statuses[200]:,} decisions, {seen.statuses[409]:,} refused as stale, "
        f"{seen.added:,} articles, {seen.checked:,} links; a write waited p50 {waits[len(waits) // 2] * 1000:.0f} ms, "
        f"p99 {waits[int(len(waits) * 0.99)] * 1000:.0f} ms, at most {waits[-1] * 1000:.0f} ms{' (too long)' if late else ''}; {len(wrong)} faults"
    )
    print("".join(f"  {words}\n" for words in wrong[:20]), end="")
    return not wrong and not late


def kills(folder: Path, number: int) -> bool:
    began = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.soak.kills", str(folder), str(number), "1"], cwd=Path(__file__).resolve().parents[1],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ended.returncode != 0:
        print(ended.stderr)
        return False
    told = json.loads(ended.stdout.splitlines()[-1])
    print(
        f"{number:,} kills in {time.perf_counter() - began:.0f} s: {sum(told['acknowledged'].values()):,} writes acknowledged, "
        f"{len(told['wrong'])} faults, ready after {told['ready']} s at most"
    )
    print("".join(f"  {words}\n" for words in told["wrong"]), end="")
    return not told["wrong"] and told["ready"] <= READY


def sites(folder: Path, number: int) -> bool:
    """Kill a whole site while four reviewers decide, and start it again on what is left."""
    db, rng, wrong, longest, total = folder / "site.db", random.Random(1), [], 0.0, 0
    ids = made(db, 20)
    for round_ in range(number):
        heard: list[str] = []

        def decide(who: int, port: int, round_: int = round_, heard: list[str] = heard) -> None:
            client = Client(port, 10)
            with contextlib.suppress(OSError, ValueError):
                for n in range(10_000):
                    note = f"{round_}-{who}-{n}"
                    one = ids[(n * 4 + who) % len(ids)]
                    status, _ = client.ask(
                        "POST", f"/api/v1/claims/{one}/review", {"kind": ("accept", "reject")[n % 2], "note": note}
                    )
                    if status == 200:
                        heard.append(note)

        began = time.perf_counter()
        with served(db) as (port, process):
            Client(port).ask("GET", f"/api/v1/claims/{ids[0]}")
            longest = max(longest, time.perf_counter() - began)
            threads = [threading.Thread(target=decide, args=(who, port)) for who in range(4)]
            for thread in threads:
                thread.start()
            time.sleep(0.05 + rng.random() * 0.4)
            os.kill(process, signal.SIGKILL)
            for thread in threads:
                thread.join()
        total += len(heard)
        with open_store(str(db)) as store, store._read() as connection:
            there = set(connection.exec_driver_sql("SELECT note FROM reviews").scalars())
            wrong += [f"{note} was acknowledged and is not there" for note in heard if note not in there]
    with open_store(str(db)) as store:
        wrong += store.verify()
    print(
        f"{number:,} sites killed: {total:,} decisions acknowledged, {len(wrong)} faults; a site answers {longest:.1f} s after its start at most"
    )
    print("".join(f"  {words}\n" for words in wrong[:20]), end="")
    return not wrong and longest <= READY


def requests(folder: Path, number: int) -> bool:
    examples, told, total = 100, None, 0
    seed = 1
    while total < number:
        inside = folder / f"fuzz-{seed}"
        inside.mkdir()
        told = fuzz(inside, examples, seed)
        total += told.requests
        if not told.sound:
            print(told.said[-8000:])
            break
        seed += 1
    sound = told is not None and told.sound
    print(f"{total:,} requests by Schemathesis: {'all as described' if sound else 'see above'}")
    return sound


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--sites", type=int, default=30)
    parser.add_argument("--requests", type=int, default=20_000)
    given = parser.parse_args()
    sound = True
    for part, number in (
        (everybody, given.seconds),
        (kills, given.kills),
        (sites, given.sites),
        (requests, given.requests),
    ):
        if number:
            with tempfile.TemporaryDirectory(prefix="cursus-soak-") as folder:
                sound = part(Path(folder), number) and sound
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
