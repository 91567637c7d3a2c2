"""``cursus user``: who may use a site that a team shares."""

from __future__ import annotations

import sys

import click

from cursus.cli import options
from cursus.cli.output import count, print_json, say, table, warn

ROLES = ("reader", "reviewer", "admin")
_role = click.option(
    "--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What the user may do."
)
_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input, one line.")


@click.group()
def command() -> None:
    """Say who may use the site of `cursus serve --team`.

    A reader reads. A reviewer also decides about claims and persons. An admin also takes back what others decided. Nobody needs
    an account for a site on their own machine.

    \b
    cursus user add anna --role admin        asks for the password, twice
    cursus user list
    cursus user role anna reviewer
    cursus user token add anna --name nightly --role reader --days 90
    """


@command.command("add")
@click.argument("name")
@_role
@_stdin
@click.option("--no-password", is_flag=True, help="A user that can only have tokens: a program.")
@options.database
@options.as_json
def add_command(name: str, role: str, password_stdin: bool, no_password: bool, db: str, json_: bool) -> int:
    """Add a user."""
    from cursus.store import open_store
    from cursus.store.accounts import add_user

    password = None if no_password else _password(password_stdin)
    with open_store(db) as store:
        user = add_user(store, name, role, password)
    if json_:
        print_json({"name": user.name, "role": user.role, "created": user.created})
    else:
        say(f"{user.name}: {user.role}")
    return 0


@command.command("list")
@options.database
@options.as_json
def list_command(db: str, json_: bool) -> int:
    """List the users."""
    from cursus.store import open_store
    from cursus.store.accounts import list_users

    with open_store(db, create=False, readonly=True) as store:
        users = list_users(store)
    if json_:
        print_json([{"name": u.name, "role": u.role, "created": u.created} for u in users])
    elif users:
        table([(u.name, u.role, u.created) for u in users], ("NAME", "ROLE", "SINCE"))
    else:
        warn("cursus: no users; add one with: cursus user add NAME --role admin")
    return 0


@command.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@options.database
def role_command(name: str, role: str, db: str) -> int:
    """Give a user another role; it holds at once."""
    from cursus.store import open_store
    from cursus.store.accounts import set_role

    with open_store(db, create=False) as store:
        user = set_role(store, name, role)
    say(f"{user.name}: {user.role}")
    return 0


@command.command("password")
@click.argument("name")
@_stdin
@options.database
def password_command(name: str, password_stdin: bool, db: str) -> int:
    """Change a password; whoever is logged in as this user is logged out."""
    from cursus.store import open_store
    from cursus.store.accounts import set_password

    password = _password(password_stdin)
    with open_store(db, create=False) as store:
        set_password(store, name, password)
    say(f"the password of {name} is changed")
    return 0


@command.command("remove")
@click.argument("name")
@options.database
def remove_command(name: str, db: str) -> int:
    """Remove a user, with sessions and tokens. What they decided stays, under their name."""
    from cursus.store import open_store
    from cursus.store.accounts import remove_user

    with open_store(db, create=False) as store:
        remove_user(store, name)
    say(f"{name} is removed")
    return 0


@command.group("token")
def token_group() -> None:
    """Tokens with which programs use the API: `Authorization: Bearer TOKEN`."""


@token_group.command("add")
@click.argument("user")
@click.option("--name", default="", metavar="WORDS", help="What it is for.")
@click.option("--role", type=click.Choice(ROLES), help="Less than the user may; as much, unless given.")
@click.option("--days", type=click.IntRange(1, 3650), help="When it ends; never, unless given.")
@options.database
@options.as_json
def token_add_command(user: str, name: str, role: str | None, days: int | None, db: str, json_: bool) -> int:
    """Make a token. It is printed once, and kept nowhere."""
    from cursus.store import open_store
    from cursus.store.accounts import add_token

    with open_store(db, create=False) as store:
        token, secret = add_token(store, user, name, role, days)
    if json_:
        print_json({"n": token.n, "user": token.user, "role": token.role, "expires": token.expires, "token": secret})
    else:
        warn(
            f"token {token.n} of {token.user}, {token.role}, {'until ' + token.expires if token.expires else 'for good'}"
        )
        say(secret)
    return 0


@token_group.command("list")
@click.argument("user", required=False)
@options.database
@options.as_json
def token_list_command(user: str | None, db: str, json_: bool) -> int:
    """List tokens, of one user or of all. What a program sends is not among it."""
    from dataclasses import asdict

    from cursus.store import open_store
    from cursus.store.accounts import list_tokens

    with open_store(db, create=False, readonly=True) as store:
        tokens = list_tokens(store, user)
    if json_:
        print_json([asdict(t) for t in tokens])
    elif tokens:
        rows = [(str(t.n), t.user, t.role, t.expires or "for good", t.name) for t in tokens]
        table(rows, ("N", "USER", "ROLE", "UNTIL", "NAME"))
    else:
        warn(f"cursus: {count(0, 'token')}")
    return 0


@token_group.command("remove")
@click.argument("n", type=int)
@options.database
def token_remove_command(n: int, db: str) -> int:
    """End a token, at once."""
    from cursus.store import open_store
    from cursus.store.accounts import remove_token

    with open_store(db, create=False) as store:
        remove_token(store, n)
    say(f"token {n} is ended")
    return 0


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise click.UsageError("there is no terminal to ask for the password; pipe it in with --password-stdin")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
