"""Who may use a site that a team shares: users with a role, their sessions in browsers, and tokens for programs.

Passwords are kept as argon2id hashes; sessions and tokens as the SHA-256 of 32 random bytes, so that nobody who reads the
database can use them. Changing a password ends the user's sessions; removing a user ends everything of theirs.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from cursus.store.errors import StoreError
from cursus.store.schema import sessions, tokens, users
from cursus.store.store import Store

if TYPE_CHECKING:
    from argon2 import PasswordHasher

ROLES = ("reader", "reviewer", "admin")
"""Each may do what those before it may: read; decide about claims and persons; take back what others decided, and see users."""
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
SESSION = timedelta(days=14)
TOKEN_PREFIX = "cursus_"  # noqa: S105
_LONGEST_NAME = 60
_MOST_SESSIONS = 50
"""Of one user; the oldest ends when there is one more."""


class AccountError(StoreError):
    """A name that is taken or unknown, a role that is none, a password that is too short."""


@dataclass(frozen=True, slots=True)
class User:
    n: int
    name: str
    role: str
    created: str

    def may(self, role: str) -> bool:
        """Whether the user has this role, or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Token:
    """A token's record; what a program sends is told once, when it is made."""

    n: int
    user: str
    name: str
    role: str
    created: str
    expires: str | None


def add_user(store: Store, name: str, role: str, password: str | None) -> User:
    """A new user; without a password one that can only have tokens. Raises AccountError."""
    name = _name(store.path, name)
    hashed = None if password is None else _hashed(store.path, password)
    row = {"name": name, "role": _role(store.path, role), "password": hashed, "created": _iso(_now())}
    try:
        with store._write() as connection:
            n = connection.execute(insert(users).returning(users.c.n), row).scalar_one()
    except StoreError as error:
        if isinstance(error.__cause__, IntegrityError):
            raise AccountError(store.path, f"there is a user {name} already", "choose another name") from error
        raise
    return User(n, name, role, str(row["created"]))


def list_users(store: Store) -> list[User]:
    with store._read() as connection:
        query = select(users.c.n, users.c.name, users.c.role, users.c.created).order_by(users.c.name)
        return [User(*row) for row in connection.execute(query)]


def set_role(store: Store, name: str, role: str) -> User:
    """Raises AccountError: no such user or role, or nobody would be left to be an admin."""
    wanted = _role(store.path, role)
    with store._write() as connection:
        user = _user(connection, store.path, name)
        if wanted != "admin":
            _not_the_last(connection, store.path, user)
        connection.execute(update(users).where(users.c.n == user.n).values(role=wanted))
    return User(user.n, user.name, wanted, user.created)


def set_password(store: Store, name: str, password: str) -> None:
    """Change a password; whoever is logged in as this user is logged out. Raises AccountError."""
    hashed = _hashed(store.path, password)
    with store._write() as connection:
        user = _user(connection, store.path, name)
        connection.execute(update(users).where(users.c.n == user.n).values(password=hashed))
        connection.execute(delete(sessions).where(sessions.c.user_n == user.n))


def remove_user(store: Store, name: str) -> None:
    """Remove a user with sessions and tokens; what they decided stays under their name. Raises AccountError."""
    with store._write() as connection:
        user = _user(connection, store.path, name)
        _not_the_last(connection, store.path, user)
        connection.execute(delete(users).where(users.c.n == user.n))


# proving who one is -----------------------------------------------------------------------------------------------------
def check_password(store: Store, name: str, password: str) -> User | None:
    """The user with this name and password; None otherwise. It takes as long for a name that nobody has."""
    from argon2.exceptions import InvalidHashError, VerificationError

    query = select(users.c.n, users.c.name, users.c.role, users.c.created, users.c.password)
    with store._read() as connection:
        row = connection.execute(query.where(users.c.name == _folded(name))).first()
    kept = _nobody() if row is None or row.password is None else row.password
    try:
        _hasher().verify(kept, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return None
    if row is None or row.password is None:
        return None
    return User(row.n, row.name, row.role, row.created)


def open_session(store: Store, user: User) -> str:
    """A new session's secret, for the browser's cookie."""
    secret = secrets.token_urlsafe(32)
    now = _now()
    row = {"hash": _digest(secret), "user_n": user.n, "created": _iso(now), "expires": _iso(now + SESSION)}
    mine = select(sessions.c.hash).where(sessions.c.user_n == user.n).order_by(sessions.c.created.desc())
    with store._write() as connection:
        connection.execute(delete(sessions).where(sessions.c.expires < _iso(now)))
        old = connection.execute(mine.offset(_MOST_SESSIONS - 1)).scalars().all()
        if old:
            connection.execute(delete(sessions).where(sessions.c.hash.in_(old)))
        connection.execute(insert(sessions), row)
    return secret


def close_session(store: Store, secret: str) -> None:
    with store._write() as connection:
        connection.execute(delete(sessions).where(sessions.c.hash == _digest(secret)))


def session_user(store: Store, secret: str) -> User | None:
    """Whose session this is; None where it is nobody's, or over."""
    query = (
        select(users.c.n, users.c.name, users.c.role, users.c.created)
        .join(sessions, sessions.c.user_n == users.c.n)
        .where(sessions.c.hash == _digest(secret), sessions.c.expires > _iso(_now()))
    )
    with store._read() as connection:
        row = connection.execute(query).first()
    return None if row is None else User(*row)


# tokens -----------------------------------------------------------------------------------------------------------------
def add_token(
    store: Store, user: str, name: str, role: str | None = None, days: int | None = None
) -> tuple[Token, str]:
    """A new token and its secret. ``role`` may be lower than the user's; ``days`` until it ends. Raises AccountError."""
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    now = _now()
    expires = None if days is None else _iso(now + timedelta(days=days))
    with store._write() as connection:
        owner = _user(connection, store.path, user)
        wanted = _role(store.path, role or owner.role)
        if not owner.may(wanted):
            raise AccountError(store.path, f"{owner.name} is no {wanted}", "give the token a lower role")
        row = {
            "user_n": owner.n, "name": " ".join(name.split())[:_LONGEST_NAME], "hash": _digest(secret), "role": wanted,
            "created": _iso(now), "expires": expires,
        }  # fmt: skip
        n = connection.execute(insert(tokens).returning(tokens.c.n), row).scalar_one()
    return Token(n, owner.name, str(row["name"]), wanted, _iso(now), expires), secret


def list_tokens(store: Store, user: str | None = None) -> list[Token]:
    query = (
        select(tokens.c.n, users.c.name, tokens.c.name, tokens.c.role, tokens.c.created, tokens.c.expires)
        .join(users, users.c.n == tokens.c.user_n)
        .order_by(tokens.c.n)
    )
    if user is not None:
        query = query.where(users.c.name == _folded(user))
    with store._read() as connection:
        return [Token(*row) for row in connection.execute(query)]


def remove_token(store: Store, n: int) -> None:
    """Raises AccountError where there is no such token."""
    with store._write() as connection:
        gone = connection.execute(delete(tokens).where(tokens.c.n == n))
        if gone.rowcount == 0:
            raise AccountError(store.path, f"there is no token {n}", "see: cursus user token list")


def token_user(store: Store, secret: str) -> User | None:
    """Who sends this token, with the lower of the token's and the user's role; None where it is nobody's, or over."""
    query = (
        select(users.c.n, users.c.name, users.c.role, users.c.created, tokens.c.role, tokens.c.expires)
        .join(tokens, tokens.c.user_n == users.c.n)
        .where(tokens.c.hash == _digest(secret))
    )
    with store._read() as connection:
        row = connection.execute(query).first()
    if row is None or (row[5] is not None and row[5] <= _iso(_now())):
        return None
    return User(row[0], row[1], min(row[2], row[4], key=ROLES.index), row[3])


# -------------------------------------------------------------------------------------------------------------------------
@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password has, to be compared with where there is no user: nobody learns names by the clock."""
    return _hasher().hash(secrets.token_urlsafe(32))


def _hashed(path: str, password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountError(path, f"a password has {SHORTEST_PASSWORD} characters at least", "choose a longer one")
    return _hasher().hash(password)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _name(path: str, name: str) -> str:
    folded = _folded(name)
    if not folded or len(folded) > _LONGEST_NAME or not all(c.isalnum() or c in " .-_@+" for c in folded):
        remedy = f"use up to {_LONGEST_NAME} letters, digits, and . - _ @ +"
        raise AccountError(path, f"{name[:_LONGEST_NAME]!r} is no name for a user", remedy)
    return folded


def _role(path: str, role: str) -> str:
    if role not in ROLES:
        raise AccountError(path, f"{role[:40]!r} is no role", f"write one of {', '.join(ROLES)}")
    return role


def _user(connection: Connection, path: str, name: str) -> User:
    query = select(users.c.n, users.c.name, users.c.role, users.c.created).where(users.c.name == _folded(name))
    row = connection.execute(query).first()
    if row is None:
        raise AccountError(path, f"there is no user {name[:_LONGEST_NAME]}", "see: cursus user list")
    return User(*row)


def _not_the_last(connection: Connection, path: str, user: User) -> None:
    admins: Sequence[Any] = connection.execute(
        select(func.count()).select_from(users).where(users.c.role == "admin")
    ).one()
    if user.role == "admin" and admins[0] == 1:
        raise AccountError(
            path, f"{user.name} is the only admin", "make another one first: cursus user role NAME admin"
        )


def _now() -> datetime:
    return datetime.now(UTC)


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
