"""``cursus explain``: where a claim comes from, and each step from its words to its value."""

from __future__ import annotations

from typing import Any

import click

from cursus.claim import Bounds, Citation, Claim, Document, Finding, Support, line_column
from cursus.cli import options
from cursus.cli.output import bold, clean, dim, one_line, print_json, say, warn, wrapped
from cursus.contract import claim_to_json

_INDENT = " " * 12


@click.command()
@click.argument("claim")
@options.database
@options.as_json
def command(claim: str, db: str, json_: bool) -> int:
    """Explain the claim whose id is, or begins with, CLAIM."""
    from cursus.store import StoreError, open_store

    with open_store(db, readonly=True) as store:
        found = store.claims_like(claim)
        if not found:
            warn(f"cursus: no claim has an id that begins with {claim!r}; ids are printed by show, search and export")
            return 2
        if len(found) > 1:
            warn(f"cursus: more than one claim has an id that begins with {claim!r}:")
            for one in found:
                warn(f"  {one.id}  {one_line(f'{one.person.name}: {one.property} {one.value.text}', 80)}")
            return 2
        document = store.document(found[0].document.id)
        if document is None:
            raise StoreError(db, "an article of the database is missing", "restore the database from a copy")
        findings = [f for f in store.findings(document=document.id) if found[0].id in f.claims]
    notes = footnotes(found[0], document)
    if json_:
        print_json(_as_json(found[0], document, notes, findings))
    else:
        _print(found[0], document, notes, findings)
    return 0


def footnotes(claim: Claim, document: Document) -> list[tuple[Support, Citation | None]]:
    """The footnotes of a claim, each with its entry in the article's list, None where that has none."""
    pairs = []
    for support in claim.citations:
        alike = [c for c in document.citations if c.label == support.label]
        named = [c for c in alike if c.name == support.name]
        pairs.append((support, next(iter(named or alike), None)))
    return pairs


def _as_json(
    claim: Claim, document: Document, notes: list[tuple[Support, Citation | None]], findings: list[Finding]
) -> dict[str, Any]:
    line, column = line_column(document.source, claim.quote.source_start)
    return {
        **claim_to_json(claim),
        "steps": list(claim.steps),
        "place": {"path": document.path, "line": line, "column": column},
        "footnotes": [
            {"label": s.label, "name": s.name, "scope": s.scope, "text": c.text if c is not None else None}
            for s, c in notes
        ],
        "revision": document.revision,
        "findings": [{"id": f.id, "rule": f.rule, "level": f.level, "message": f.message} for f in findings],
    }


def _print(
    claim: Claim, document: Document, notes: list[tuple[Support, Citation | None]], findings: list[Finding]
) -> None:
    line, column = line_column(document.source, claim.quote.source_start)
    quote = claim.quote
    _row("claim", f"{bold(claim.id)}  {claim.status}, score {claim.score:.2f}")
    _row("person", f"{bold(clean(claim.person.name))}  {dim(clean(claim.person.id))}")
    value = bold(one_line(claim.value.text)) if claim.value.text else dim("no value, only a date or place")
    known = f"  {dim(clean(claim.value.id))}" if claim.value.id else ""
    _row(claim.property, f"{value}{known}")
    for name, given in claim.qualifiers:
        _row("", f"{name}: {one_line(given if isinstance(given, str) else _bounds(given))}")
    _row("stance", claim.stance + (f", says {clean(claim.says)}" if claim.says else ""))
    if claim.date is not None:
        date = claim.date
        _row("date", f"{bold(date.edtf)}  from {clean(date.text)!r}" if date.text else bold(date.edtf))
        _row("", f"from {_day(date.earliest, date.starts)} to {_day(date.latest, date.ends)}")
        _row("", f"rule {date.rule}" + (f", counted from {date.anchor}" if date.anchor else ""))
    say()
    _row("quote", f"{clean(document.path)}:{line}:{column}")
    say(wrapped(f"“{quote.exact}”", _INDENT))
    section = " › ".join(quote.section) if quote.section else "the lead"
    _row("", dim(f"in {one_line(section)}, characters {quote.start}–{quote.end} of the text"))
    say()
    _row("read by", f"{claim.rule}  {dim('from the ' + claim.origin)}")
    for number, step in enumerate(claim.steps, 1):
        _row("", f"{number}. {one_line(step)}")
    say()
    if not notes:
        _row("footnotes", "none")
    for number, (support, citation) in enumerate(notes):
        label = f"[{support.label}]" + (f" {support.name}" if support.name else "")
        _row("" if number else "footnotes", f"{clean(label)}  {dim(support.scope)}")
        if citation is None or not citation.defined:
            _row("", "  cited, but not in the article's list")
        else:
            say(wrapped(citation.text, _INDENT + "  "))
    say()
    _row("article", f"{clean(document.path)}  {one_line(document.title)}")
    for name, known_as in (
        ("address", document.url),
        ("revision", document.revision),
        ("of", document.timestamp),
        ("licence", document.licence),
        ("sha256", document.sha256),
    ):
        if known_as:
            _row("", f"{name} {clean(known_as)}")
    for number, finding in enumerate(findings):
        _row("" if number else "findings", f"{finding.level} {finding.rule}: {one_line(finding.message)}")


def _row(label: str, text: str) -> None:
    say(f"{label:{len(_INDENT)}}{text}".rstrip())


def _day(day: str | None, real: bool) -> str:
    if day is None:
        return "open"
    return day if real else f"{day} (not a known limit)"


def _bounds(bounds: Bounds) -> str:
    if bounds.min is not None and bounds.min == bounds.max:
        return f"{'about ' if bounds.approx else ''}{bounds.min}"
    if bounds.max is None:
        return f"at least {bounds.min}"
    if bounds.min is None:
        return f"at most {bounds.max}"
    return f"{bounds.min} to {bounds.max}"
