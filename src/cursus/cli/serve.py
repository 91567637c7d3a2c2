"""``cursus serve``: the site, on this machine unless told otherwise."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket
import threading
import webbrowser
from collections.abc import Sequence

import click

from cursus.cli.options import database
from cursus.cli.output import say, warn


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
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
def command(db: str, host: str, port: int, names: tuple[str, ...], open_: bool) -> None:
    """Open the site on this machine.

    It only reads the database, which may be added to at the same time. Stop it with Ctrl+C.
    """
    import uvicorn

    from cursus.store import open_store
    from cursus.web import create_app

    with open_store(db, create=False, readonly=True) as store, contextlib.closing(_listen(host, port)) as listener:
        address = site_address(host, listener.getsockname()[1])
        app = create_app(store, allowed_names(host, names))
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
        say(f"Cursus is open at {address} (Ctrl+C closes it)")
        if not is_loopback(host):
            warn("Everyone who can reach this machine can read it.")
        if open_:
            threading.Timer(0.5, webbrowser.open, (address,)).start()
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


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
