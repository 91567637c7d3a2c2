"""How alike one article reads in two forms.

usage: python eval/two_forms.py [--corpus DIR] [--make KIND,KIND] [--keep DIR] [--only WORD] [--pages N] [--show N]

Compares, over the corpus (``$CURSUS_CORPUS``): each page of ``html`` with the text rendered from it, and each plain extract
with the wikitext of its article. ``--make browser,site,lynx`` also makes copies of N pages of every wiki and compares
them (``eval/copies.py`` says how); ``--keep`` is where copies are kept and found again. ``--only`` takes the pairs whose
name holds WORD, ``--show`` prints that many differences of each kind for every pair. Shown are means over the pages: the
share of equal titles, then F1 of section headings, infobox rows, footnotes, marks with the footnote they lead to,
sentences and table rows. A row of "-" has nothing to compare.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cursus.claim import Document
from cursus.read import read

MEASURES = ("title", "sections", "rows", "keys", "footnotes", "marks", "sentences", "tables")
_LOOSE = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Pair:
    """Two files of one article; ``measures`` are those that the second form can hold at all."""

    family: str
    name: str
    first: Path
    second: Path
    measures: tuple[str, ...] = MEASURES


def norm(text: str) -> str:
    """The letters and digits of a text: renderers differ in the spaces they put around marks, brackets and links."""
    return _LOOSE.sub("", text.casefold())


def parts(document: Document) -> dict[str, Counter[str]]:
    """What is compared, by measure."""
    text = document.text
    names = [norm(c.text)[:120] for c in document.citations]
    return {
        "title": Counter([norm(document.title)]),
        "sections": Counter(norm(s.heading) for s in document.sections[1:]),
        "rows": Counter(f"{norm(r.label)} = {norm(text[r.value_start : r.value_end])}" for r in document.rows),
        "keys": Counter(r.key for r in document.rows),
        "footnotes": Counter(f"{norm(c.label)}. {name}" for c, name in zip(document.citations, names, strict=True)),
        "marks": Counter(
            f"{norm(text[max(m.at - 25, 0) : m.at])[-12:]} → {names[m.citation][:40] if m.citation >= 0 else '?'}"
            for m in document.marks
        ),
        "sentences": Counter(w for s in document.sentences if len(w := norm(text[s.start : s.end])) > 20),
        "tables": Counter(
            " | ".join(norm(text[c.start : c.end]) for c in b.cells)
            for b in document.blocks
            if b.kind in ("cells", "navigation") and len(b.cells) > 1
        ),
    }


def f1(a: Counter[str], b: Counter[str]) -> float | None:
    """Twice what both hold over all they hold; None where neither holds anything."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else None


def compare(pair: Pair, show: int = 0) -> dict[str, float | None]:
    """The score of each measure of a pair."""
    first, second = (parts(read(p.read_bytes(), f"{pair.name}{p.suffix}")) for p in (pair.first, pair.second))
    if show:
        print(f"\n## {pair.family} {pair.name}")
        for measure in pair.measures:
            for sign, only in (("-", first[measure] - second[measure]), ("+", second[measure] - first[measure])):
                for words in list(only)[:show]:
                    print(f"{measure:10} {sign} {words[:160]}")
    return {measure: f1(first[measure], second[measure]) for measure in pair.measures}


def corpus_pairs(root: Path) -> Iterator[Pair]:
    """The pairs that the corpus holds."""
    index = root / "text" / "index.dev.jsonl"
    for line in index.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        second = root / "text" / entry["file"]
        if entry["file"].startswith("rendered/"):
            first = root / "html" / entry["source_path"]
            if first.exists():
                yield Pair(f"rendered {entry['source_path'].split('/')[0]}", second.stem, first, second)
        elif entry["file"].startswith("plain-extract"):
            first = root / "wikitext" / "en" / f"{second.stem}.wikitext"
            if first.exists():
                yield Pair("extract en", second.stem, first, second, ("title", "sections", "sentences"))


def made_pairs(root: Path, kinds: list[str], keep: Path, pages: int, only: str) -> Iterator[Pair]:
    """Pairs of a page and its copies, made where ``keep`` lacks them."""
    from copies import browser, copy

    wanted: list[tuple[str, Path, Path]] = []
    for folder in sorted(p for p in (root / "html").iterdir() if p.is_dir() and p.name != "nonbio"):
        found = sorted(folder.glob("*.html"))
        for path in found[:: max(len(found) // pages, 1)][:pages]:
            wanted += [(f"{k} {folder.name}", path, keep / k / folder.name / f"{path.stem}.txt") for k in kinds]
    missing = [w for w in wanted if not w[2].exists()]
    if missing:
        with browser() as page:
            for family, path, target in missing:
                source = path.read_text(encoding="utf-8")
                title = read(source.encode(), path.name).title
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(copy(page, source, title, family.split()[0]), encoding="utf-8")
    for family, path, target in wanted:
        if only in f"{family} {path.stem}":
            yield Pair(family, path.stem, path, target)


def table(scores: dict[str, list[dict[str, float | None]]]) -> Iterator[str]:
    """One line for each family: the means of its pairs."""
    yield f"{'':24}{'pages':>6}" + "".join(f"{m:>11}" for m in MEASURES)
    for family, found in scores.items():
        line = f"{family:24}{len(found):6}"
        for measure in MEASURES:
            values = [v for score in found if (v := score.get(measure)) is not None]
            line += f"{sum(values) / len(values):11.3f}" if values else f"{'-':>11}"
        yield line


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=os.environ.get("CURSUS_CORPUS"))
    parser.add_argument("--make", default="")
    parser.add_argument("--keep", type=Path, default=Path("/tmp/cursus-copies"))
    parser.add_argument("--only", default="")
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args(arguments)
    if options.corpus is None:
        parser.error("say where the corpus is: --corpus DIR, or CURSUS_CORPUS")
    pairs = [p for p in corpus_pairs(options.corpus) if options.only in f"{p.family} {p.name}"]
    if options.make:
        pairs += made_pairs(options.corpus, options.make.split(","), options.keep, options.pages, options.only)
    scores: dict[str, list[dict[str, float | None]]] = {}
    for pair in pairs:
        scores.setdefault(pair.family, []).append(compare(pair, options.show))
    for line in table(dict(sorted(scores.items()))):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
