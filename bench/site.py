"""How long the site of a large database takes as a folder: python bench/site.py [--dossiers 10000] [--jobs 2]

The database is made of the example articles, each many times under other names, with their claims renamed with them.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from cursus.claim import Claim, Document, document_ref
from cursus.page import process
from cursus.site import build
from cursus.store import open_store

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def renamed(document: Document, claims: tuple[Claim, ...], number: int) -> tuple[Document, list[Claim]]:
    """The same article about somebody else: other ids, another path; the text stays."""
    tag = f"{number:06x}"
    other = replace(
        document, id=tag + document.id[6:], path=f"{tag}-{document.path}", sha256=tag + document.sha256[6:], url=None,
        title=f"{document.title} {number}",
    )  # fmt: skip
    reference = document_ref(other)
    return other, [
        replace(
            c, id=tag + c.id[6:], document=reference,
            person=replace(c.person, id=f"{c.person.id}-{number}", name=f"{c.person.name} {number}"),
        )
        for c in claims
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=10_000, help="articles, each with a dossier of its own")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    read = [
        (result.document, result.claims)
        for name in ("skobelev.txt", "urabi.wikitext", "togo.html")
        for result in process((EXAMPLES / name).read_bytes(), name)
        if result.document
    ]
    with tempfile.TemporaryDirectory() as folder:
        url = f"{folder}/bench.db"
        with open_store(url) as store:
            for number in range(given.dossiers):
                document, claims = renamed(*read[number % len(read)], number)
                store.add(document, claims, ())
            counts = store.counts()
        print(f"{counts.documents:,} articles, {counts.persons:,} persons, {counts.claims:,} claims")
        begin = time.perf_counter()
        built = build(url, f"{folder}/site", jobs=given.jobs)
        took = time.perf_counter() - begin
        files = [p for p in Path(folder, "site").rglob("*") if p.is_file()]
        used = sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        print(f"{built.pages:,} pages in {took:.0f} s ({built.pages / took:,.0f}/s, {given.jobs} processes)")
        print(f"{given.dossiers / took:,.0f} dossiers/s; 10,000 take {took * 10_000 / given.dossiers:.0f} s")
        print(f"{used:.0f} s of processor time with making the database; {most / 1024:,.0f} MB in the largest process")
        print(f"{len(files):,} files, {sum(p.stat().st_size for p in files) / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
