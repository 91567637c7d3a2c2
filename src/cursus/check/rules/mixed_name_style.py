"""Authors are written in two styles: "Smith, Jane" beside "John Doe", in one entry or in one list.

Reported once for each mixed entry, and once for the list with the entries of the rarer style.

Not reported: organisations, single names, and short notes, whose style is their own.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. Holm, Karl; Ulf Lind (May 22, 2014). "The colonel". Harbour Times. Retrieved May 22, 2014.

PASS (text):

    Ada Berg

    Berg led the third battery.[1] She left in 1870.[2]

    References

    1. Holm, Karl; Lind, Ulf (May 22, 2014). "The colonel". Harbour Times. Retrieved May 22, 2014.
    2. Harbour Office (May 23, 2014). "The colonel leaves". Harbour Times. Retrieved May 23, 2014.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cursus.check.context import Context, span
from cursus.check.engine import Problem
from cursus.claim import Citation, Field
from cursus.text.citations.names import is_person

CODE = "F13"
LEVEL = "notice"
_MOST = 20


def check(context: Context) -> Iterator[Problem]:
    inverted: list[tuple[Citation, Field]] = []
    straight: list[tuple[Citation, Field]] = []
    for citation, fields in context.works:
        here: tuple[list[Field], list[Field]] = ([], [])
        for field in fields:
            if field.name == "author":
                style = _style(field.value)
                if style:
                    here[style == "straight"].append(field)
        if here[0] and here[1]:
            names = f"{here[0][0].value} / {here[1][0].value}"
            yield Problem(
                f"two name styles in one reference: {names}",
                tuple(map(span, (*here[0], *here[1]))),
                citation.label or None,
            )
        elif here[0] or here[1]:
            (inverted if here[0] else straight).append((citation, (here[0] or here[1])[0]))
    if inverted and straight:
        rarer, style = (straight, "First Last") if len(straight) <= len(inverted) else (inverted, "Last, First")
        labels = ", ".join(f"[{c.label}]" for c, _ in rarer[:_MOST] if c.label)
        yield Problem(
            f"{len(rarer)} of {len(inverted) + len(straight)} references write the author as {style}: {labels}",
            tuple(span(f) for _, f in rarer[:_MOST]),
        )


@lru_cache(maxsize=8192)
def _style(name: str) -> str:
    """ "inverted", "straight", or "" where the words may be an organisation."""
    if name.count(",") == 1 and all(name.split(",")):
        return "inverted"
    words = name.split()
    known = 2 <= len(words) <= 4 and is_person(name) and not any(w.isupper() and len(w) > 2 for w in words)
    return "straight" if known else ""
