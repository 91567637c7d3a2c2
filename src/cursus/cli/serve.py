"""``cursus serve``: the site, on this machine unless told otherwise."""

from __future__ import annotations

import contextlib
import errno
import getpass
import ipaddress
import os
import socket
import threading
import webbrowser
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cursus.cli.options import database
from cursus.cli.output import say, warn

if TYPE_CHECKING:
    from cursus.web.server import Setup


@click.command()
@database
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="A further name under which the site may be asked for; can be given more than once.",
)
@click.option("--read-only", is_flag=True, help="Nothing may be decided, by nobody.")
@click.option("--team", is_flag=True, help="Users log in; see `cursus user`.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that answer; as many as there are processors for a busy site.",
)
@click.option("--by", "author", envvar="CURSUS_USER", metavar="NAME", help="Who decides; your login, unless given.")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
def command(
    db: str, host: str, port: int, names: tuple[str, ...], read_only: bool, team: bool, workers: int, author: str | None,
    open_: bool,
) -> None:  # fmt: skip
    """Open the site on this machine.

    On this machine alone nobody has to log in: whoever sits here reads and decides. For a team add users and say --team; without
    it, a site that other machines can reach can only be read. The database may be added to at the same time. Stop it with Ctrl+C.

    \b
    cursus serve --open
    cursus user add anna --role admin && cursus serve --host 0.0.0.0 --team --workers 2
    """
    from cursus.web.server import Setup, run

    alone = is_loopback(host)
    writes = not read_only and (team or alone)
    setup = Setup(db, allowed_names(host, names), team, writes, author or _login())
    with contextlib.closing(_listen(host, port)) as listener:
        checked = _checked(setup)
        address = site_address(host, listener.getsockname()[1])
        say(f"Cursus is open at {address} (Ctrl+C closes it)")
        if not alone:
            warn(
                "Everyone who can reach this machine can log in; let a proxy in front of it speak HTTPS."
                if team
                else "Everyone who can reach this machine can read it."
            )
        if open_:
            threading.Timer(0.5, webbrowser.open, (address,)).start()
        with contextlib.suppress(KeyboardInterrupt):
            run(checked, listener, workers)


def _checked(setup: Setup) -> Setup:
    """The setup, if the database can be used so; one that may not be written to is served for reading. Raises StoreError."""
    from cursus.store import open_store
    from cursus.store.accounts import list_users
    from cursus.store.errors import ReadOnly

    try:
        with open_store(setup.db, create=False, readonly=not setup.opens_for_writing) as store:
            if setup.team and not list_users(store):
                raise click.ClickException("there are no users; add one with: cursus user add NAME --role admin")
            if setup.opens_for_writing:
                store.check_writable()
    except ReadOnly as error:
        if setup.team:
            raise
        warn(f"cursus: {error.reason}; it can only be read")
        return setup.reading()
    return setup


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USER", "")


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own and no other machine can reach it."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def allowed_names(host: str, names: Sequence[str]) -> tuple[str, ...] | None:
    """The names the site answers to: on loopback its own ones, elsewhere those given; None, any, where none are."""
    from cursus.web.guard import LOOPBACK

    if is_loopback(host):
        return tuple(dict.fromkeys((*LOOPBACK, _bracketed(host), *names)))
    return tuple(dict.fromkeys((*LOOPBACK, _bracketed(host), *names))) if names else None


def site_address(host: str, port: int) -> str:
    """The URL to type; an address that means "all of them" is shown as this machine's own."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://{_bracketed(shown)}:{port}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises ClickException in plain words where there is none to be had."""
    name = host.strip("[]")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise click.ClickException(f"{host} is no address of this machine ({error.strerror})") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise click.ClickException(_why(host, port, error)) from error
    return listener


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use by another program; choose another with --port, or --port 0 for any free one"
    if error.errno == errno.EACCES:
        return f"port {port} may not be used without special rights; choose one above 1023 with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine; leave --host out to listen on this machine alone"
    return f"cannot listen on {host}, port {port}: {error.strerror}"
