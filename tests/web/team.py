"""A site that a team shares, with one of everything that a role may or may not reach."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from argon2 import PasswordHasher

from cursus.store import Store, accounts
from cursus.store.decisions import decide
from cursus.store.review.decide import review
from cursus.web import Access, create_app
from tests.web.people import article, belmor, claim, store

PASSWORD = "correct horse battery"
ROLES = ("reader", "reviewer", "admin")
HOST = "site.example"
_CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_NOBODY = _CHEAP.hash("nobody")


class Team:
    """The site, its users, a decision of each kind by a reviewer (``own``) and by another (``foreign``), and their tokens."""

    def __init__(self, made: Store, access: Access) -> None:
        self.store = made
        self.app = create_app(made, None, access)
        self._loop = asyncio.new_event_loop()
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}")
        self.tokens: dict[str, str] = {}
        self._told = 0
        for role in ROLES:
            accounts.add_user(made, role, role, PASSWORD)
            self.tokens[role] = accounts.add_token(made, role, "tests")[1]
        accounts.add_user(made, "other", "reviewer", PASSWORD)
        self.sessions = {u.name: accounts.open_session(made, u) for u in accounts.list_users(made)}
        self.claims = [c.id for c in made.claims()]
        self.persons = [p.id for p in made.persons()]

    def decided(self, author: str) -> int:
        """A decision about a claim by somebody, that holds."""
        self._told += 1  # a decision that says what holds already is none
        return review(self.store, self.claims[0], "accept", author=author, note=f"{self._told}").events[0].n

    def joined(self, author: str) -> int:
        """A decision about persons by somebody, that holds."""
        self._told += 1
        return decide(self.store, self.persons[0], self.persons[1], "unsure", note=f"{self._told}", author=author).n

    def ask(self, method: str, url: str, **given: Any) -> httpx.Response:
        self._client.cookies.clear()
        return self._loop.run_until_complete(self._client.request(method, url, **given))

    def close(self) -> None:
        self._loop.run_until_complete(self._client.aclose())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def cookie(self, name: str) -> dict[str, str]:
        return {"cookie": f"cursus_session={self.sessions[name]}"}

    def bearer(self, name: str) -> dict[str, str]:
        return {"authorization": f"Bearer {self.tokens[name]}"}


@contextmanager
def team(path: Path, access: Access | None = None) -> Iterator[Team]:
    """A team over two made-up people, with hashes that cost nothing."""
    hasher, nobody = accounts._hasher, accounts._nobody
    accounts._hasher, accounts._nobody = lambda: _CHEAP, lambda: _NOBODY  # type: ignore[assignment]
    try:
        other = article("Stefan Radev", ["Stefan Radev was a major in 1885."])
        rank = claim(other, "Stefan Radev", "rank", "major", "Stefan Radev was a major in 1885", date="1885")
        with store(path / "team.db", belmor(), (other, [rank], [])) as made:
            one = Team(made, access or Access(team=True, writes=True))
            yield one
            one.close()
    finally:
        accounts._hasher, accounts._nobody = hasher, nobody
