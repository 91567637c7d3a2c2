"""``cursus export``: claims of the database in a format of the field."""

from __future__ import annotations

import sys
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any

import click

from cursus.cli import options
from cursus.cli.load import plainly
from cursus.cli.output import count, warn
from cursus.export import FOLDERS, FORMATS
from cursus.export.whole import whole_file

if TYPE_CHECKING:
    from cursus.export.chosen import Chosen
    from cursus.export.report import Report
    from cursus.store import Store

_STANCES = ("asserted", "reported", "alleged", "denied", "possible")
_BOM = b"\xef\xbb\xbf"


@click.command()
@options.database
@click.option("--format", "format_", type=click.Choice([*FORMATS, *FOLDERS]), default="jsonl", show_default=True)
@click.option("-o", "--output", metavar="FILE|DIR", help="Write here, all or nothing, instead of to standard output.")
@click.option("--person", "persons", multiple=True, metavar="ID", help="Only claims about this person; repeatable.")
@click.option("--property", "properties", multiple=True, metavar="NAME", help="Only claims of this kind; repeatable.")
@click.option("--stance", "stances", multiple=True, type=click.Choice(_STANCES), help="Only claims put so; repeatable.")
@click.option("--document", "documents", multiple=True, metavar="PATH", help="Only claims of this article; repeatable.")
@click.option("--losses", metavar="FILE", help="Write what the format cannot hold, counted by reason, as JSON.")
@click.option("--bom", is_flag=True, help="Begin a CSV file with a byte order mark, which Excel wants.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a claim line, and of a finding, and stop.")
def command(
    db: str,
    format_: str,
    output: str | None,
    persons: tuple[str, ...],
    properties: tuple[str, ...],
    stances: tuple[str, ...],
    documents: tuple[str, ...],
    losses: str | None,
    bom: bool,
    schema: bool,
) -> int:
    """Write claims: one JSON object a line, ordered by article and place. The same articles give the same bytes.

    What a format cannot hold is counted by reason on standard error. As parquet the whole database becomes a folder of
    tables, which cursus load reads back:

    \b
      cursus export -o claims.jsonl
      cursus export --format csv --property posting --property rank -o careers.csv
      cursus export --format parquet -o tables
    """
    if schema:
        sys.stdout.write(resources.files("cursus.vocab").joinpath("claim.schema.json").read_text("utf-8"))
        return 0
    if bom and format_ != "csv":
        raise click.UsageError("--bom is for --format csv")
    from cursus.store import open_store

    if format_ in FOLDERS:
        if persons or properties or stances or documents or losses:
            raise click.UsageError(f"--format {format_} writes everything, without a choice and without losses")
        if output is None or output == "-":
            raise click.UsageError(f"--format {format_} writes a folder; name it with --output")
        with plainly(), open_store(db, readonly=True) as store:
            rows = import_module(FOLDERS[format_]).write_store(store, output)
        warn(f"{count(rows.rows('documents'), 'article')} written to {output}")
        return 0
    with open_store(db, readonly=True) as store:
        chosen = _choose(store, persons, properties, stances, documents)
        report = _write(store, chosen, format_, output, _BOM if bom else b"")
    _tell(report, format_, output, losses)
    return 0


def _choose(
    store: Store,
    persons: tuple[str, ...],
    properties: tuple[str, ...],
    stances: tuple[str, ...],
    documents: tuple[str, ...],
) -> Chosen:
    """The choice, with every name in it known. Raises click.BadParameter."""
    from cursus.export.chosen import Chosen
    from cursus.tables import rows as table

    for person in persons:
        if store.person(person) is None:
            raise click.BadParameter(
                f"there is no person {person}; cursus persons lists the ids", param_hint="--person"
            )
    names = [row[0] for row in table("properties", "cursus.vocab")]
    for name in properties:
        if name not in names:
            raise click.BadParameter(f"{name} is none of {', '.join(names)}", param_hint="--property")
    ids: list[str] = []
    rows = store.documents() if documents else []
    for wanted in documents:
        found = [row.id for row in rows if wanted in (row.path, row.id)]
        if not found:
            raise click.BadParameter(
                f"there is no article {wanted}; cursus documents lists the paths", param_hint="--document"
            )
        ids += found
    return Chosen(persons, frozenset(properties), frozenset(stances), tuple(ids))


def _write(store: Store, chosen: Chosen, format_: str, output: str | None, prefix: bytes) -> Report:
    from cursus.export.report import ExportError

    writer = import_module(FORMATS[format_])

    def write(out: Any) -> Report:
        out.write(prefix)
        report: Report = writer.write(store, out, chosen)
        return report

    try:
        if output is None or output == "-":
            report = write(sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return report
        with whole_file(output) as out:
            return write(out)
    except ExportError as error:
        raise click.UsageError(str(error)) from error


def _tell(report: Report, format_: str, output: str | None, losses: str | None) -> None:
    """Say what was written, where, and what was not."""
    if output is not None and output != "-":
        warn(f"{count(report.claims, 'claim')} written to {output}")
    reasons = report.ordered()
    if reasons:
        warn(f"{format_} cannot hold:")
        width = max(len(f"{number:,}") for _, number in reasons)
        for reason, number in reasons:
            warn(f"  {number:>{width},}  {reason}")
    if losses is not None:
        import orjson

        with whole_file(losses) as out:
            out.write(orjson.dumps(report.to_json(format_), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
