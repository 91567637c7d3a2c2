"""What a page of the documentation tells its reader to type.

A fenced block of language ``sh`` is a script of commands. One of language ``console`` has a ``$`` before each command and what it
prints below it; a line ``…`` stands for any lines. A comment ``<!-- not run: why -->`` before a block says that its commands need
something that a test has not (another machine, the network); they still have to be commands that exist. A comment ``<!--
setup`` holds lines of shell that make the files a block speaks of.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])

_BLOCK = re.compile(
    r"^<!-- not run: (?P<why>[^\n]*) -->\n+```(?P<kept>sh|console)\n(?P<unrun>.*?)^```$"
    r"|^```(?P<kind>\w*)[^\n]*\n(?P<text>.*?)^```$"
    r"|^<!-- setup\n(?P<setup>.*?)^-->$",
    re.M | re.S,
)
_CURSUS = re.compile(r"(?:^|[|;&(]\s*|\$\(|\bxargs )cursus ", re.M)


@dataclass(frozen=True)
class Block:
    """``kind`` is ``sh``, ``console`` or ``setup``; ``why`` is the reason why it is not run, else empty."""

    page: Path
    line: int
    kind: str
    text: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    def commands(self) -> Iterator[list[str]]:
        """The words of each call of cursus, as far as a pipe or a redirection."""
        lines = (
            [line[2:] for line in self.text.split("\n") if line.startswith("$ ")] if self.kind == "console" else None
        )
        script = "\n".join(lines) if lines is not None else self.text
        for line in script.replace("\\\n", " ").split("\n"):
            for match in _CURSUS.finditer(line):
                lexer = shlex.shlex(line[match.end() :], posix=True, punctuation_chars=True)
                lexer.whitespace_split = True
                words: list[str] = []
                for word in lexer:
                    if set(word) <= set("|&;<>()"):
                        break
                    words.append(word)
                yield words


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page that hold commands, in order."""
    text = page.read_text()
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if match["why"] is not None:
            yield Block(page, line, match["kept"], match["unrun"], match["why"])
        elif match["setup"] is not None:
            yield Block(page, line, "setup", match["setup"])
        elif match["kind"] in ("sh", "console", ""):
            yield Block(page, line, match["kind"], match["text"])
