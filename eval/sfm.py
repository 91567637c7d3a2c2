"""Score the tagger on Security Force Monitor's annotated news, with their data held apart by document.

usage: python eval/sfm.py FOLDER SCORER [--shipped | --weights FILE] [--folds 5] [--json]

FOLDER holds brat standoff (name.txt, name.ann), SCORER is the script that compares standoff with gold. By default the tagger is
trained on four fifths of the documents and tags the last one, five times over; every document is tagged by weights that have
not seen it, learned on top of those that come with Cursus. With --shipped the weights that come with Cursus tag all of it (they have seen none), with --weights those of FILE; persons of whom
no rank, role or organisation is told are then left out, as these annotators do (--all-persons keeps them).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from cursus.tag import brat
from cursus.tag.model import Paragraph
from cursus.tag.pairs import related
from cursus.tag.tagger import Tagger, shipped
from cursus.tag.weights import unpack


def tag_document(tagger: Tagger, source: Path, posted: bool = False) -> str:
    """The standoff of one text, line by line."""
    text = source.read_bytes().decode("utf-8")
    parts: list[tuple[int, Paragraph]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        parts.append((at, related(tagger.tag(line.rstrip("\r\n"))) if posted else tagger.tag(line.rstrip("\r\n"))))
        at += len(line)
    return brat.write(text, parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("scorer")
    parser.add_argument("--shipped", action="store_true")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--all-persons", action="store_true", help="keep persons without rank, role and organisation")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    sources = sorted(p for p in given.folder.glob("*.txt") if p.with_suffix(".ann").exists())
    with tempfile.TemporaryDirectory(prefix="cursus-sfm-") as folder:
        out = Path(folder)
        if given.shipped or given.weights:
            tagger = Tagger(unpack(given.weights.read_bytes())) if given.weights else shipped()
            for source in sources:
                (out / f"{source.stem}.ann").write_text(
                    tag_document(tagger, source, not given.all_persons), encoding="utf-8"
                )
        else:
            cross_validate(given.folder, sources, out, given.folds)
        command = [sys.executable, given.scorer, str(given.folder), str(out), *(["--json"] if given.json else [])]
        return subprocess.run(command, check=False).returncode


def cross_validate(folder: Path, sources: list[Path], out: Path, folds: int) -> None:
    from cursus.tag.train import Settings, train

    settings = Settings(seen=2, least=0.0)
    paragraphs = brat.read_folder(folder).paragraphs
    for fold in range(folds):
        held = {source.stem for source in sources[fold::folds]}
        learned = [p for p in paragraphs if p.source not in held]
        tagger = Tagger(train(learned, settings, start=shipped().weights))
        for source in sources[fold::folds]:
            (out / f"{source.stem}.ann").write_text(tag_document(tagger, source), encoding="utf-8")
        print(f"fold {fold + 1} of {folds}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
