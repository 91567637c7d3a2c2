"""How fast the site answers: a claim as JSON, a dossier, a search, with one request in ten a decision, from 64 connections.

    python bench/web.py                     200,000 claims in SQLite, two processes, the client on the same machine
    python bench/web.py --claims 20000 --seconds 5

The client is wrk (Debian's package ``wrk``). Beside the site runs a bare Starlette route that asks the same question of the same file
and does nothing else, with as many processes: the last column is the site's share of its speed. Latencies are those of all requests
of a run, reads and writes. The database is made once and kept.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cursus.claim import Citation, Claim, Date, Document, Field, Person, Support, Value, document_ref
from cursus.contract import claim_id
from cursus.read.builder import Builder
from cursus.store import open_store

SEED = 20_240_501
PER_ARTICLE = 40
HOT = 1.1
"""Exponent of how unevenly persons are asked for: some are read all day, most never."""
_RANKS = (
    "captain",
    "major",
    "lieutenant colonel",
    "colonel",
    "brigadier general",
    "major general",
    "rear admiral",
    "vice admiral",
)
_PLACES = ("Kazan", "Alexandria", "Kure", "Salonika", "Varna", "Tiflis", "Kars", "Port Arthur")
_NAMES = ("Ivan", "Ahmed", "Osman", "Togo", "Pavel", "Karl", "Louis", "Hassan", "Mikhail", "Stefan", "Yusuf", "Henri")
_FAMILIES = (
    "Petrov",
    "Urabi",
    "Pasha",
    "Belmor",
    "Nakhimov",
    "Steiner",
    "Moreau",
    "Ali",
    "Radev",
    "Kostov",
    "Weber",
    "Skobel",
)


# the database ----------------------------------------------------------------------------------------------------------
def article(number: int) -> tuple[Document, list[Claim]]:
    """A made-up biography with forty claims, each with its own sentence and footnote."""
    rng = random.Random(SEED + number)
    name = f"{rng.choice(_NAMES)} {rng.choice(_FAMILIES)} {number}"
    said = []
    for n in range(PER_ARTICLE):
        year = 1820 + n + rng.randrange(3)
        rank, place = rng.choice(_RANKS), rng.choice(_PLACES)
        kind = ("rank", "posting", "battle", "event")[n % 4]
        words = {
            "rank": f"In {year} he became {rank}.",
            "posting": f"In {year} he took command of the {n + 1}th Regiment at {place}.",
            "battle": f"He fought at {place} in {year}.",
            "event": f"He was wounded near {place} in {year}.",
        }[kind]
        said.append((kind, words, year, rank if kind == "rank" else place, n))
    source = name + "\n\n" + "\n\n".join(words for _, words, _, _, _ in said)
    builder = Builder(source)
    builder.begin("title")
    builder.words(name, 0)
    builder.end()
    at = len(name) + 2
    for _, words, _, _, n in said:
        builder.begin("paragraph")
        builder.words(words, at)
        builder.mark(str(n % 8 + 1), n % 8, at + len(words), at + len(words))
        builder.end()
        at += len(words) + 2
    cites = tuple(
        Citation(str(n + 1), None, "", f"Dean, A. ({1880 + n}). A Life of {name}, vol. {n + 1}.", 0, 0, "book",
                 fields=(Field("title", f"A Life of {name} {n}", 0, 0), Field("author", "Dean, A.", 0, 0)))
        for n in range(8)
    )  # fmt: skip

    document = builder.finish(
        path=f"articles/{number:06}.txt", title=name, sha256=hashlib.sha256(source.encode()).hexdigest(), form="text",
        citations=cites, licence="CC BY-SA 4.0",
    )  # fmt: skip
    person, ref, claims = Person(f"person-{number}", name), document_ref(document), []
    for kind, words, year, value, n in said:
        start = document.text.index(words)
        end = start + len(words)
        qualifiers = (("role", "commander"), ("unit", f"{n + 1}th Regiment")) if kind == "posting" else ()
        date = Date(str(year), str(year), f"{year}-01-01", f"{year}-12-31", kind == "rank", False, "date.year")
        text = "commander" if kind == "posting" else "wounded" if kind == "event" else value
        claims.append(
            Claim(
                claim_id(document.sha256, f"{kind}.made", start, end, person.id, kind, text, qualifiers), person, kind,
                Value(text), qualifiers, date, "asserted", None, document.quote(start, end), "prose", f"{kind}.made",
                (Support(str(n % 8 + 1), None, "direct"),), ref, 0.5 + n % 50 / 100,
            )
        )  # fmt: skip
    return document, claims


def build(path: Path, claims: int) -> None:
    started = time.perf_counter()
    with open_store(str(path)) as store:
        for number in range(claims // PER_ARTICLE):
            document, found = article(number)
            store.add(document, found, ())
    print(f"made {claims:,} claims in {time.perf_counter() - started:.0f} s")


# servers ---------------------------------------------------------------------------------------------------------------
BARE = """
import sqlite3, sys, threading
import orjson
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
local = threading.local()
async def claim(request):
    db = getattr(local, "db", None)
    if db is None:
        db = local.db = sqlite3.connect("file:%s?mode=ro", uri=True)
        db.row_factory = sqlite3.Row
    row = db.execute("SELECT c.*, d.path, d.title, d.sha256 FROM claims c JOIN documents d ON d.id = c.document_id "
                     "WHERE c.id = ?", (request.path_params["id"],)).fetchone()
    return Response(orjson.dumps(dict(row)), media_type="application/json")
async def dossier(request):
    db = getattr(local, "db", None) or sqlite3.connect("file:%s?mode=ro", uri=True)
    local.db = db
    db.row_factory = sqlite3.Row
    rows = db.execute("SELECT c.*, d.path, d.title FROM claims c JOIN documents d ON d.id = c.document_id "
                      "WHERE c.person_id = ?", (request.path_params["id"],)).fetchall()
    return Response(orjson.dumps([dict(r) for r in rows]), media_type="application/json")
async def search(request):
    db = getattr(local, "db", None) or sqlite3.connect("file:%s?mode=ro", uri=True)
    local.db = db
    db.row_factory = sqlite3.Row
    rows = db.execute("SELECT c.* FROM quotes_fts q JOIN claims c ON c.n = q.rowid WHERE quotes_fts MATCH ? LIMIT 20",
                      ('"' + request.query_params["q"].replace(" ", '" "') + '"*',)).fetchall()
    return Response(orjson.dumps([dict(r) for r in rows]), media_type="application/json")
app = Starlette(routes=[Route("/api/v1/claims/{id}", claim), Route("/person/{id}", dossier), Route("/api/v1/search", search)])
"""


@contextlib.contextmanager
def served(command: list[str], folder: Path, port: int) -> Iterator[str]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(folder)},
        start_new_session=True,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        for _ in range(300):
            with contextlib.suppress(OSError):
                opener.open(f"{base}/api/v1/claims/0000000000000000", timeout=5)
                break
            if process.poll() is not None:
                sys.exit(f"{command[0]} did not start")
            time.sleep(0.1)
        yield base
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


# measuring -------------------------------------------------------------------------------------------------------------
SCRIPT = """
local paths, claims = {}, {}
for line in io.lines("%(paths)s") do paths[#paths + 1] = line end
for line in io.lines("%(claims)s") do claims[#claims + 1] = line end
local kinds = { '{"kind":"accept"}', '{"kind":"reject","scope":"sentence"}' }
local bad = 0
init = function(args) math.randomseed(%(seed)d) end
request = function()
  if math.random() < %(writes)s then
    local body = kinds[math.random(#kinds)]
    return wrk.format("POST", "/api/v1/claims/" .. claims[math.random(#claims)] .. "/review",
                      { ["Content-Type"] = "application/json", ["Accept-Encoding"] = "gzip" }, body)
  end
  return wrk.format("GET", paths[math.random(#paths)], { ["Accept-Encoding"] = "gzip" })
end
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %%.1f %%.2f %%.2f %%.2f %%.2f %%d %%d\\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, latency.max / 1000, e.status, e.connect + e.read + e.write + e.timeout))
end
"""


@dataclass(frozen=True)
class Result:
    rate: float
    p50: float
    p95: float
    p99: float
    longest: float
    refused: int
    broken: int


def load(
    base: str, folder: Path, paths: list[str], claims: list[str], writes: float, given: argparse.Namespace
) -> Result:
    (folder / "paths").write_text("\n".join(paths) + "\n")
    (folder / "claims").write_text("\n".join(claims) + "\n")
    script = folder / "load.lua"
    names = {"paths": folder / "paths", "claims": folder / "claims", "seed": SEED, "writes": writes}
    script.write_text(SCRIPT % names)
    for seconds in (given.warm, given.seconds):
        command = ["wrk", "-t1", f"-c{given.connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), base]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"RESULT (\S+) (\S+) (\S+) (\S+) (\S+) (\d+) (\d+)", out)
    if found is None:
        sys.exit(out)
    return Result(*map(float, found.groups()[:5]), *map(int, found.groups()[5:]))


def skewed(items: list[str], many: int, rng: random.Random) -> list[str]:
    weights = [1 / (n + 1) ** HOT for n in range(len(items))]
    return rng.choices(items, weights, k=many)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--warm", type=int, default=4)
    parser.add_argument("--writes", type=float, default=0.1)
    parser.add_argument("--port", type=int, default=18_423)
    parser.add_argument("--dir", default=os.path.join(tempfile.gettempdir(), "cursus-bench"))
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("this needs wrk: apt-get install wrk")
    folder = Path(given.dir)
    folder.mkdir(parents=True, exist_ok=True)
    original = folder / f"web-{given.claims}.db"
    if not original.exists():
        build(original.with_suffix(".part"), given.claims)
        os.replace(original.with_suffix(".part"), original)
    path = folder / "web.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    shutil.copy(original, path)
    rng = random.Random(SEED)
    with contextlib.closing(sqlite3.connect(path)) as db:
        ids = [row[0] for row in db.execute("SELECT id FROM claims")]
        people = [row[0] for row in db.execute("SELECT id FROM persons")]
    rng.shuffle(people)
    some = rng.sample(ids, min(50_000, len(ids)))
    words = [f"{a} {b}" for a in _NAMES for b in _FAMILIES] + [f"regiment at {p}" for p in _PLACES] + list(_RANKS)
    (folder / "bare.py").write_text(BARE.replace("%s", str(path)))
    python = sys.executable
    bare = [
        python,
        "-m",
        "uvicorn",
        "bare:app",
        "--port",
        str(given.port),
        "--workers",
        str(given.workers),
        "--log-level",
        "critical",
    ]
    site = [
        python, "-c", "from cursus.cli import main; main()", "serve", "--db", str(path), "--port", str(given.port + 1),
        "--workers", str(given.workers),
    ]  # fmt: skip
    tasks = {
        "claim, JSON": [f"/api/v1/claims/{i}" for i in some],
        "dossier, page": [f"/person/{p}" for p in skewed(people, 20_000, rng)],
        "search, JSON": [f"/api/v1/search?q={w.replace(' ', '%20')}" for w in words],
    }
    print(
        f"{given.claims:,} claims, {given.connections} connections, {given.workers} processes, {given.seconds} s each"
    )
    print(
        f"{'':34}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'max ms':>9}{'4xx/5xx':>9}{'broken':>8}{'share':>8}"
    )
    speed: dict[str, float] = {}
    with served(bare, folder, given.port) as base:
        for task, paths in tasks.items():
            speed[task] = show(f"bare: {task}", load(base, folder, paths, some, 0, given))
    with served(site, folder, given.port + 1) as base:
        for task, paths in tasks.items():
            show(f"site: {task}", load(base, folder, paths, some, 0, given), speed[task])
            name = f"site: {task}, {given.writes:.0%} writes"
            show(name, load(base, folder, paths, some, given.writes, given), speed[task])
    with open_store(str(path), readonly=True) as store:
        wrong = store.verify() if given.claims <= 20_000 else []
    print("the database is sound" if not wrong else "\n".join(wrong))


def show(name: str, got: Result, beside: float = 0) -> float:
    share = f"{got.rate / beside:8.2f}" if beside else ""
    print(
        f"{name:34}{got.rate:9,.0f}{got.p50:9.1f}{got.p95:9.1f}{got.p99:9.1f}{got.longest:9.1f}{got.refused:9}{got.broken:8}{share}",
        flush=True,
    )
    return got.rate


if __name__ == "__main__":
    main()
