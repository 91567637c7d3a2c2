"""What ``cursus add`` is told about running wikis, and the reports on what came from them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from cursus.cli.output import warn

if TYPE_CHECKING:
    from cursus.read.dump import Wanted
    from cursus.run.ingest import Ingest
    from cursus.run.keep import Report

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Fetching:
    """``wiki`` is the address of the wiki whose categories or titles were named, ``depth`` how far below a category to go, ``allow``
    the private hosts that may be reached, ``contact`` who asks."""

    wiki: str | None
    depth: int
    allow: tuple[str, ...]
    contact: str


def fetching_options(function: F) -> F:
    """The options about running wikis; the verb gets them as one ``fetching``."""

    @click.option(
        "--wiki",
        metavar="ADDRESS",
        help="A running wiki: --category and --titles-from then name what to fetch from it.",
    )
    @click.option(
        "--depth",
        type=click.IntRange(0, 20),
        default=0,
        show_default=True,
        metavar="N",
        help="Of a wiki's category: take the categories below it, too, N levels down.",
    )
    @click.option(
        "--allow-private",
        "allow",
        multiple=True,
        metavar="HOST[:PORT]",
        help="Reach this host in your own network, or on another port than 80 and 443; repeatable.",
    )
    @click.option(
        "--contact",
        default="",
        envvar="CURSUS_CONTACT",
        metavar="WORDS",
        help="An e-mail or web address to tell wikis who asks; CURSUS_CONTACT sets it for good.",
    )
    @functools.wraps(function)
    def told(*args: Any, wiki: str | None, depth: int, allow: tuple[str, ...], contact: str, **others: Any) -> Any:
        return function(*args, fetching=Fetching(wiki, depth, allow, contact), **others)

    return cast(F, told)


def sorted_out(paths: Iterable[str], wanted: Wanted, fetching: Fetching) -> tuple[list[str], list[str]]:
    """The arguments that are addresses, and those that are files. Raises click.UsageError where nothing is asked for."""
    addresses: list[str] = []
    files: list[str] = []
    for path in paths:
        (addresses if path[:8].lower().startswith(("http://", "https://")) else files).append(path)
    if fetching.wiki is not None and not (wanted.categories or wanted.titles):
        raise click.UsageError(
            "--wiki needs --category or --titles-from; the address of a page is an argument of its own"
        )
    if not (addresses or files or fetching.wiki):
        raise click.UsageError("Missing argument 'PATH|ADDRESS...|-'.")
    return addresses, files


def wiki_reports(ingest: Ingest, addresses: Iterable[str], wanted: Wanted, fetching: Fetching) -> Iterator[Report]:
    """Add what the addresses mean, and of the wiki that was named what is wanted."""
    from cursus.fetch.client import Client
    from cursus.fetch.discover import Wikis
    from cursus.run.wiki import add_wiki, wiki_inputs

    try:
        client = Client(contact=fetching.contact, allow=fetching.allow)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    with client:
        titles = sorted(wanted.titles or ())
        inputs, problems = wiki_inputs(
            Wikis(client), addresses, fetching.wiki, wanted.categories, titles, fetching.depth
        )
        for problem in problems:
            yield ingest.unread(problem)
        if not (fetching.contact or fetching.allow) and any(given.categories for given in inputs):
            warn("cursus: wikis like to know who asks for many pages; name a contact with --contact or CURSUS_CONTACT")
        for given in inputs:
            yield from add_wiki(ingest, given)
