"""The same dump read by worker processes of this machine and by Spark on this machine: pages a second, and what it costs.

usage: python bench/spark.py [--pages N] [FOLDER OF WIKITEXT]

FOLDER is a folder of articles, by default the English ones of the corpus (CURSUS_CORPUS). They become a multistream dump.
Each command runs in processes of its own; their processor time is counted with that of all their children, Java among them,
and is what to compare where other programs run beside. Spark's start is a row of its own: a run pays it once. Needs the
extra "spark" and Java, and says so where they are missing.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cursus.read.dump import Wanted, read_pages  # noqa: E402
from tests.corpus import ROOT as CORPUS  # noqa: E402
from tests.run.spark_help import multistream, page  # noqa: E402

CORES = 2
NAME = "made.xml.bz2"
CURSUS = [sys.executable, "-m", "cursus"]
MASTER = f"local[{CORES}]"
EMPTY = (
    "from cursus.run.spark.session import session\n"
    f"with session('{MASTER}', 'log') as context:\n"
    f"    context.parallelize(range({CORES}), {CORES}).map(str).collect()\n"
)
_PR_SET_CHILD_SUBREAPER = 36


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds that it took, and seconds of processor time of all processes that it started."""
    before, begun = _spent(), time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    taken = time.monotonic() - begun
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr.decode()}")
    while True:
        try:
            os.waitpid(-1, 0)  # what outlived it: Java, which ends when it notices
        except ChildProcessError:
            return taken, _spent() - before


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=200)
    options.add_argument("folder", nargs="?", type=Path, default=CORPUS / "wikitext" / "en")
    given = options.parse_args()
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        print("not measured: needs pip install 'cursus[spark]' and Java")
        return
    articles = sorted(given.folder.glob("*.wikitext"))[: given.pages]
    if not articles:
        print(f"not measured: no articles in {given.folder}; set CURSUS_CORPUS, or name a folder")
        return
    made = [page(n, path.read_text("utf-8"), title=path.stem) for n, path in enumerate(articles)]
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dump = folder / NAME
        dump.write_bytes(multistream(made))
        pages = sum(1 for _ in read_pages(dump.read_bytes(), NAME, wanted=Wanted()))
        print(f"{pages} biographies of {len(made)} pages, {dump.stat().st_size / 1e6:.1f} MB packed, {CORES} cores\n")
        print(f"{'':46} {'s':>8} {'pages/s':>9} {'CPU s':>8} {'pages/CPU s':>12}")
        spark = [*CURSUS, "add", "--engine", "spark", "--master", MASTER, "--parquet", "out", NAME]
        for what, command in (
            (f"cursus add --jobs {CORES}", [*CURSUS, "add", "--jobs", str(CORES), "--db", "local.db", NAME]),
            (f"cursus add --engine spark, {MASTER}, to Parquet", spark),
            ("of that, Spark's start and end", [sys.executable, "-c", EMPTY]),
            ("cursus load", [*CURSUS, "load", "--db", "spark.db", "out"]),
            (
                "cursus export --format parquet",
                [*CURSUS, "export", "--db", "local.db", "--format", "parquet", "-o", "pq"],
            ),
        ):
            taken, spent = measured(command, folder)
            rates = ("", "") if command[1] == "-c" else (f"{pages / taken:.1f}", f"{pages / spent:.1f}")
            print(f"{what:46} {taken:8.1f} {rates[0]:>9} {spent:8.1f} {rates[1]:>12}", flush=True)


if __name__ == "__main__":
    main()
