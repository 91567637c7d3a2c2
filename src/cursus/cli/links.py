"""``cursus links``: are the cited addresses still there, and where are copies of them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click

from cursus.cli import options
from cursus.cli.output import clean, coloured, count, dim, one_line, print_json, say, warn

_COLOURS = {"alive": "green", "failing": "yellow", "dead": "red", "closed": "blue", "moved": "yellow", "new": "white"}


@click.command()
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@options.database
@click.option("--all", "everything", is_flag=True, help="Look at every address, not only at those that are due.")
@click.option("--list", "list_", is_flag=True, help="Only say what is known; ask nobody.")
@click.option(
    "--state", multiple=True, metavar="STATE", help="List only these: alive, failing, dead, closed, moved, new."
)
@click.option("--limit", "-n", type=click.IntRange(min=1), help="Look at so many addresses at most.")
@click.option("--copies", is_flag=True, help="Look for archived copies of living pages, too.")
@click.option("--no-archives", is_flag=True, help="Do not ask archives for copies.")
@click.option("--archive", metavar="ADDRESS", help="Ask this archive (a Wayback Machine) instead of the public ones.")
@click.option("--save", metavar="FILE", help="Keep the pages that are there in a WARC file (needs cursus[links]).")
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="Seconds between two requests to a host.",
)
@click.option(
    "--allow-private",
    "allow",
    multiple=True,
    metavar="HOST[:PORT]",
    help="Reach this host in your own network; repeatable.",
)
@click.option(
    "--contact", default="", envvar="CURSUS_CONTACT", metavar="WORDS", help="Who asks; sent in the User-Agent."
)
@options.as_json
def command(
    addresses: tuple[str, ...],
    db: str,
    everything: bool,
    list_: bool,
    state: tuple[str, ...],
    limit: int | None,
    copies: bool,
    no_archives: bool,
    archive: str | None,
    save: str | None,
    wait: float,
    allow: tuple[str, ...],
    contact: str,
    json_: bool,
) -> int:
    """Look at the addresses that the stored articles cite, remember what was seen, and find archived copies of what is gone.

    An address is dead after three failures, each at least three days after the one before: run this every few days. Pages
    that only turn programs away (login, payment, shields against bots) are closed, not dead. What is not due is passed by.

    \b
    cursus links                          look at what is due
    cursus links --list --state dead      what is gone, and the copies that stand for it
    cursus links --save pages.warc.gz     and keep what is there

    Exit status: 0 done; 1 some address is dead; 2 nothing could be looked at.
    """
    from cursus.links.cited import cited
    from cursus.links.run import due
    from cursus.store import open_store
    from cursus.store.address import shown
    from cursus.store.links import link_rows

    today = os.environ.get("CURSUS_TODAY") or datetime.now(UTC).date().isoformat()
    with open_store(db, create=False, readonly=list_) as store:
        wanted = cited(store.iter_documents())
        if addresses:
            strange = [a for a in addresses if a not in wanted]
            if strange:
                raise click.ClickException(f"no article cites {strange[0]}; give an address as the article has it")
            wanted = {a: wanted[a] for a in addresses}
        known = link_rows(store, list(wanted))
        if not list_:
            urls = list(wanted) if everything or addresses else due(wanted, known, today)
            skipped = len(wanted) - len(urls)
            seen = _look(
                store,
                urls[:limit],
                wanted,
                known,
                today,
                _services(archive, no_archives),
                copies,
                save,
                wait,
                allow,
                contact,
            )
            known |= seen
            warn(f"{count(len(seen), 'address', 'addresses')} looked at, {skipped:,} not due")
            told_of = {url: wanted[url] for url in seen} if not state else wanted
        else:
            told_of = wanted
    rows = []
    for url, entry in told_of.items():
        row = known.get(url)
        now = row.state if row else "new"
        if not state or now in state:
            rows.append(
                {
                    "url": url,
                    "cited": [{"path": p, "footnote": f} for _, p, f in entry.where],
                    "archived": entry.archived,
                    **_told(row),
                }
            )
    if json_:
        print_json(rows)
    else:
        for told in rows:
            _print(told, quiet=not list_ and not state)
        numbers = Counter(told["state"] for told in rows)
        say(", ".join(f"{number:,} {name}" for name, number in sorted(numbers.items())) or "no addresses")
    if not wanted:
        warn(f"cursus: no article in {shown(db)} cites an address")
        return 2
    return 1 if any(told["state"] == "dead" for told in rows) else 0


def _services(archive: str | None, none: bool) -> Any:
    from cursus.links.archives import Archives

    if none:
        return None
    if archive is None:
        return Archives()
    base = archive.rstrip("/")
    return Archives(f"{base}/cdx/search/cdx", f"{base}/wayback/available", f"{base}/web", "")


def _look(
    store: Any, urls: list[str], wanted: Any, known: Any, today: str, services: Any, copies: bool, save: str | None, wait: float,
    allow: tuple[str, ...], contact: str,
) -> dict[str, Any]:  # fmt: skip
    from contextlib import ExitStack

    from cursus.fetch.client import Client
    from cursus.fetch.pace import Pace
    from cursus.links.run import Plan, run
    from cursus.store.links import save_link

    seen: dict[str, Any] = {}
    with ExitStack() as stack:
        try:
            client = stack.enter_context(Client(contact=contact, allow=allow, pace=Pace(wait)))
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        keep = None
        if save:
            from cursus.links.warc import Warc

            keep = stack.enter_context(Warc(save)).save
        advance = stack.enter_context(_progress(len(urls)))
        for row in run(client, urls, wanted, known, Plan(today, services, copies), keep):
            save_link(store, row)
            seen[row.url] = row
            advance()
    return seen


def _told(row: Any) -> dict[str, Any]:
    if row is None:
        return {
            "state": "new",
            "status": None,
            "reason": "",
            "failures": [],
            "checked": None,
            "due": None,
            "final": None,
            "copy": None,
            "copy_day": None,
        }
    told = asdict(row)
    told["failures"] = list(row.failures)
    del told["url"], told["asked"]
    return told


def _print(told: dict[str, Any], quiet: bool) -> None:
    if quiet and told["state"] == "alive":
        return
    say(
        f"{coloured(told['state'].ljust(8), _COLOURS[told['state']])} {clean(told['url'])}  {dim(one_line(told['reason']))}"
    )
    for cite in told["cited"][:3]:
        say(f"         {clean(cite['path'])}" + (f", footnote {clean(cite['footnote'])}" if cite["footnote"] else ""))
    if len(told["cited"]) > 3:
        say(dim(f"         and {len(told['cited']) - 3} more"))
    if told["copy"] and not told["archived"]:
        status = "dead" if told["state"] in ("dead", "failing") else "live"
        say(f"         |archive-url={clean(told['copy'])} |archive-date={told['copy_day']} |url-status={status}")
    if told["final"] and told["final"] != told["url"]:
        say(dim(f"         leads to {clean(told['final'])}"))


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    import sys

    if not sys.stderr.isatty() or total < 5:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("looking", total=total)
        yield lambda: bar.advance(task)
