"""Users, sessions and tokens, and how attempts are slowed down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cursus.store import Store, accounts, throttle
from cursus.store.accounts import AccountError

PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cheap hashes: what is tested is what is done with them."""
    from argon2 import PasswordHasher

    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    nobody = cheap.hash("nobody")
    monkeypatch.setattr(accounts, "_hasher", lambda: cheap)
    monkeypatch.setattr(accounts, "_nobody", lambda: nobody)


def test_passwords_and_names(store: Store) -> None:
    anna = accounts.add_user(store, " Anna ", "admin", PASSWORD)
    assert (anna.name, anna.may("reviewer")) == ("anna", True)
    assert accounts.check_password(store, "ANNA", PASSWORD) == anna
    assert accounts.check_password(store, "anna", PASSWORD + "x") is None
    assert accounts.check_password(store, "ben", PASSWORD) is None
    accounts.add_user(store, "robot", "reader", None)
    assert accounts.check_password(store, "robot", "nobody") is None, "no password is no password that fits"
    assert [u.name for u in accounts.list_users(store)] == ["anna", "robot"]


def test_nothing_is_kept_in_the_clear(file_store: Store) -> None:
    user = accounts.add_user(file_store, "anna", "admin", PASSWORD)
    session = accounts.open_session(file_store, user)
    _, secret = accounts.add_token(file_store, "anna", "for tests")
    kept = Path(file_store.path).read_bytes() + Path(f"{file_store.path}-wal").read_bytes()
    assert b"$argon2id$" in kept
    for one in (PASSWORD, session, secret, secret.removeprefix(accounts.TOKEN_PREFIX)):
        assert one.encode() not in kept


def test_sessions_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    user = accounts.add_user(store, "anna", "admin", PASSWORD)
    one, other = accounts.open_session(store, user), accounts.open_session(store, user)
    assert accounts.session_user(store, one) == user
    assert accounts.session_user(store, one + "x") is None
    accounts.close_session(store, one)
    assert accounts.session_user(store, one) is None
    accounts.set_password(store, "anna", PASSWORD + "2")
    assert accounts.session_user(store, other) is None, "a new password ends what was open"
    third = accounts.open_session(store, user)
    later = datetime.now(UTC) + accounts.SESSION + timedelta(seconds=2)
    monkeypatch.setattr(accounts, "_now", lambda: later)
    assert accounts.session_user(store, third) is None


def test_a_user_has_so_many_sessions(store: Store) -> None:
    user = accounts.add_user(store, "anna", "admin", PASSWORD)
    secrets = [accounts.open_session(store, user) for _ in range(accounts._MOST_SESSIONS + 3)]
    assert sum(accounts.session_user(store, s) is not None for s in secrets) == accounts._MOST_SESSIONS


def test_tokens(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts.add_user(store, "anna", "reviewer", PASSWORD)
    full, secret = accounts.add_token(store, "anna", "full")
    _, less = accounts.add_token(store, "anna", "less", "reader", days=1)
    found = accounts.token_user(store, secret)
    assert found is not None
    assert (found.name, found.role, full.expires) == ("anna", "reviewer", None)
    assert accounts.token_user(store, less).role == "reader"  # type: ignore[union-attr]
    with pytest.raises(AccountError, match="no admin"):
        accounts.add_token(store, "anna", "more", "admin")
    accounts.set_role(store, "anna", "reader")
    assert accounts.token_user(store, secret).role == "reader", "a token never has more than its user"  # type: ignore[union-attr]
    later = datetime.now(UTC) + timedelta(days=1, seconds=2)
    monkeypatch.setattr(accounts, "_now", lambda: later)
    assert accounts.token_user(store, less) is None
    assert accounts.token_user(store, secret) is not None
    accounts.remove_token(store, full.n)
    assert accounts.token_user(store, secret) is None
    with pytest.raises(AccountError, match="no token"):
        accounts.remove_token(store, full.n)


def test_the_last_admin_stays(store: Store) -> None:
    accounts.add_user(store, "anna", "admin", PASSWORD)
    for last in (lambda: accounts.remove_user(store, "anna"), lambda: accounts.set_role(store, "anna", "reader")):
        with pytest.raises(AccountError, match="only admin"):
            last()
    accounts.add_user(store, "ben", "admin", PASSWORD)
    session = accounts.open_session(store, accounts.list_users(store)[0])
    _, secret = accounts.add_token(store, "anna", "x")
    accounts.remove_user(store, "anna")
    assert accounts.session_user(store, session) is None
    assert accounts.token_user(store, secret) is None


@pytest.mark.parametrize(
    ("name", "role", "password", "message"),
    [
        ("", "reader", PASSWORD, "no name"),
        ("a/b", "reader", PASSWORD, "no name"),
        ("<b>", "reader", PASSWORD, "no name"),
        ("x" * 61, "reader", PASSWORD, "no name"),
        ("anna", "king", PASSWORD, "no role"),
        ("anna", "reader", "short", "12 characters"),
    ],
)
def test_what_is_no_user(store: Store, name: str, role: str, password: str, message: str) -> None:
    with pytest.raises(AccountError, match=message):
        accounts.add_user(store, name, role, password)


def test_two_of_one_name(store: Store) -> None:
    accounts.add_user(store, "anna", "reader", PASSWORD)
    with pytest.raises(AccountError, match="already"):
        accounts.add_user(store, "ANNA", "admin", PASSWORD)


def test_attempts_are_slowed_down(store: Store) -> None:
    here, elsewhere = throttle.keys("anna", "192.0.2.1"), throttle.keys("anna", "192.0.2.2")
    for _ in range(throttle.FREE):
        throttle.failed(store, here)
        assert throttle.wait(store, here) == 0
    waits = []
    for _ in range(4):
        throttle.failed(store, here)
        waits.append(throttle.wait(store, here))
    assert waits == sorted(waits)
    assert waits[0] >= 1
    assert waits[-1] > 10
    assert throttle.wait(store, elsewhere) == 0, "a stranger locks nobody out"
    assert throttle.wait(store, throttle.keys("ANNA ", "192.0.2.1")) == waits[-1]
    throttle.succeeded(store, here)
    assert throttle.wait(store, here) == 0


def test_an_address_that_tries_many_names(store: Store) -> None:
    for n in range(25):
        throttle.failed(store, throttle.keys(f"user{n}", "192.0.2.1"))
    assert throttle.wait(store, throttle.keys("another", "192.0.2.1")) > 0
