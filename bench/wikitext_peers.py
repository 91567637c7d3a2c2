"""The wikitext reader against mwparserfromhell: do they find the same things, and how fast.

For each article both list the fields of infoboxes, the headings, the footnotes, the parameters of citation templates
and the targets of links. Agreement is the share of things found by both among those found by either. Speed is CPU
time for the same work (those lists and the plain words), and, for this reader, for the whole Document with
sentences, citation fields and offsets as well.

    pip install mwparserfromhell
    python bench/wikitext_peers.py FOLDER [--most 100] [--show 5]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import mwparserfromhell

from cursus.read.builder import Builder
from cursus.read.cs1 import is_citation_template
from cursus.read.wikitext import read_wikitext
from cursus.read.wikitext.args import args_of, normal_name
from cursus.read.wikitext.blocks import PageRenderer
from cursus.read.wikitext.context import PageContext
from cursus.read.wikitext.nodes import LINK, REF, TEMPLATE, Node
from cursus.read.wikitext.refs import Footnotes
from cursus.read.wikitext.scan import inside, scan_page
from cursus.read.wikitext.wiki import box_kind

KINDS = ("box fields", "headings", "footnotes", "cite parameters", "links")
Things = dict[str, Counter[tuple[str, ...]]]


def squeeze(words: str) -> str:
    return " ".join(words.split())


# this reader -----------------------------------------------------------------------------------------------------------
def ours(source: str) -> Things:
    found: Things = {kind: Counter() for kind in KINDS}
    page = PageContext(source, "", "en")
    nodes = scan_page(page)
    for node in walk(page, nodes):
        if node.kind == TEMPLATE:
            args = args_of(source, node)
            kind = (
                "box fields"
                if box_kind(args.name) == "box"
                else "cite parameters"
                if is_citation_template(args.name)
                else ""
            )
            if kind:
                found[kind].update((args.name, a.name, squeeze(source[a.start : a.end])) for a in args.all)
        elif node.kind == LINK:
            target = source[node.inner_start : node.inner_end].partition("|")[0]
            found["links"][(squeeze(target),)] += 1
        elif node.kind == REF:
            found["footnotes"][(squeeze(source[node.inner_start : node.inner_end]),)] += 1
    builder = Builder(source)
    Footnotes(page).collect(nodes)
    PageRenderer(page, builder).page_text(nodes)
    found["headings"].update((str(s.level), squeeze(s.heading)) for s in builder.sections[1:])
    return found


def walk(page: PageContext, nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(page, inside(page, node))


# mwparserfromhell ------------------------------------------------------------------------------------------------------
def theirs(source: str) -> Things:
    found: Things = {kind: Counter() for kind in KINDS}
    code = mwparserfromhell.parse(source)
    for template in code.ifilter_templates():
        name = normal_name(uncommented(template.name))
        kind = "box fields" if box_kind(name) == "box" else "cite parameters" if is_citation_template(name) else ""
        if kind:
            found[kind].update((name, squeeze(uncommented(p.name)), trimmed(p.value)) for p in template.params)
    for link in code.ifilter_wikilinks():
        found["links"][(squeeze(str(link.title)),)] += 1
    for tag in code.ifilter_tags(matches=lambda t: str(t.tag).strip().lower() == "ref"):
        found["footnotes"][(squeeze(str(tag.contents or "")),)] += 1
    for heading in code.ifilter_headings():
        found["headings"][str(heading.level), squeeze(heading.title.strip_code())] += 1
    code.strip_code()
    return found


def uncommented(code: object) -> str:
    parsed = mwparserfromhell.parse(str(code))
    return "".join(str(n) for n in parsed.nodes if not isinstance(n, mwparserfromhell.nodes.Comment))


def trimmed(value: object) -> str:
    """A value without the comments and white space at its edges, as this reader gives it."""
    words = str(value).strip()
    while words.startswith("<!--") and "-->" in words:
        words = words.partition("-->")[2].strip()
    while words.endswith("-->") and "<!--" in words:
        words = words.rpartition("<!--")[0].strip()
    return squeeze(words)


# ----------------------------------------------------------------------------------------------------------------------
def seconds(work: object, sources: list[str]) -> float:
    start = time.process_time()
    for source in sources:
        work(source)  # type: ignore[operator]
    return time.process_time() - start


def document(source: str) -> None:
    read_wikitext(source, path="", title="", sha256="0" * 64)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=100)
    parser.add_argument("--show", type=int, default=0, help="disagreements to print for each kind")
    options = parser.parse_args()
    paths = sorted(options.folder.rglob("*.wikitext"))
    paths = paths[:: max(len(paths) // options.most, 1)][: options.most]
    sources = [p.read_text(encoding="utf-8") for p in paths]
    size = sum(len(s.encode()) for s in sources) / 1e6
    both: Counter[str] = Counter()
    either: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for path, source in zip(paths, sources, strict=True):
        mine, other = ours(source), theirs(source)
        for kind in KINDS:
            both[kind] += (mine[kind] & other[kind]).total()
            either[kind] += (mine[kind] | other[kind]).total()
            for mark, left in (("+", mine[kind] - other[kind]), ("-", other[kind] - mine[kind])):
                for thing in left:
                    if shown[kind, mark] < options.show:
                        shown[kind, mark] += 1
                        print(f"{mark} {kind}: {path.stem[:30]}: {' | '.join(thing)[:150]!r}")
    print(f"{len(paths)} articles, {size:.2f} MB")
    for kind in KINDS:
        print(f"{kind:16} {both[kind] / max(either[kind], 1):.4f}  of {either[kind]}")
    theirs_time, ours_time, whole = seconds(theirs, sources), seconds(ours, sources), seconds(document, sources)
    print(f"mwparserfromhell {size / theirs_time:6.2f} MB/s")
    print(f"same work        {size / ours_time:6.2f} MB/s   x{theirs_time / ours_time:.1f}")
    print(f"whole Document   {size / whole:6.2f} MB/s   x{theirs_time / whole:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
