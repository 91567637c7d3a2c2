"""A dump: the filtered pass against unpacking alone, against peers, in memory, and at twice the pages.

A MediaWiki export is made up from real or bundled articles, redirects and filler, always the same for the same numbers. Each
figure is of a process of its own. "Pass" reads the dump and applies the filter, every page of it, and parses the XML of what is
taken; nothing is extracted. Peers read every page and count them; they are installed beside, in their own environment.

usage: python bench/dump.py [--mb 100] [--articles FOLDER] [--no-peers] [--repeat 2]
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "cursus-bench" / "dump"
CORPUS = Path(os.environ.get("CURSUS_CORPUS", ROOT.parent / "shared" / "corpus")) / "wikitext" / "en"
PEERS = ("mwxml", "wiki-dump-extractor", "indexed_bzip2", "zstandard")

HEAD = (
    '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo>'
    "<sitename>B</sitename><dbname>bwiki</dbname><base>https://b.example.org/wiki/Main_Page</base>"
    '<generator>MediaWiki 1.41.0</generator><case>first-letter</case><namespaces><namespace key="0" case="first-letter" />'
    "</namespaces></siteinfo>\n"
)
PAGE = (
    "  <page>\n    <title>Page {n}</title>\n    <ns>{ns}</ns>\n    <id>{n}</id>\n{redirect}    <revision>\n      <id>{n}</id>\n"
    "      <timestamp>2024-01-02T03:04:05Z</timestamp>\n      <contributor>\n        <username>Ada</username>\n        <id>3</id>\n"
    "      </contributor>\n      <model>wikitext</model>\n      <format>text/x-wiki</format>\n"
    '      <text bytes="{size}" xml:space="preserve">{text}</text>\n      <sha1>x</sha1>\n    </revision>\n  </page>\n'
)

# What runs in a process of its own: prints what it counted, its wall and CPU seconds and its peak memory in MB.
RUN = """
import json, sys, time
path, what = sys.argv[1:3]
def unpacked():
    if path.endswith(".bz2"):
        import bz2
        return bz2.open(path)
    if path.endswith(".gz"):
        import gzip
        return gzip.open(path)
    if path.endswith(".zst"):
        import zstandard
        return zstandard.open(path)
    return open(path, "rb")
start = time.perf_counter()
number = 0
if what == "unpack":
    with unpacked() as file:
        while data := file.read(1 << 18):
            number += len(data)
elif what == "indexed_bzip2":
    import indexed_bzip2
    with indexed_bzip2.open(path, parallelization=2) as file:
        while data := file.read(1 << 18):
            number += len(data)
elif what == "mwxml":
    import mwxml
    for page in mwxml.Dump.from_file(unpacked()):
        for revision in page:
            number += bool(revision.text)
elif what == "wiki-dump-extractor":
    from wiki_dump_extractor import WikiXmlDumpExtractor
    for page in WikiXmlDumpExtractor(path).iter_pages():
        number += 1
else:
    from cursus.read.dump import DumpReader, Wanted
    with open(path, "rb") as file:
        for page in DumpReader(file, path, wanted=Wanted(only=what), threads=2):
            number += 1
wall = time.perf_counter() - start
with open("/proc/self/status") as status:
    memory = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps([number, wall, time.process_time(), memory / 1024]))
"""


def texts(folder: Path | None) -> list[str]:
    found = sorted((folder or CORPUS).glob("*.wikitext"))[:400] or sorted((ROOT / "examples").glob("*.wikitext"))
    return [path.read_text("utf-8") for path in found]


def pages(articles: list[str], size: int) -> Iterator[str]:
    """Four of ten are redirects, one is of another namespace, one of fifty a biography, the rest filler: pieces of
    articles' prose, which is as hard to unpack as prose is, under a heading that is no person's."""
    rng = random.Random(1914)
    prose = [p for text in articles for p in text.split("\n\n") if len(p) > 300 and "{{" not in p and "'''" not in p]
    made, number = 0, 0
    while made < size:
        number += 1
        draw = rng.random()
        redirect, ns = "", 0
        if draw < 0.4:
            text, redirect = f"#REDIRECT [[Page {number // 2}]]", f'    <redirect title="Page {number // 2}" />\n'
        elif draw < 0.42:
            text = rng.choice(articles)
        else:
            body = "\n\n".join(rng.choice(prose) for _ in range(rng.randrange(2, 30)))
            text, ns = f"The '''{number}th river''' flows.\n\n{body}\n[[Category:Rivers]]", 10 if draw > 0.95 else 0
        xml = escape(text, quote=False).replace('"', "&quot;")
        made += len(xml)
        yield PAGE.format(n=number, ns=ns, redirect=redirect, size=len(text), text=xml)


def make(folder: Path, articles: list[str], size: int, forms: tuple[str, ...]) -> dict[str, Path]:
    """The export in several packings; "multi" is bzip2 with a stream per hundred pages."""
    xml = [HEAD, *pages(articles, size), "</mediawiki>\n"]
    whole = "".join(xml).encode()
    out = {form: folder / f"{size // 1_000_000}-{form}.xml.{'bz2' if form == 'multi' else form}" for form in forms}
    for form, path in out.items():
        if form == "multi":
            start, *body, end = xml
            groups = [[start], *(body[n : n + 100] for n in range(0, len(body), 100)), [end]]
            path.write_bytes(b"".join(bz2.compress("".join(group).encode()) for group in groups))
        elif form == "bz2":
            path.write_bytes(bz2.compress(whole))
        elif form == "gz":
            path.write_bytes(gzip.compress(whole, 6))
    return out


def run(path: Path, what: str, repeat: int, python: str = sys.executable) -> tuple[int, float, float, float] | None:
    """The best of some runs: number, wall and CPU seconds, MB."""
    best: tuple[int, float, float, float] | None = None
    for _ in range(repeat):
        done = subprocess.run([python, "-c", RUN, str(path), what], capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"  {what}: {done.stderr.strip().splitlines()[-1][:150]}")
            return None
        result = tuple(json.loads(done.stdout))
        best = result if best is None or result[1] < best[1] else best
    return best


def peer_python() -> str:
    python = CACHE / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(CACHE)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", *PEERS], check=True)
    return str(python)


def line(name: str, result: tuple[int, float, float, float] | None, alone: float) -> None:
    if result is not None:
        number, wall, cpu, memory = result
        print(f"  {name:34}{number:>12,}{wall:9.2f}{cpu:9.2f}{wall / alone:9.2f}{memory:9.0f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    articles = texts(options.articles)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dumps = make(folder, articles, options.mb * 1_000_000, ("bz2", "multi", "gz"))
        python = None if options.no_peers else peer_python()
        for form, path in dumps.items():
            print(f"{form}: {options.mb} MB of XML in {path.stat().st_size / 1e6:.1f} MB")
            print(f"  {'':34}{'number':>12}{'wall s':>9}{'CPU s':>9}{'ratio':>9}{'MB':>9}")
            alone = run(path, "unpack", options.repeat)
            if alone is None:
                continue
            line("unpacking alone, Python (bytes)", alone, alone[1])
            for only in ("military", "people", "all"):
                line(f"pass, --only {only} (pages)", run(path, only, options.repeat), alone[1])
            if python is not None and form != "gz":
                for peer in ("indexed_bzip2", "mwxml", "wiki-dump-extractor"):
                    line(peer, run(path, peer, 1, python), alone[1])
        print("twice the pages, pass --only military of many streams")
        print(f"  {'MB of XML':>12}{'pages taken':>14}{'wall s':>9}{'CPU s':>9}{'MB':>9}{'CPU per MB, ms':>16}")
        for times in (1, 2, 4, 8):
            size = options.mb * 1_000_000 * times // 8
            path = make(folder, articles, size, ("multi",))["multi"]
            result = run(path, "military", options.repeat)
            if result is not None:
                number, wall, cpu, memory = result
                print(f"  {size / 1e6:12.1f}{number:14,}{wall:9.2f}{cpu:9.2f}{memory:9.0f}{cpu / size * 1e9:16.1f}")


if __name__ == "__main__":
    main()
