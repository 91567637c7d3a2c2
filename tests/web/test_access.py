"""Who reaches what: every route, for every role, on what is one's own, somebody else's, and gone; from here and from elsewhere.

The routes are read from the application itself, so that a new one is in the matrix before anybody thinks of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import BaseRoute, Mount, Route

from cursus.web import Access
from cursus.web.app import create_app
from cursus.web.auth.access import Door
from cursus.web.exchange import is_exchange
from cursus.web.form import local_path
from cursus.web.guard import from_elsewhere
from tests.web.people import belmor, store
from tests.web.site import Site
from tests.web.team import HOST, PASSWORD, ROLES, Team, team

OPEN = {"/login", "/favicon.ico", "/robots.txt", "/healthz", "/static/{name}"}
ELSEWHERE = (
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": ""}, {"sec-fetch-site": "Same-Origin"},
    {"sec-fetch-site": "cross-site", "origin": f"http://{HOST}"}, {"origin": "https://evil.example"}, {"origin": "null"},
    {"origin": f"http://{HOST}.evil.example"}, {"origin": f"http://{HOST}:81"}, {"origin": f"ftp://{HOST}"}, {"origin": ""},
    {"origin": f"http://evil@{HOST}:80"}, {"origin": "http://["},
)  # fmt: skip
HERE = ({"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": f"http://{HOST}"}, {})
OBJECTS = ("own", "foreign", "gone")


def walk(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    """Every (method, path) of an application."""
    for route in routes:
        if isinstance(route, Mount):
            yield from walk(route.routes, before + route.path)
        else:
            assert isinstance(route, Route), route
            for method in sorted(route.methods or ()):
                yield method, before + route.path


def table(app: Any) -> list[tuple[str, str]]:
    inner = app
    while not hasattr(inner, "routes"):
        inner = inner.app
    return sorted(set(walk(inner.routes)))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    with team(tmp_path_factory.mktemp("team")) as made:
        yield made


def unsafe(app: Any) -> list[str]:
    """The paths to which something is posted that may change something."""
    return [path for method, path in table(app) if method == "POST" and not is_exchange(path)]


def fill(shared: Team, path: str, about: str) -> str:
    """A path with an id in it: of something by the reviewer (``own``), by another, or of nothing."""
    author = {"own": "reviewer", "foreign": "other"}.get(about, "")
    if "{n}" in path:
        n = (shared.joined if "decisions" in path else shared.decided)(author) if author else 999_999
        path = path.replace("{n}", str(n))
    ids = {"{id}": shared.claims[0] if author else "0" * 16, "{id:path}": shared.persons[0] if author else "nobody"}
    for name, value in ids.items():
        path = path.replace(name, value)
    return re.sub(r"\{[^}]*\}", "x", path)


def body(shared: Team, path: str, about: str) -> dict[str, Any]:
    """What a request to an unsafe route sends: enough to succeed for whoever may."""
    n = None
    if path in ("/review/undo", "/review/people/undo"):
        decide = shared.joined if "people" in path else shared.decided
        n = "999999" if about == "gone" else str(decide("reviewer" if about == "own" else "other"))
    a, b = shared.persons[0], shared.persons[1] if about != "gone" else "nobody"
    if path.startswith("/api"):
        return {
            "json": {"a": a, "b": b, "kind": "unsure", "note": about}
            if path.endswith("decisions")
            else {"kind": "reject"}
        }
    form = {"action": "reject", "n": n or "", "a": a, "b": b, "kind": "unsure", "note": about}
    return {"data": form | ({"name": "reader", "password": PASSWORD} if path == "/login" else {})}


def test_there_are_routes_to_test(shared: Team) -> None:
    found = table(shared.app)
    assert len(found) > 60
    assert len([f for f in found if f[0] == "POST"]) >= 9


def test_nobody_reaches_anything_but_the_door(shared: Team) -> None:
    for method, path in table(shared.app):
        if path in OPEN:
            continue
        for about in OBJECTS if method == "POST" else OBJECTS[:1]:
            url, sent = fill(shared, path, about), body(shared, path, about) if method == "POST" else {}
            before = shared.store.stamp()
            got = shared.ask(method, url, **sent)
            if is_exchange(path):
                assert got.status_code in (303, 401), (method, path)
            elif path.startswith("/api") or method == "POST":
                assert got.status_code == 401, (method, path, about)
                assert got.headers["www-authenticate"].startswith("Bearer")
            else:
                assert (got.status_code, got.headers["location"].partition("?")[0]) == (303, "/login"), (method, path)
            assert shared.store.stamp() == before


@pytest.mark.parametrize("forged", ["Bearer x", "Bearer ", "Bearer cursus_", "Basic cmVhZGVyOng=", "bearer eyJhbGciOiJub25lIn0.e30.",
                                    "Bearer ' OR 1=1 --", "Bearer \x7f", "Token x"])  # fmt: skip
def test_forged_tokens(shared: Team, forged: str) -> None:
    for headers in ({"authorization": forged}, {"authorization": forged, **shared.cookie("admin")}):
        assert shared.ask("GET", "/api/v1/claims", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "forged", ["", "x", "cursus_session=", "cursus_session=x", 'cursus_session="', "cursus_session=a; cursus_session=b"]
)
def test_forged_cookies(shared: Team, forged: str) -> None:
    assert shared.ask("GET", "/review", headers={"cookie": forged}).status_code == 303


@pytest.mark.slow
@pytest.mark.parametrize("how", ["cookie", "bearer"])
@pytest.mark.parametrize("role", ROLES)
def test_the_matrix(shared: Team, role: str, how: str) -> None:
    """Roles by routes by objects: nobody changes anything without the role, nor takes back what is another's without being an admin."""
    headers = getattr(shared, how)(role)
    cells = 0
    for method, path in table(shared.app):
        if path in ("/login", "/logout") or method == "HEAD":  # HEAD is what GET is, without the body
            continue
        for about in OBJECTS if "{" in path or method == "POST" else OBJECTS[:1]:
            url, sent = fill(shared, path, about), body(shared, path, about) if method == "POST" else {}
            before = shared.store.stamp().reviews, len(_decisions(shared))
            got = shared.ask(method, url, headers=headers, **sent)
            cells += 1
            assert got.status_code < 500 or is_exchange(path), (role, method, path, about, got.text)
            if method != "POST" or is_exchange(path):
                assert got.status_code != 401
                assert got.status_code != 403, (role, path)
                continue
            done = got.status_code in (200, 303)
            if role == "reader":
                assert got.status_code == 403, (path, about)
            elif about == "gone":
                assert not done, (role, path)
                assert got.status_code in (404, 409)
            elif about == "foreign" and "undo" in path and role == "reviewer":
                assert got.status_code == 403, path
            else:
                assert done, (role, path, about, got.text)
            if not done:
                assert (shared.store.stamp().reviews, len(_decisions(shared))) == before
    assert cells > 90


def _decisions(shared: Team) -> list[Any]:
    from cursus.store.decisions import history

    return history(shared.store)


def test_requests_from_elsewhere_change_nothing(shared: Team) -> None:
    """Every unsafe route, with the cookie of an admin, from a page of another site."""
    for path in unsafe(shared.app):
        url, sent = fill(shared, path, "own"), body(shared, path, "own")
        before = shared.store.stamp()
        for where in ELSEWHERE:
            got = shared.ask("POST", url, headers={**shared.cookie("admin"), **where}, **sent)
            assert got.status_code == 403, (path, where)
            assert "set-cookie" not in got.headers
        assert shared.store.stamp() == before
    where = {"sec-fetch-site": "cross-site", **shared.bearer("admin")}
    assert (
        shared.ask("POST", "/api/v1/decisions", headers={**where, **shared.cookie("admin")}, json={}).status_code == 403
    )
    assert shared.ask("POST", "/api/v1/decisions", headers=where, json={}).status_code == 400, (
        "a token is no ambient right"
    )


def test_requests_from_here_do(shared: Team) -> None:
    for where in HERE:
        url, sent = f"/review/claim/{shared.claims[1]}", {"action": "accept", "note": str(where)}
        assert shared.ask("POST", url, headers={**shared.cookie("reviewer"), **where}, data=sent).status_code == 303


def test_elsewhere_by_itself() -> None:
    from starlette.datastructures import Headers

    for headers in ELSEWHERE:
        assert from_elsewhere(Headers({"host": HOST, **headers})), headers
    for headers in HERE:
        assert not from_elsewhere(Headers({"host": HOST, **headers})), headers


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "/\tx", "\\\\evil.example", "/a\\..\\b",
                                  "", "evil", "/%0d\n", "javascript:alert(1)", "/ä"])  # fmt: skip
def test_nobody_is_sent_elsewhere(shared: Team, path: str) -> None:
    assert local_path(path) == "/"
    sent = {"name": "admin", "password": PASSWORD, "next": path}
    assert shared.ask("POST", "/login", data=sent).headers["location"] == "/"


def test_logging_in_and_out(shared: Team) -> None:
    got = shared.ask("POST", "/login", data={"name": "Admin", "password": PASSWORD, "next": "/review?kind=low"})
    assert (got.status_code, got.headers["location"]) == (303, "/review?kind=low")
    told = got.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age="):
        assert part in told
    assert "Secure" not in told, "this is plain HTTP"
    mine = {"cookie": told.partition(";")[0]}
    assert "admin" in shared.ask("GET", "/account", headers=mine).text
    assert shared.ask("POST", "/logout", headers=mine).status_code == 303
    assert shared.ask("GET", "/account", headers=mine).status_code == 303
    wrong = shared.ask("POST", "/login", data={"name": "admin", "password": "x" * 20})
    assert (wrong.status_code, "set-cookie" in wrong.headers) == (403, False)


def test_attempts_have_to_wait(tmp_path: Path) -> None:
    with team(tmp_path) as made:
        statuses = [
            made.ask("POST", "/login", data={"name": "admin", "password": "x" * 12}).status_code for _ in range(6)
        ]
        assert statuses == [403, 403, 403, 403, 429, 429]
        got = made.ask("POST", "/login", data={"name": "admin", "password": PASSWORD})
        assert got.status_code == 429, "not even the right one"
        assert int(got.headers["retry-after"]) >= 1
        assert made.ask("POST", "/login", data={"name": "other", "password": PASSWORD}).status_code == 303


def test_a_role_that_changes_holds_at_once(tmp_path: Path) -> None:
    from cursus.store.accounts import remove_user, set_role

    with team(tmp_path) as made:
        url, sent = f"/api/v1/claims/{made.claims[0]}/review", {"json": {"kind": "accept"}}
        assert made.ask("POST", url, headers=made.cookie("other"), **sent).status_code == 200
        set_role(made.store, "other", "reader")
        assert made.ask("POST", url, headers=made.cookie("other"), **sent).status_code == 403
        remove_user(made.store, "other")
        assert made.ask("GET", "/api/v1/me", headers=made.cookie("other")).status_code == 401


def test_a_team_that_only_reads(tmp_path: Path) -> None:
    with team(tmp_path, Access(team=True, writes=False)) as made:
        for path in unsafe(made.app):
            if path in ("/login", "/logout"):
                continue
            got = made.ask("POST", fill(made, path, "own"), headers=made.cookie("admin"), **body(made, path, "own"))
            assert got.status_code == 403, path
        assert made.ask("GET", "/api/v1/me", headers=made.cookie("admin")).json() == {"name": "admin", "role": "reader"}


def test_alone_at_this_machine(tmp_path: Path) -> None:
    with store(tmp_path / "a.db", belmor()) as made:
        alone = Door(create_app(made), made, Access(writes=True, name="anna"))._alone
        assert alone is not None
        assert (alone.name, alone.role) == ("anna", "admin")
        reading = Site(made)
        for path in unsafe(create_app(made)):
            assert reading.ask(path.replace("{id}", "0" * 16).replace("{n}", "1"), "POST").status_code == 405
        assert reading.ask("/login").status_code == 404, "nobody logs in here"
        assert "Accept</button>" not in reading.ask("/review").text
