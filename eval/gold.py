"""Score the extraction against gold claims.

usage: python eval/gold.py GOLD_DIR SCORER [--out claims.jsonl] [scorer's options ...]

GOLD_DIR holds ``<stem>.claims.json`` files and the articles themselves in ``articles/``; SCORER is the script that compares
claims with gold. Every article is read, its claims are written as JSON Lines, and the scorer is run on them; what follows is
handed on to it (``--misses 50``, ``--json``).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import orjson

from cursus.contract import claim_to_json
from cursus.extract import extract_with_problems
from cursus.read import ReadError, read


def write_claims(articles: Path, out: Path) -> list[str]:
    """Extract every article of a folder into one file; returns what went wrong, one line each."""
    problems: list[str] = []
    with out.open("wb") as file:
        for path in sorted(p for p in articles.iterdir() if p.suffix in (".txt", ".wikitext", ".html")):
            try:
                document = read(path.read_bytes(), path.name)
            except (ReadError, ImportError) as error:
                problems.append(f"{path.name}: {error}")
                continue
            extraction = extract_with_problems(document)
            problems += [f"{path.name}: {problem}" for problem in extraction.problems]
            for claim in extraction.claims:
                if document.text[claim.quote.start : claim.quote.end] != claim.quote.exact:
                    problems.append(f"{path.name}: {claim.id}: the quote is not in the text")
                file.write(orjson.dumps(claim_to_json(claim)) + b"\n")
    return problems


def main(arguments: list[str]) -> int:
    if len(arguments) < 2 or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 2
    gold, scorer, rest = Path(arguments[0]), arguments[1], arguments[2:]
    if rest[:1] == ["--out"]:
        out, rest = Path(rest[1]), rest[2:]
    else:
        out = Path(tempfile.mkdtemp(prefix="cursus-gold-")) / "claims.jsonl"
    for problem in write_claims(gold / "articles", out):
        print(f"problem | {problem}", file=sys.stderr)
    return subprocess.run([sys.executable, scorer, str(gold), str(out), *rest], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
