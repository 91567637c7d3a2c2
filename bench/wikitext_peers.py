"""The wikitext reader against mwparserfromhell and wtf_wikipedia: do they find the same things, and how fast.

Agreement with mwparserfromhell is the share of things found by both among those found by either: fields of infoboxes,
headings, footnotes, parameters of citation templates, targets of links.

Speed is CPU time of one core. The same work for all of them: the infobox fields with their values, the headings, the plain
words, every footnote with the parameters of its citation templates, the links, the categories. For this reader two more
lines: the Document as it is returned (offsets, blocks, rows, marks, links, footnotes in place), and the Document with every
part of it asked for, the sentences, the map to the source, and the words and CSL fields of every footnote. Each article is
read several times by each in turn, and its least time counts, so that other work on the machine disturbs little.

The peers are installed by the script itself into a folder of their own ($CURSUS_BENCH, else ~/.cache/cursus-bench); what
npm or pip cannot install is left out.

    python bench/wikitext_peers.py FOLDER [--most 100] [--passes 3] [--show 5]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import sysconfig
import time
import venv
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cursus.read.builder import Builder
from cursus.read.cs1 import is_citation_template
from cursus.read.wikitext import read_wikitext
from cursus.read.wikitext.args import args_of, name_of, normal_name
from cursus.read.wikitext.blocks import PageRenderer
from cursus.read.wikitext.context import PageContext
from cursus.read.wikitext.nodes import LINK, PIPE, REF, TEMPLATE, Node
from cursus.read.wikitext.refs import Footnotes
from cursus.read.wikitext.scan import inside, scan_page
from cursus.read.wikitext.wiki import box_kind

KINDS = ("box fields", "headings", "footnotes", "cite parameters", "links")
Things = dict[str, Counter[tuple[str, ...]]]
MWPARSERFROMHELL = "mwparserfromhell==0.7.2"
WTF = "wtf_wikipedia@10"


def cache() -> Path:
    return Path(os.environ.get("CURSUS_BENCH") or Path.home() / ".cache" / "cursus-bench")


def squeeze(words: str) -> str:
    return " ".join(words.split())


# this reader -----------------------------------------------------------------------------------------------------------
def found_here(source: str) -> Things:
    found: Things = {kind: Counter() for kind in KINDS}
    page = PageContext(source, "", "en")
    nodes = scan_page(page)
    for node in walk(page, nodes):
        if node.kind == TEMPLATE:
            name = name_of(source, node)
            kind = "box fields" if box_kind(name) == "box" else "cite parameters" if is_citation_template(name) else ""
            if kind:
                found[kind].update((name, a.name, squeeze(source[a.start : a.end])) for a in args_of(source, node).all)
        elif node.kind == LINK:
            found["links"][(squeeze(source[node.inner_start : target_end(source, node)]),)] += 1
        elif node.kind == REF:
            found["footnotes"][(squeeze(source[node.inner_start : node.inner_end]),)] += 1
    builder = Builder(source)
    Footnotes(page).collect(nodes)
    PageRenderer(page, builder).page_text(nodes)
    found["headings"].update((str(s.level), squeeze(s.heading)) for s in builder.sections[1:])
    return found


def target_end(source: str, node: Node) -> int:
    if node.nodes:
        return next(
            (n.start for n in node.nodes if n.kind == PIPE or source[n.start : n.end].strip() == "|"), node.inner_end
        )
    pipe = source.find("|", node.inner_start, node.inner_end)
    return node.inner_end if pipe < 0 else pipe


def walk(page: PageContext, nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(page, inside(page, node))


def same_work(source: str) -> int:
    """What every peer is asked for."""
    page = PageContext(source, "", "en")
    nodes = scan_page(page)
    entries = Footnotes(page).collect(nodes)
    builder = Builder(source)
    PageRenderer(page, builder).page_text(nodes)
    document = builder.finish(path="", title="", sha256="", form="", categories=page.categories)
    count = sum(len(document.text[r.value_start : r.value_end]) for r in document.rows)
    count += sum(len(s.heading) for s in document.sections) + len(document.links) + len(document.categories)
    for entry in entries:
        for node in walk(page, entry.content(page)):
            if node.kind == TEMPLATE:
                count += sum(len(source[a.start : a.end]) for a in args_of(source, node).all)
    return count


def document(source: str) -> None:
    read_wikitext(source, path="", title="", sha256="0" * 64)


def whole_document(source: str) -> int:
    made = read_wikitext(source, path="", title="", sha256="0" * 64)
    return len(made.runs) + len(made.sentences) + sum(len(c.fields) for c in made.citations)


# mwparserfromhell ------------------------------------------------------------------------------------------------------
def mwparserfromhell() -> Any:
    """The library, from an environment of its own."""
    folder = cache() / "mwparserfromhell"
    site = Path(sysconfig.get_path("purelib", "venv" if os.name != "nt" else "nt", {"base": str(folder)}))
    if not (site / "mwparserfromhell").is_dir():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "-q", MWPARSERFROMHELL], check=True)
    sys.path.append(str(site))
    import mwparserfromhell

    return mwparserfromhell


def found_there(source: str, library: Any) -> Things:
    found: Things = {kind: Counter() for kind in KINDS}
    code = library.parse(source)
    for template in code.ifilter_templates():
        name = normal_name(uncommented(template.name, library))
        kind = "box fields" if box_kind(name) == "box" else "cite parameters" if is_citation_template(name) else ""
        if kind:
            found[kind].update((name, squeeze(uncommented(p.name, library)), trimmed(p.value)) for p in template.params)
    for link in code.ifilter_wikilinks():
        found["links"][(squeeze(str(link.title)),)] += 1
    for tag in code.ifilter_tags(matches=lambda t: str(t.tag).strip().lower() == "ref"):
        found["footnotes"][(squeeze(str(tag.contents or "")),)] += 1
    for heading in code.ifilter_headings():
        found["headings"][str(heading.level), squeeze(heading.title.strip_code())] += 1
    return found


def work_there(source: str, library: Any) -> int:
    code = library.parse(source)
    count = 0
    for template in code.ifilter_templates():
        for parameter in template.params:
            count += len(str(parameter.name).strip()) + len(str(parameter.value).strip())
    for link in code.ifilter_wikilinks():
        count += len(str(link.title))
    for tag in code.ifilter_tags(matches=lambda t: str(t.tag).strip().lower() == "ref"):
        count += len(str(tag.contents or ""))
    for heading in code.ifilter_headings():
        count += len(str(heading.title).strip())
    return count + len(code.strip_code())


def uncommented(code: object, library: Any) -> str:
    parsed = library.parse(str(code))
    return "".join(str(n) for n in parsed.nodes if not isinstance(n, library.nodes.Comment))


def trimmed(value: object) -> str:
    """A value without the comments and white space at its edges, as this reader gives it."""
    words = str(value).strip()
    while words.startswith("<!--") and "-->" in words:
        words = words.partition("-->")[2].strip()
    while words.endswith("-->") and "<!--" in words:
        words = words.rpartition("<!--")[0].strip()
    return squeeze(words)


# wtf_wikipedia ---------------------------------------------------------------------------------------------------------
_WTF_WORK = """
const fs = require('fs'), loaded = require('wtf_wikipedia'), wtf = loaded.default || loaded
const [passes, ...paths] = JSON.parse(fs.readFileSync(0, 'utf8'))
const sources = paths.map((p) => fs.readFileSync(p, 'utf8'))
const work = (source) => {
  const page = wtf(source)
  let count = page.text().length + page.links().length + page.categories().length
  for (const box of page.infoboxes()) count += Object.keys(box.json()).length
  for (const section of page.sections()) count += section.title().length + section.depth()
  for (const reference of page.references()) count += Object.keys(reference.json() || {}).length
  return count
}
const cpu = (source) => {
  const start = process.cpuUsage()
  work(source)
  const used = process.cpuUsage(start)
  return (used.user + used.system) / 1e6
}
const cold = sources.map(cpu)
const best = sources.map(() => Infinity)
for (let pass = 0; pass < passes; pass++) sources.forEach((s, i) => { best[i] = Math.min(best[i], cpu(s)) })
const sum = (list) => list.reduce((a, b) => a + b, 0)
console.log(JSON.stringify([sum(cold), sum(best)]))
"""


def wtf_seconds(paths: list[Path], passes: int) -> tuple[float, float] | None:
    """CPU seconds of a first and of the best later pass; None where node is missing."""
    folder = cache() / "wtf_wikipedia"
    try:
        if not (folder / "node_modules" / "wtf_wikipedia").is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            subprocess.run(
                ["npm", "install", "--silent", "--prefix", str(folder), WTF], check=True, stdout=subprocess.DEVNULL
            )
        given = json.dumps([passes, *map(str, paths)])
        done = subprocess.run(
            ["node", "-e", _WTF_WORK], input=given, cwd=folder, check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"wtf_wikipedia left out: {error}")
        return None
    cold, warm = json.loads(done.stdout)
    return cold, warm


# ----------------------------------------------------------------------------------------------------------------------
def least_seconds(works: dict[str, Callable[[str], object]], sources: list[str], passes: int) -> dict[str, float]:
    """For each kind of work the sum of every article's least time."""
    total = dict.fromkeys(works, 0.0)
    for source in sources:
        best = dict.fromkeys(works, float("inf"))
        for _ in range(passes):
            for name, work in works.items():
                start = time.process_time()
                work(source)
                best[name] = min(best[name], time.process_time() - start)
        for name, seconds in best.items():
            total[name] += seconds
    return total


def show_agreement(paths: list[Path], sources: list[str], library: Any, most: int) -> None:
    both: Counter[str] = Counter()
    either: Counter[str] = Counter()
    shown: Counter[tuple[str, str]] = Counter()
    for path, source in zip(paths, sources, strict=True):
        mine, other = found_here(source), found_there(source, library)
        for kind in KINDS:
            both[kind] += (mine[kind] & other[kind]).total()
            either[kind] += (mine[kind] | other[kind]).total()
            for mark, left in (("+", mine[kind] - other[kind]), ("-", other[kind] - mine[kind])):
                for thing in left:
                    if shown[kind, mark] < most:
                        shown[kind, mark] += 1
                        print(f"{mark} {kind}: {path.stem[:30]}: {' | '.join(thing)[:150]!r}")
    for kind in KINDS:
        print(f"{kind:16} {both[kind] / max(either[kind], 1):.4f}  of {either[kind]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=100, help="articles, evenly over the folder")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--show", type=int, default=0, help="disagreements to print for each kind")
    options = parser.parse_args()
    paths = sorted(options.folder.rglob("*.wikitext"))
    paths = [p.resolve() for p in paths[:: max(len(paths) // options.most, 1)][: options.most]]
    sources = [p.read_text(encoding="utf-8") for p in paths]
    size = sum(len(s.encode()) for s in sources) / 1e6
    library = mwparserfromhell()
    print(f"{len(paths)} articles, {size:.2f} MB")
    show_agreement(paths, sources, library, options.show)
    seconds = least_seconds(
        {
            "mwparserfromhell": lambda source: work_there(source, library),
            "the same work": same_work,
            "Document": document,
            "Document, all of it": whole_document,
        },
        sources,
        options.passes,
    )
    wtf = wtf_seconds(paths, options.passes)
    if wtf is not None:
        seconds["wtf_wikipedia, first"], seconds["wtf_wikipedia, warm"] = wtf
    print(f"{'':22} {'CPU s':>7} {'MB/s':>6} {'x mwparserfromhell':>19} {'x wtf, warm':>12}")
    for name, spent in seconds.items():
        to_wtf = f"{seconds['wtf_wikipedia, warm'] / spent:12.1f}" if wtf is not None else ""
        print(f"{name:22} {spent:7.2f} {size / spent:6.2f} {seconds['mwparserfromhell'] / spent:19.1f} {to_wtf}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
