"""How fast claims leave a database, in each format that writes one file, and how much memory that takes.

usage: python bench/exports.py [--claims N] [--articles N] [FORMAT...]

A database of made claims (100,000 claims about 2,000 persons, unless said) is written to a temporary folder; each
format is then written to a file once, in a process of its own. Times are of the processor, memory is the peak of the
process beyond what it held before it began. On a machine that others use, "x records" is the number to look at: how many times as
fast as reading all claims as records (Store.iter_claims) just after, in the same process.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from cursus.claim import Bounds, Citation, Claim, Date, Document, Field, Person, Quote, Support, Value, document_ref
from cursus.contract import claim_id
from cursus.export import FORMATS
from cursus.export.chosen import Chosen
from cursus.read.builder import Builder
from cursus.store import Store, open_store

WANTED = {"jsonl": 50_000}
ELSE = 20_000
ONE_PERSON = ("wikitext",)
"""Formats that write one person: all claims are then theirs."""
KINDS = ("posting", "rank", "birth", "name", "award", "event")


def made(number: int, claims: int) -> tuple[Document, list[Claim]]:
    """An article with so many claims about one officer, every tenth of them with a footnote of its own."""
    sentence = f"Officer {number} took command of the 3rd Brigade, of which he had charge in May 1877. "
    source = sentence * claims
    builder = Builder(source)
    builder.begin("paragraph")
    builder.words(source, 0)
    builder.end()
    citations = tuple(
        Citation(
            str(n + 1), None, "", f"Writer {n}, A Life of Officer {number} (London, 19{n % 90 + 10:02d}), p. {n}", 0, 4, "book",
            fields=(
                Field("author", f"Writer {n}, Anne", 0, 4),
                Field("title", f"A Life of Officer {number}", 0, 4),
                Field("issued", f"19{n % 90 + 10:02d}", 0, 4, f"19{n % 90 + 10:02d}"),
                Field("page", str(n), 0, 4),
            ),
        )
        for n in range(max(claims // 10, 1))
    )  # fmt: skip
    document = builder.finish(
        path=f"{number:06d}.txt",
        title=f"Officer {number}",
        sha256=hashlib.sha256(source.encode()).hexdigest(),
        form="text",
        citations=citations,
    )
    ref, person = document_ref(document), Person(f"officer-{number}", f"Officer {number}")
    found = []
    for n in range(claims):
        kind = KINDS[n % len(KINDS)]
        start = n * len(sentence)
        end = start + len(sentence) - 1
        qualifiers = {
            "posting": (("role", "commander"), ("unit", f"{n % 40 + 1}rd Brigade"), ("rank", "colonel")),
            "event": (("killed", Bounds(3, None)), ("place", "Plevna")),
            "name": (("kind", "full"), ("script", "Latn")),
        }.get(kind, ())
        quote = Quote(sentence[:-1], start, end, start, end, ("Career", "The war"))
        date = Date("1877-05", "May 1877", "1877-05-01", "1877-05-31", kind == "posting", False, "date.month")
        label = citations[n % len(citations)].label
        found.append(
            Claim(
                id=claim_id(document.sha256, "bench", start, end, person.id, kind, kind, qualifiers),
                person=person,
                property=kind,
                value=Value(f"value {n}"),
                qualifiers=qualifiers,
                date=date,
                stance="asserted",
                says=None,
                quote=quote,
                origin="prose",
                rule="bench",
                citations=(Support(label, None, "direct"),),
                document=ref,
                score=0.9,
            )
        )
    return document, found


def run_one(db: str, format_: str) -> None:
    """In a process of its own: write one format, print claims, seconds of the processor and MB of memory."""
    writer = import_module(FORMATS[format_])
    with open_store(db, readonly=True) as store, tempfile.TemporaryFile() as out:
        chosen = Chosen(persons=("officer-0",), create=True) if format_ in ONE_PERSON else Chosen(create=True)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        report = writer.write(store, out, chosen)
        seconds = time.process_time() - start
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        handled = len(store.claims(person="officer-0")) if format_ in ONE_PERSON else store.counts().claims
        slow = read_all(store)
        print(handled, report.claims, seconds, grown, out.tell(), slow)


def read_all(store: Store) -> float:
    """Claims a second that come as records."""
    start = time.process_time()
    number = sum(1 for _ in store.iter_claims())
    return number / max(time.process_time() - start, 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("formats", nargs="*", choices=[*FORMATS, []])
    options = parser.parse_args()
    if options.one:
        run_one(*options.one)
        return
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "bench.db")
        with open_store(db) as store:
            for number in range(options.articles):
                store.add(*made(number, options.claims // options.articles), [])
        print(
            f"{'format':14}{'claims/s':>10}{'wanted':>10}{'written':>10}{'MB file':>10}{'MB memory':>11}{'x records':>11}"
        )
        for format_ in options.formats or FORMATS:
            command = [sys.executable, __file__, "--one", db, format_]
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            handled, written, seconds, grown, size, slow = (float(n) for n in out)
            rate, least = handled / max(seconds, 1e-9), WANTED.get(format_, ELSE)
            print(
                f"{format_:14}{rate:10,.0f}{least:10,}{written:10,.0f}{size / 1e6:10.1f}{grown:11.1f}{rate / slow:11.2f}"
            )


if __name__ == "__main__":
    main()
