"""A number of people, and another number of names behind it: "three officers: Holm, Lind, Dean and Berg".

FAIL (text):

    Ada Berg

    With her went three officers: Holm, Lind, Dean and Krag.

PASS (text):

    Ada Berg

    With her went three officers: Holm, Lind and Krag, and two guides, among them Dean and Moe. She had two sons: Karl, a
    baker, and Nils.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.claim import Block
from cursus.text.numbers import read_number

CODE = "K11"
LEVEL = "notice"
_NAME = r"[A-Z][\w’'-]+(?: (?:[A-Z][\w’'.-]*|de|von|van|al|bin))*"
_COLON = re.compile(r": [A-Z]")
_LIST = re.compile(
    rf"\b(?P<number>two|three|four|five|six|seven|eight|nine|ten) (?P<what>[a-z]+(?: [a-z]+)?s|children|men|women): "
    rf"(?P<names>{_NAME}(?:, {_NAME})*,? and {_NAME})(?=[.;])"
)


def _with_colon(context: Context) -> Iterator[Block]:
    """The blocks that may hold a list behind a colon."""
    last: Block | None = None
    for match in _COLON.finditer(context.document.text):
        block = context.block_at(match.start())
        if block is not None and block is not last:
            yield block
            last = block


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if document.lang != "en":
        return
    for block in _with_colon(context):
        if block.kind not in ("paragraph", "item"):
            continue
        for match in _LIST.finditer(document.text, block.start, block.end):
            told = read_number(match["number"])
            names = [n for n in re.split(r",? and |, ", match["names"]) if n]
            if told is not None and told != len(names):
                yield Problem(
                    f"{match['number']} {match['what']}, but {len(names)} names", (document.source_span(*match.span()),)
                )  # fmt: skip
