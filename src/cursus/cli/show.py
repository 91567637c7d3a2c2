"""``cursus show``: the dossier of a person in the terminal, every line with its quote and its footnotes."""

from __future__ import annotations

import click

from cursus.claim import Finding, permanent_link
from cursus.cli import options
from cursus.cli.output import bold, clean, coloured, count, dim, one_line, print_json, say, warn, width, wrapped
from cursus.cli.persons import person_json, print_persons
from cursus.dossier import Contradiction, Dossier, Entry, Evidence, Reference, build, to_json
from cursus.dossier.words import STANCES
from cursus.store import DocumentRow, PersonRow, Store, open_store
from cursus.store.address import shown
from cursus.store.fold import fold

_INDENT = " " * 20
_ID = 8
"""Digits of a claim's id that are printed: enough for ``cursus explain``."""
_LEVELS = {"error": "red", "warning": "yellow", "notice": "blue", "info": "white"}


@click.command()
@click.argument("name", nargs=-1, required=True)
@options.database
@click.option("--full", is_flag=True, help="Print quotes and references uncut.")
@options.as_json
def command(name: tuple[str, ...], db: str, full: bool, json_: bool) -> int:
    """Print everything that is known of the person called NAME (any spelling, any script), or with this id.

    Exit status: 0, or 2 where nobody is called so or several are; these are then listed.
    """
    query = " ".join(name)
    with open_store(db, readonly=True) as store:
        person, others = choose(store, query)
        if person is None:
            return _nobody(store, db, query, others, json_)
        dossier = build(store, person.id)
    if json_:
        print_json(to_json(dossier))
    else:
        _print(dossier, full)
        if others:
            known = ", ".join(f"{one_line(p.name)} ({p.id})" for p in others[:4])
            say(dim(wrapped(f"Others with this name: {known}" + (" …" if len(others) > 4 else ""), "")))
    return 0


def choose(store: Store, query: str) -> tuple[PersonRow | None, list[PersonRow]]:
    """The person meant, with the others whom the name fits; None where that is not certain.

    Meant is who has this id; else the only one with exactly this name, of those an article is about or of all; else, in
    the same way, the only one whose name holds these words; else the only one whose name sounds so or nearly.
    """
    exact = store.person(query)
    if exact is not None:
        return exact, []
    hits = store.find(query, limit=200)
    found = [hit.person for hit in hits]
    same = [p for p in found if fold(query) in map(fold, p.names)]
    spelled = [hit.person for hit in hits if hit.why in ("name", "words", "begins")]
    for circle in (same, spelled, found):
        for narrowed in ([p for p in circle if p.subject], circle):
            if len(narrowed) == 1:
                return narrowed[0], [p for p in found if p is not narrowed[0]]
            if narrowed:
                return None, found
    return None, found


def _nobody(store: Store, db: str, query: str, others: list[PersonRow], json_: bool) -> int:
    if json_:
        print_json([person_json(p) for p in others])
    elif others:
        warn(f"cursus: {query!r} may be {count(len(others), 'person')}; give the whole name or an id:")
        print_persons(others[:50])
    else:
        warn(f"cursus: no person in {shown(db)} is called {query!r}")
        if store.count_persons():
            warn("cursus: cursus persons lists all")
    return 2


def _print(dossier: Dossier, full: bool) -> None:
    _head(dossier)
    if dossier.conflicts:
        _title(f"Contradictions ({len(dossier.conflicts)})")
        for conflict in dossier.conflicts:
            _conflict(conflict, full)
    for theme in dossier.themes:
        _title(theme.title)
        for entry in theme.entries:
            _entry(entry, full)
    if dossier.findings:
        _title(f"What the checks found ({len(dossier.findings)})")
        for finding in dossier.findings:
            _finding(finding)
    _title("From")
    for row in dossier.documents:
        _document(row)


def _head(dossier: Dossier) -> None:
    person = dossier.person
    say(f"{bold(one_line(person.name))}  {dim(clean(person.id))}")
    say(dim(f"{count(person.claims, 'claim')} from {count(person.documents, 'article')}"))
    if dossier.glance or dossier.names:
        say()
    for group in dossier.names:
        spellings = ", ".join(one_line(s.text) for s in group.spellings)
        say(wrapped(spellings, _INDENT, f"{group.title:{len(_INDENT)}}"))
    for fact in dossier.glance:
        values = "; ".join(one_line(value) for value, _ in fact.values)
        disputed = "  (disputed)" if fact.disputed else ""
        say(wrapped(values + disputed, _INDENT, f"{fact.label:{len(_INDENT)}}"))


def _title(text: str) -> None:
    say()
    say(bold(text.upper()))


def _conflict(conflict: Contradiction, full: bool) -> None:
    say(wrapped(f"{conflict.label}: {conflict.message}", "    ", "  "))
    for side in conflict.sides:
        _entry(side, full)


def _entry(entry: Entry, full: bool) -> None:
    value = one_line(entry.value)
    details = ", ".join(f"{label} {one_line(text)}" for label, text in entry.details)
    parts = [
        bold(value) if value else "",
        f"({details})" if details else "",
        f"– {entry.date}" if value and entry.date else entry.date,
    ]
    marks = []
    if entry.stance != "asserted":
        said = f", says {one_line(entry.says)}" if entry.says else ""
        marks.append(coloured(f"[{STANCES.get(entry.stance, entry.stance)}{said}]", "yellow"))
    if len(entry.claims) > 1:
        marks.append(dim(f"[{count(entry.sources, 'source')}]"))
    if entry.contradicted:
        marks.append(coloured("[contradicted]", "red"))
    say(f"  {one_line(entry.label, 17):18}{' '.join(p for p in (*parts, *marks) if p)}")
    for evidence in entry.claims:
        _evidence(evidence, full)


def _evidence(evidence: Evidence, full: bool) -> None:
    claim = evidence.claim
    room = 0 if full else 2 * (width() - len(_INDENT))
    quote = one_line(claim.quote.exact, room)
    say(dim(wrapped(f"“{quote}”", _INDENT + " ", f"{'':4}{claim.id[:_ID]:{len(_INDENT) - 4}}")))
    if not evidence.references:
        say(dim(f"{_INDENT}no footnote"))
    for reference in evidence.references:
        _reference(reference, full)


def _reference(reference: Reference, full: bool) -> None:
    scope = "" if reference.scope == "direct" else f" ({reference.scope})"
    text = reference.text if reference.defined and reference.text else "cited, but not in the article's list"
    line = f"[{reference.label}]{scope} {text}"
    room = 0 if full else width() - len(_INDENT)
    say(dim(wrapped(one_line(line, room), _INDENT + "    ", _INDENT)))


def _finding(finding: Finding) -> None:
    place = f"{clean(finding.document.path)}:{finding.line}:{finding.column}"
    level = coloured(finding.level, _LEVELS.get(finding.level, "white"))
    say(f"  {place}: {level} {finding.rule} {one_line(finding.message)}")


def _document(row: DocumentRow) -> None:
    known = [
        row.path if row.path != row.url else "",
        f"revision {row.revision}" if row.revision else "",
        permanent_link(row.url, row.revision) if row.url and row.revision else row.url or "",
        row.licence or "",
        row.attribution or "",
    ]
    say(wrapped(", ".join([row.title, *(k for k in known if k)]), "    ", "  "))
