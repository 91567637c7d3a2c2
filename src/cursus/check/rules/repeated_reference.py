"""The same reference twice in the list.

Give it a name and use it twice, so that a reader sees that two statements rest on one source.

Not reported: the same work with another page, and entries too short to tell ("Ibid.").

FAIL (text):

    Ada Berg

    Berg led the third battery in the winter of 1863.[1] She left the service in 1870.[2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang. p. 4.
    2. Holm, Karl (1891). The Winter War. Leipzig: Amelang. p. 4.

PASS (text):

    Ada Berg

    Berg led the third battery in the winter of 1863.[1] She left the service in 1870.[2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang. p. 4.
    2. Holm, Karl (1891). The Winter War. Leipzig: Amelang. p. 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cursus.check.context import Context, entry
from cursus.check.engine import Problem
from cursus.check.rules.common import fold, short
from cursus.claim import Citation

CODE = "L4"
LEVEL = "notice"
_ADDRESS = re.compile(r"https?://[^\s|\]}<>\"]+")


def _of_one_address(context: Context, group: list[Citation]) -> Iterable[list[Citation]]:
    """References of the same words, by the addresses in them."""
    same: dict[tuple[str, ...], list[Citation]] = {}
    for citation in group:
        source = context.document.source[citation.source_start : citation.source_end]
        same.setdefault(tuple(sorted(set(_ADDRESS.findall(source)))), []).append(citation)
    return same.values()


def check(context: Context) -> Iterator[Problem]:
    alike: dict[str, list[Citation]] = {}
    for citation in context.document.citations:
        words = fold(citation.text)
        if citation.defined and len(words) >= 15:
            alike.setdefault(words, []).append(citation)
    for group in (same for many in alike.values() if len(many) > 1 for same in _of_one_address(context, many)):
        if len(group) > 1:
            labels = ", ".join(f"[{c.label}]" for c in group)
            yield Problem(
                f"{labels} are the same reference: {short(group[0].text)}",
                tuple(entry(c) for c in group),
                group[1].label or None,
            )
