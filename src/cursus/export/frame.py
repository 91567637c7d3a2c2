"""Claims as a polars DataFrame, for notebooks: one row a claim, dates as dates, lists as lists.

Needs polars (``pip install 'cursus[polars]'``). The claim's ``id`` leads back to the claim with everything that has no
column here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cursus.claim import Claim
from cursus.export.report import ExportError
from cursus.store import Store

if TYPE_CHECKING:
    import polars

QUALIFIERS = ("kind", "role", "unit", "title", "rank", "place", "country", "predecessor", "successor")
"""Qualifiers whose value is words, each with a column of its name."""


def to_polars(claims: Iterable[Claim] | Store) -> polars.DataFrame:
    """A table of claims, in the order given; of a store, all of its claims in its own order.

    Columns: ``id``, ``person_id``, ``person``, ``property``, ``value``, ``value_id``, the qualifiers of
    :data:`QUALIFIERS`, ``edtf``, ``earliest`` and ``latest`` (Date; null where that side is open, or lies outside the
    years 1 to 9999), ``starts``, ``ends``, ``stance``, ``says``, ``quote``, ``section`` and ``footnotes`` (lists of
    words), ``origin``, ``rule``, ``article``, ``path``, ``url``, ``revision``, ``score``, ``status``. The columns are
    the same where there is no claim at all. Raises ExportError where polars is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise ExportError("tables need polars: pip install 'cursus[polars]'") from error
    if isinstance(claims, Store):
        claims = claims.iter_claims()
    text, words = pl.String(), pl.List(pl.String())
    schema = {
        **dict.fromkeys(("id", "person_id", "person", "property", "value", "value_id", *QUALIFIERS, "edtf"), text),
        "earliest": text, "latest": text, "starts": pl.Boolean(), "ends": pl.Boolean(), "stance": text, "says": text,
        "quote": text, "section": words, "footnotes": words, "origin": text, "rule": text, "article": text,
        "path": text, "url": text, "revision": text, "score": pl.Float64(), "status": text,
    }  # fmt: skip
    frame = pl.DataFrame([_row(claim) for claim in claims], schema=schema, orient="row")
    days = [pl.col(side).str.to_date("%Y-%m-%d", strict=False) for side in ("earliest", "latest")]
    # polars counts further back than the dates of Python, which its rows are given out as
    return frame.with_columns(pl.when(day.dt.year().is_between(1, 9999)).then(day) for day in days)


def _row(claim: Claim) -> tuple[object, ...]:
    said = {name: value for name, value in claim.qualifiers if isinstance(value, str)}
    date, quote, document = claim.date, claim.quote, claim.document
    return (
        claim.id, claim.person.id, claim.person.name, claim.property, claim.value.text, claim.value.id,
        *(said.get(name) for name in QUALIFIERS),
        *((None,) * 5 if date is None else (date.edtf, date.earliest, date.latest, date.starts, date.ends)),
        claim.stance, claim.says, quote.exact, list(quote.section), [c.label for c in claim.citations],
        claim.origin, claim.rule, document.title, document.path, document.url, document.revision,
        claim.score, claim.status,
    )  # fmt: skip
