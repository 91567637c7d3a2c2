"""The PASS and FAIL examples of the rules' manual pages, and documents to try them on."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from cursus.check.engine import Rule
from cursus.claim import Claim, Date, Document, Person, Quote, Value, document_ref
from cursus.contract import claim_id
from cursus.read import read_text
from cursus.text.dates import bounds

_HEAD = re.compile(r"^(?P<verdict>PASS|FAIL) \((?P<form>text|wikitext|html|claims)\):$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    verdict: str
    form: str
    body: str


def examples(rule: Rule) -> Iterator[Example]:
    doc = rule.__doc__ or ""
    heads = list(_HEAD.finditer(doc))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        end = following.start() if following else len(doc)
        yield Example(head["verdict"], head["form"], textwrap.dedent(doc[head.end() : end]).strip("\n") + "\n")


def document(form: str, source: str) -> Document:
    import hashlib

    return read_text(source, form=form, path=f"example.{form}", sha256=hashlib.sha256(source.encode()).hexdigest())


def with_claims(source: str) -> tuple[Document, tuple[Claim, ...]]:
    """A document whose claims are written out: ``property | value | EDTF date | origin | id | qualifier=value …``.

    Lines with a bar are claims, all of one person; other lines are the article's text.
    """
    lines = [line for line in source.splitlines() if "|" in line]
    prose = "\n".join(line for line in source.splitlines() if "|" not in line).strip()
    text = "\n".join(f"<!-- {line} -->" for line in lines) + "\n\n" + prose
    doc = document("wikitext", text)
    claims = []
    for line in lines:
        cells = [c.strip() for c in line.split("|")]
        prop, value, when, origin, identity, *more = [*cells, "", ""][: max(len(cells), 5)]
        start = text.index(line)
        origin = "prose" if origin == "text" else origin
        qualifiers = tuple((k, v) for k, _, v in (m.partition("=") for m in more if "=" in m))
        stance = next((v for k, v in qualifiers if k == "stance"), "asserted")
        qualifiers = tuple((k, v) for k, v in qualifiers if k != "stance")
        claims.append(
            Claim(
                claim_id(doc.sha256, "example", start, start + len(line), "p", prop, value, qualifiers),
                Person("p", "Ada Berg"),
                prop,
                Value(value, identity or None),
                qualifiers,
                date(when),
                stance,
                None,
                Quote(line, start, start + len(line), start, start + len(line)),
                origin,
                "example",
                (),
                document_ref(doc),
                1.0,
            )
        )
    return doc, tuple(claims)


def date(edtf: str) -> Date | None:
    if not edtf:
        return None
    starts = edtf.startswith("+")
    earliest, latest = bounds(edtf.lstrip("+"))
    return Date(edtf.lstrip("+"), edtf, earliest, latest, starts=starts)
