"""The promises that hold for every article: quotes verbatim, offsets true, no crash, the same bytes twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from cursus.contract import claim_to_json, finding_to_json
from cursus.page import PageResult, process
from tests.corpus import corpus
from tests.read.invariants import assert_sound

pytestmark = pytest.mark.slow

FOLDERS = {
    "text/excerpts": None,
    "military-wiki": None,
    "gold/articles": None,
    "wikitext/en": 50,
    "wikitext/other": 25,
    "html": 50,
}


def articles(folder: str, most: int | None) -> list[Path]:
    """The folder's articles; ``most`` of them, evenly spread, where there are more."""
    found = sorted(
        p for p in corpus(folder).rglob("*") if p.suffix in {".txt", ".wikitext", ".html"} and p.name != "ORIGIN.txt"
    )
    return found if most is None or len(found) <= most else found[:: len(found) // most][:most]


def results(path: Path) -> list[PageResult]:
    return list(process(path.read_bytes(), path.name))


@pytest.mark.parametrize(("folder", "most"), FOLDERS.items())
def test_every_claim_quotes_its_document(folder: str, most: int | None) -> None:
    claims = 0
    for path in articles(folder, most):
        for result in results(path):
            document = result.document
            assert document is not None, f"{path}: {result.problems}"
            assert_sound(document)
            assert not result.problems, f"{path}: {result.problems}"
            for claim in result.claims:
                quote = claim.quote
                assert document.text[quote.start : quote.end] == quote.exact, path
                assert document.source_span(quote.start, quote.end) == (quote.source_start, quote.source_end), path
                assert quote.exact.strip(), path
            for finding in result.findings:
                for span in finding.spans:
                    assert document.source[span.source_start : span.source_end] == span.exact, path
            claims += len(result.claims)
    assert claims > 0


RUN = """
import sys, orjson
from pathlib import Path
from cursus.contract import claim_to_json, finding_to_json
from cursus.page import process
for name in sys.argv[1:]:
    for r in process(Path(name).read_bytes(), Path(name).name):
        sys.stdout.buffer.write(orjson.dumps([[claim_to_json(c) for c in r.claims], [finding_to_json(f) for f in r.findings]]))
"""


def test_two_processes_write_the_same_bytes() -> None:
    """A different hash seed in each process, so that no result can hang on set or dictionary order."""
    paths = [str(p) for folder in ("gold/articles", "military-wiki") for p in articles(folder, None)]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", RUN, *paths],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


def test_claims_and_findings_are_json() -> None:
    for path in articles("gold/articles", None):
        for result in results(path):
            for claim in result.claims:
                orjson.dumps(claim_to_json(claim))
            for finding in result.findings:
                orjson.dumps(finding_to_json(finding))
