"""``cursus export``: claims of the database in a format of the field."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any, TextIO

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
_YEARS = re.compile(r"(\d{4})?(\.\.)?(\d{4})?")
_ITEM = re.compile(r"Q[1-9]\d*")


@click.command()
@options.database
@click.option("--format", "format_", type=click.Choice([*FORMATS, *FOLDERS]), default="jsonl", show_default=True)
@click.option("-o", "--output", metavar="FILE|DIR", help="Write here, all or nothing, instead of to standard output.")
@click.option("--person", "persons", multiple=True, metavar="ID", help="Only claims about this person; repeatable.")
@click.option("--property", "properties", multiple=True, metavar="NAME", help="Only claims of this kind; repeatable.")
@click.option("--stance", "stances", multiple=True, type=click.Choice(_STANCES), help="Only claims put so; repeatable.")
@click.option("--document", "documents", multiple=True, metavar="PATH", help="Only claims of this article; repeatable.")
@click.option("--unit", "units", multiple=True, metavar="NAME", help="Only postings at this unit; repeatable.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CODE",
    help="Only claims about citizens or soldiers of this state (LY); repeatable.",
)
@click.option(
    "--years", metavar="FROM..TO", help="Only claims whose date may lie in these years: 1877..1881, 1914.., ..1918."
)
@click.option("--reviewed", is_flag=True, help="Only claims that somebody decided about.")
@click.option(
    "--items",
    metavar="FILE",
    type=click.File("r", encoding="utf-8"),
    help="For quickstatements: a table of ids (of persons, rank:…, text:Kazan) and their Wikidata items.",
)
@click.option("--create", is_flag=True, help="For quickstatements: make items for persons who have none.")
@click.option("--losses", metavar="FILE", help="Write what the format cannot hold, counted by reason, as JSON.")
@click.option("--bom", is_flag=True, help="Begin a CSV file with a byte order mark, which Excel wants.")
@click.option(
    "--schema",
    is_flag=True,
    help="Print the JSON Schema of a claim line, or with --format turtle the SHACL shapes, and stop.",
)
def command(
    db: str,
    format_: str,
    output: str | None,
    persons: tuple[str, ...],
    properties: tuple[str, ...],
    stances: tuple[str, ...],
    documents: tuple[str, ...],
    units: tuple[str, ...],
    countries: tuple[str, ...],
    years: str | None,
    reviewed: bool,
    items: TextIO | None,
    create: bool,
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
      cursus export --format ftm --country LY --years 2011.. -o libya.ftm.json
      cursus export --format quickstatements --items items.tsv -o commands.tsv
      cursus export --format parquet -o tables
    """
    if schema:
        name = "shapes.ttl" if format_ in ("turtle", "jsonld") else "claim.schema.json"
        sys.stdout.write(resources.files("cursus.vocab").joinpath(name).read_text("utf-8"))
        return 0
    if bom and format_ != "csv":
        raise click.UsageError("--bom is for --format csv")
    if (items is not None or create) and format_ != "quickstatements":
        raise click.UsageError("--items and --create are for --format quickstatements")
    from cursus.store import open_store

    if format_ in FOLDERS:
        if any((persons, properties, stances, documents, units, countries, years, reviewed, losses)):
            raise click.UsageError(f"--format {format_} writes everything, without a choice and without losses")
        if output is None or output == "-":
            raise click.UsageError(f"--format {format_} writes a folder; name it with --output")
        with plainly(), open_store(db, readonly=True) as store:
            rows = import_module(FOLDERS[format_]).write_store(store, output)
        warn(f"{count(rows.rows('documents'), 'article')} written to {output}")
        return 0
    with open_store(db, readonly=True) as store:
        chosen = _choose(store, persons, properties, stances, documents)
        first, last = _days(years)
        chosen = replace(
            chosen, units=_keys(store, units), countries=_codes(countries), first=first, last=last, reviewed=reviewed,
            create=create, qids={} if items is None else _items(items),
        )  # fmt: skip
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


def _days(years: str | None) -> tuple[str, str]:
    """The first and last day of a span of years. Raises click.BadParameter."""
    if years is None:
        return "", ""
    match = _YEARS.fullmatch(years.strip())
    if match is None or not any(match.groups()) or (match[1] and match[3] and not match[2]):
        raise click.BadParameter(
            f"{years!r} is no span; write 1877..1881, 1914.., ..1918 or 1943", param_hint="--years"
        )
    first, dots, last = match.groups()
    last = last if dots else first
    if first and last and first > last:
        raise click.BadParameter(f"{years} ends before it begins", param_hint="--years")
    return f"{first}-01-01" if first else "", f"{last}-12-31" if last else ""


def _keys(store: Store, units: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of units by their names. Raises click.BadParameter where none is called so."""
    from cursus.text.units import unit_key

    keys = []
    for unit in units:
        known = {row.key for row in store.units(unit)}
        wanted = unit if unit in known else unit_key(unit)
        if wanted not in known:
            raise click.BadParameter(f"no posting is at a unit called {unit}", param_hint="--unit")
        keys.append(wanted)
    return tuple(keys)


def _codes(countries: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of states, or names of such, as codes. Raises click.BadParameter."""
    from cursus.tables import rows as table
    from cursus.text.countries import country_id

    codes = {row[0] for row in table("countries")} - {"-"}
    out = []
    for country in countries:
        code = country.upper() if country.upper() in codes else (country_id(country) or "").removeprefix("country:")
        if not code:
            raise click.BadParameter(f"{country} is no state; write a code such as LY", param_hint="--country")
        out.append(code)
    return tuple(out)


def _items(file: TextIO) -> dict[str, str]:
    """A table of ids and Wikidata items. Raises click.BadParameter, naming the line."""
    out: dict[str, str] = {}
    try:
        for number, line in enumerate(file, 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < 2 or not cells[0] or not _ITEM.fullmatch(cells[1].strip()):
                raise click.BadParameter(
                    f"{file.name}:{number}: write an id, a tab and an item (Q42)", param_hint="--items"
                )
            out[cells[0]] = cells[1].strip()
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{file.name} is no text in UTF-8", param_hint="--items") from error
    return out


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
