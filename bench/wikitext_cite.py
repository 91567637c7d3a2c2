"""MediaWiki's own test cases for footnotes, read by this reader: are the marks numbered the same way?

The cases are given as JSON lines with ``name``, ``wikitext`` and the expected HTML. Compared are the labels of all marks in
the text, in order; marks inside the list of references are none of the text. Cases that need a wiki's own settings, other
pages, or an editor's round trip are left out, with the reason.

    python bench/wikitext_cite.py CASES.jsonl [--show]
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cursus.read.wikitext import read_wikitext

_MARK = re.compile(r"""<sup[^<>]*class="(?:mw-ref )?reference"[^<>]*>(.*?)</sup>""", re.DOTALL)
_LIST = re.compile(r"""<ol[^<>]*class="[^"<>]*references[^"<>]*".*?</ol>""", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
# What a case's name or text holds, and why it says nothing about how a page is read.
_LEFT_OUT = (
    ("klingon", "labels set by the wiki"),
    ("VE Converter", "an editor's round trip, with no page of its own"),
    ("VE:", "an editor's round trip, with no page of its own"),
    ("html2wt", "from HTML to wikitext"),
    ("CircularRef", "a page that includes itself"),
    ("hoist", "where Parsoid moves a mark in the HTML"),
    ("{{refinref", "a template of the test wiki"),
)


@dataclass(frozen=True)
class Case:
    name: str
    wikitext: str
    wanted: list[str]
    found: list[str]
    left_out: str

    @property
    def same(self) -> bool:
        return self.wanted == self.found


def cases(path: Path) -> Iterator[Case]:
    for line in path.read_text(encoding="utf-8").strip().split("\n"):
        given = json.loads(line)
        expected = given.get("html/php") or given.get("html") or given.get("html/parsoid")
        if expected is None:
            continue
        about = f"{given['name']} {given['wikitext']} {given.get('options')}"
        reason = next((why for words, why in _LEFT_OUT if words in about), "")
        if not given["wikitext"].strip():
            reason = "no wikitext"
        wanted = [
            html.unescape(_TAG.sub("", m[1])).strip().strip("[]") for m in _MARK.finditer(_LIST.sub("", expected))
        ]
        document = read_wikitext(given["wikitext"], path="", title="Parser test", sha256="0" * 64)
        yield Case(given["name"], given["wikitext"], wanted, [m.label for m in document.marks], reason)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is read otherwise")
    options = parser.parse_args()
    every = list(cases(options.cases))
    counted = [c for c in every if not c.left_out]
    same = sum(c.same for c in counted)
    if options.show:
        for case in counted:
            if not case.same:
                print(f"{case.name}: wanted {case.wanted}, found {case.found}\n    {case.wikitext[:300]!r}")
    print(
        f"{same} of {len(counted)} read the same way ({same / len(counted):.3f}); {len(every) - len(counted)} left out"
    )
    return 0 if same >= 0.95 * len(counted) else 1


if __name__ == "__main__":
    sys.exit(main())
