"""Killing writers at random moments, and looking at what is left: ``python -m tests.soak.kills FOLDER KILLS SEED``.

A process of its own and without threads, so that each victim is a fork that starts at once. A victim tells of every write through a pipe
when the store has returned, and is killed somewhere in one of the next ones. What it told of has to be there, an article has to be whole,
and the database sound; a migration leaves the old tables or the new ones. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from alembic import command, config  # noqa: F401  (loaded before the forks)

from cursus.store import open_store
from cursus.store.engine import make_engine
from cursus.store.migrate import run_alembic
from cursus.store.review.decide import review
from cursus.store.schema import HEAD
from tests.store.make import petrov

FRESH_AFTER = 20
"""Kills after which a database begins anew, so that looking through it stays quick."""
SOURCE = "Ivan Petrov was a rear admiral in 1895.\n\nHe was born in 1848 at Kazan. Some 60 men fell."
OLD = "0007"


Work = Callable[[Callable[[str], None]], None]


def killed(work: Work, rng: random.Random, writes: int, moment: float) -> list[str]:
    """Fork a victim that does the work, kill it after a random number of its writes (fewer than ``writes``) and a random moment (at
    most so many seconds later); what it told of."""
    out, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            work(lambda words: os.write(told, f"{words}\n".encode()) and None)
        finally:
            os._exit(0)
    os.close(told)
    heard, wanted = b"", rng.randrange(writes)
    while heard.count(b"\n") < wanted and (more := os.read(out, 65536)):
        heard += more
    time.sleep(rng.random() * moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(out, 65536):
        heard += more
    os.close(out)
    return heard.decode().split("\n")[:-1]


def imports(db: Path, round_: int) -> Work:
    def work(tell: Callable[[str], None]) -> None:
        with open_store(str(db)) as store:
            for n in range(500):
                document, claims = petrov(f"{SOURCE} {round_} {n}", f"{round_}-{n}.txt")
                store.add(document, claims, [])
                tell(document.id)

    return work


def reviews(db: Path, round_: int) -> Work:
    def work(tell: Callable[[str], None]) -> None:
        with open_store(str(db)) as store:
            ids = [c.id for c in store.claims()]
            for n in range(500):
                done = review(store, ids[n % len(ids)], ("accept", "reject")[n % 2], note=f"{round_}-{n}")
                tell(f"{done.events[0].n}")

    return work


def migrates(db: Path) -> Work:
    def work(tell: Callable[[str], None]) -> None:
        open_store(str(db), progress=lambda *_: None).close()
        tell("done")

    return work


def look(db: Path, wrong: list[str], acknowledged: list[str], column: str) -> float:
    """Open what is left as the next process would; the seconds until it can be used."""
    began = time.perf_counter()
    with open_store(str(db)) as store:
        store.check_writable()
        ready = time.perf_counter() - began
        wrong += store.verify()
    with closing(sqlite3.connect(db)) as raw:
        wrong += [f"integrity: {row[0]}" for row in raw.execute("PRAGMA integrity_check") if row[0] != "ok"]
        table, name = column.split(".")
        there = {str(row[0]) for row in raw.execute(f"SELECT {name} FROM {table}")}
        wrong += [f"{one} was acknowledged and is not there" for one in acknowledged if one not in there]
        half = "SELECT d.path, count(c.id) AS found FROM documents d LEFT JOIN claims c ON c.document_id = d.id GROUP BY d.id HAVING found != 3"
        wrong += [f"{row[0]} has {row[1]} claims of 3" for row in raw.execute(half)]
        stale = "SELECT count(*) FROM claims c JOIN reviews r ON r.n = c.review WHERE r.undone IS NOT NULL"
        wrong += ["a claim follows a decision that was undone"] * raw.execute(stale).fetchone()[0]
    return ready


def old_database(path: Path) -> None:
    """A database as an older Cursus left it, with articles in it."""
    engine = make_engine(str(path), readonly=False)
    run_alembic(engine, OLD)
    engine.dispose()
    with open_store(f"{path}.new") as store:
        for n in range(30):
            store.add(*petrov(f"{SOURCE} {n}", f"{n}.txt"), [])
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"ATTACH '{path}.new' AS new")
        for table in ("documents", "persons", "names", "lookup", "words", "claims"):
            columns = ", ".join(f'"{row[1]}"' for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
        db.commit()


def main(folder: Path, kills: int, seed: int) -> None:
    rng, wrong, longest = random.Random(seed), [], 0.0
    told = {"import": 0, "review": 0, "migration": 0}
    for round_ in range(kills * 2 // 5):
        db = folder / f"import-{round_ // FRESH_AFTER}.db"
        acknowledged = killed(imports(db, round_), rng, 12, 0.012)
        told["import"] += len(acknowledged)
        longest = max(longest, look(db, wrong, acknowledged, "documents.id"))
    for round_ in range(kills * 2 // 5):
        db = folder / f"review-{round_ // FRESH_AFTER}.db"
        if not db.exists():
            with open_store(str(db)) as store:
                for n in range(4):
                    store.add(*petrov(f"{SOURCE} {n}", f"{n}.txt"), [])
        acknowledged = killed(reviews(db, round_), rng, 12, 0.012)
        told["review"] += len(acknowledged)
        longest = max(longest, look(db, wrong, acknowledged, "reviews.n"))
    old = folder / "old.db"
    old_database(old)
    shutil.copy(old, folder / "whole.db")
    began = time.perf_counter()
    open_store(str(folder / "whole.db")).close()
    moment = 1.2 * (time.perf_counter() - began)  # so that every part of a migration is hit, and what comes after it
    for round_ in range(kills - 2 * (kills * 2 // 5)):
        db = folder / f"migration-{round_}.db"
        shutil.copy(old, db)
        acknowledged = killed(migrates(db), rng, 1, moment)
        told["migration"] += len(acknowledged)
        with closing(sqlite3.connect(db)) as raw:
            version = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            if version not in (OLD, HEAD):
                wrong.append(f"a migration ended at {version}")
            if raw.execute("SELECT count(*) FROM claims").fetchone()[0] != 90:
                wrong.append("a migration lost claims")
        longest = max(longest, look(db, wrong, [], "documents.id"))
        for path in folder.glob(f"migration-{round_}.db*"):
            path.unlink()
    print(json.dumps({"kills": kills, "acknowledged": told, "wrong": wrong[:20], "ready": round(longest, 2)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
