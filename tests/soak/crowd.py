"""Many at once: readers, reviewers, an import and a link check on one database, each watched for what must not happen.

Every reviewer decides with the version that they saw; one note in each decision tells it apart. What counts as lost is a decision that
was acknowledged and is not in the log, or a write that was taken although the version had moved.
"""

from __future__ import annotations

import random
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cursus.store import open_store
from cursus.store.links import LinkRow, save_link
from tests.soak.site import CURSUS, Client

PAGES = ("/", "/persons", "/documents", "/review", "/review?kind=low", "/review/history", "/search?q=admiral", "/api/v1/claims?limit=20",
         "/api/v1/persons", "/api/v1/review/tally", "/api/v1/search?q=ivan")  # fmt: skip


@dataclass
class Seen:
    """What happened."""

    reads: int = 0
    writes: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    acknowledged: dict[str, tuple[str, int]] = field(default_factory=dict)
    added: int = 0
    checked: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fault(self, words: str) -> None:
        with self.lock:
            self.wrong.append(words[:400])


def crowd(db: Path, port: int, claims: list[str], seconds: float, *, readers: int = 64, reviewers: int = 8) -> Seen:
    """Let them all loose for so long."""
    seen, stop = Seen(), threading.Event()
    jobs = [(_read, (n,)) for n in range(readers)] + [(_review, (n,)) for n in range(reviewers)]
    threads = [threading.Thread(target=job, args=(seen, stop, port, claims, *extra)) for job, extra in jobs]
    threads += [
        threading.Thread(target=_import, args=(seen, stop, db)),
        threading.Thread(target=_links, args=(seen, stop, db)),
    ]
    for thread in threads:
        thread.start()
    stop.wait(seconds)
    stop.set()
    for thread in threads:
        thread.join(120)
        if thread.is_alive():
            seen.fault("a thread did not end")
    return seen


def _read(seen: Seen, stop: threading.Event, port: int, claims: list[str], n: int) -> None:
    client, rng = Client(port), random.Random(n)
    while not stop.is_set():
        url = rng.choice(PAGES) if rng.random() < 0.3 else f"/api/v1/claims/{rng.choice(claims)}"
        status, told = _asked(seen, client, "GET", url)
        if status != 200:
            seen.fault(f"GET {url}: {status} {told}")
        seen.reads += 1
    client.close()


def _review(seen: Seen, stop: threading.Event, port: int, claims: list[str], n: int) -> None:
    client, rng, count = Client(port), random.Random(1000 + n), 0
    while not stop.is_set():
        one = rng.choice(claims[:40])  # few enough to meet on
        _, now = _asked(seen, client, "GET", f"/api/v1/claims/{one}")
        if not isinstance(now, dict):
            continue
        count += 1
        note = f"{n}-{count}"
        body = {"kind": rng.choice(("accept", "reject")), "scope": "sentence", "version": now["version"], "note": note}
        began = time.perf_counter()
        status, told = _asked(seen, client, "POST", f"/api/v1/claims/{one}/review", body)
        with seen.lock:
            seen.writes.append(time.perf_counter() - began)
            seen.statuses[status] += 1
            if status == 200:
                seen.acknowledged[note] = (one, now["version"])
        if status not in (200, 409):
            seen.fault(f"review: {status} {told}")
    client.close()


def _asked(seen: Seen, client: Client, method: str, url: str, body: Any = None) -> tuple[int, Any]:
    try:
        return client.ask(method, url, body)
    except OSError as error:
        seen.fault(f"{method} {url}: {error!r}")
        client.close()
        return 0, None


def _import(seen: Seen, stop: threading.Event, db: Path) -> None:
    folder = db.parent / "incoming"
    folder.mkdir(exist_ok=True)
    number = 0
    while not stop.is_set():
        for _ in range(5):
            number += 1
            text = (
                f"General Number{number} Testov\n\nNumber{number} Testov (1848 – 1920) was a general. In 1895 he was promoted to rear "
                f"admiral.[1]\n\nReferences\n\n1. Dean, A. ({1900 + number % 90}). A Life.\n"
            )
            (folder / f"{number}.txt").write_text(text)
        done = subprocess.run(
            [*CURSUS, "add", "--db", str(db), str(folder)], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            seen.fault(f"import: {done.returncode} {done.stderr}")
        seen.added = number


def _links(seen: Seen, stop: threading.Event, db: Path) -> None:
    """What a link check writes: one address after the other, each at once."""
    with open_store(str(db)) as store:
        while not stop.is_set():
            seen.checked += 1
            save_link(store, LinkRow(f"https://example.org/{seen.checked % 500}", "alive", checked="2024-05-01"))
            time.sleep(0.01)


def lost(db: Path, seen: Seen) -> list[str]:
    """Acknowledged decisions that are not in the log, and any that was taken on a version that had moved."""
    from sqlalchemy import select

    from cursus.store.schema import reviews

    out = []
    with open_store(str(db), readonly=True) as store, store._read() as connection:
        log = connection.execute(select(reviews.c.n, reviews.c.note, reviews.c.claim_id).order_by(reviews.c.n)).all()
    by_note = {row.note: row for row in log}
    before: dict[str, int] = {}
    for row in log:
        if row.note in seen.acknowledged:
            claim, version = seen.acknowledged[row.note]
            if (row.claim_id, before.get(claim, 0)) != (claim, version):
                out.append(f"decision {row.n} was taken on version {version}; it was {before.get(claim, 0)}")
        before[row.claim_id] = row.n
    out += [f"{note} was acknowledged and is not there" for note in seen.acknowledged if note not in by_note]
    return out
