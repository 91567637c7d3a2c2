"""Options that several verbs share."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any, TextIO, TypeVar, cast

import click

from cursus.read.dump.wanted import ONLY, Wanted, titles_in
from cursus.run.limits import Limits

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_DB = "cursus.db"

database = click.option(
    "--db",
    default=DEFAULT_DB,
    envvar="CURSUS_DB",
    show_default=True,
    metavar="FILE",
    help="The database: a file, or postgresql://user@host/name. CURSUS_DB sets another default.",
)


def folder_of(db: str) -> str:
    """The folder that a database lies in: paths of articles are kept relative to it. Of a server's, the one we are in."""
    if db.startswith(("postgresql", "postgres:")):
        return os.getcwd()
    return os.path.dirname(os.path.abspath(db.removeprefix("sqlite:///")))


as_json = click.option("--json", "json_", is_flag=True, help="Print JSON instead of words.")


class Size(click.ParamType[int]):
    """A number of bytes: ``500k``, ``20M``, ``1G`` or plain digits."""

    name = "size"
    _units: dict[str, int] = {"": 0, "k": 10, "m": 20, "g": 30}  # noqa: RUF012

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        text = str(value).strip().lower().removesuffix("b").removesuffix("i")
        digits, unit = (text[:-1], text[-1]) if text and text[-1] in "kmg" else (text, "")
        if not digits.isdecimal() or int(digits) == 0:
            self.fail(f"{value!r} is no size; write for example 500k, 20M or 1G", param, ctx)
        return int(digits) << self._units[unit]


def reading(function: F) -> F:
    """The options of every verb that reads articles."""
    limits = Limits()
    for option in (
        click.option(
            "--max-bytes",
            type=Size(),
            default="64M",
            show_default=True,
            help="Refuse larger files unread; dumps may have any size.",
        ),
        click.option(
            "--memory",
            type=click.IntRange(min=128),
            default=limits.memory,
            show_default=True,
            metavar="MB",
            help="Memory that one reading process may take.",
        ),
        click.option(
            "--timeout",
            type=click.IntRange(min=1),
            default=limits.cpu,
            show_default=True,
            metavar="SECONDS",
            help="Processor time that one article may take.",
        ),
        click.option(
            "--jobs",
            "-j",
            type=click.IntRange(1, 256),
            metavar="N",
            help="Reading processes; as many as there are processors, unless given.",
        ),
    ):
        function = option(function)
    return function


def choosing(function: F) -> F:
    """The options that choose among the pages of a dump; the verb gets them as one ``wanted``."""

    @click.option(
        "--only",
        type=click.Choice(ONLY),
        default=ONLY[0],
        show_default=True,
        help="Of a dump: pages that may be biographies, those of people in arms, or every article.",
    )
    @click.option(
        "--category",
        "categories",
        multiple=True,
        metavar="NAME",
        help="Of a dump: pages in this category; with --wiki, a category of that wiki; repeatable.",
    )
    @click.option(
        "--infobox", "infoboxes", multiple=True, metavar="NAME", help="Of a dump: pages with this infobox; repeatable."
    )
    @click.option(
        "--titles-from",
        type=click.File("r", encoding="utf-8"),
        metavar="FILE",
        help="Of a dump: the pages with these titles or addresses, one a line; with --wiki, of that wiki.",
    )
    @functools.wraps(function)
    def chosen(
        *args: Any,
        only: str,
        categories: tuple[str, ...],
        infoboxes: tuple[str, ...],
        titles_from: TextIO | None,
        **others: Any,
    ) -> Any:
        titles = None if titles_from is None else _titles(titles_from)
        return function(*args, wanted=Wanted(only, categories, infoboxes, titles), **others)

    return cast(F, chosen)


def _titles(file: TextIO) -> frozenset[str]:
    try:
        titles = titles_in(file)
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{file.name} is no text in UTF-8", param_hint="--titles-from") from error
    if not titles:
        raise click.BadParameter(f"{file.name} holds no title", param_hint="--titles-from")
    return titles
