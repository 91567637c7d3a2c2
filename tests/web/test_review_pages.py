"""Deciding on the site, without a script: what a form sends comes back to where it came from, and shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from cursus.store.review.states import state
from tests.web.team import Team, team


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Team]:
    with team(tmp_path) as made:
        yield made


def get(one: Team, url: str, role: str = "reviewer") -> str:
    got = one.ask("GET", url, headers=one.cookie(role))
    assert got.status_code == 200, got.text
    return got.text


def post(one: Team, url: str, role: str = "reviewer", **form: str) -> httpx.Response:
    return one.ask("POST", url, data=form, headers=one.cookie(role))


def test_the_queue_shows_the_source_open(one: Team) -> None:
    page = get(one, "/review")
    assert page.count('class="card"') == 10
    assert "<mark>In May 1880 he was a colonel</mark>" in page + get(
        one, re.search(r'href="(/review\?[^"]*after[^"]*)"', page)[1].replace("&amp;", "&")
    )  # type: ignore[index]
    assert "Accept</button>" in page
    assert "Accept</button>" not in get(one, "/review", "reader")


def test_accepting_comes_back_and_can_be_taken_back(one: Team) -> None:
    page = get(one, "/review")
    claim = re.search(r'action="/review/claim/(\w{16})"', page)[1]  # type: ignore[index]
    done = post(one, f"/review/claim/{claim}", action="accept", version="0", next="/review?kind=unreviewed")
    assert (done.status_code, done.headers["location"]) == (303, "/review?kind=unreviewed&done=1")
    shown = get(one, done.headers["location"])
    assert claim not in re.findall(r'id="c-(\w+)"', shown)
    n = re.search(r'name="n" value="(\d+)"', shown)[1]  # type: ignore[index]
    undone = post(one, "/review/undo", n=n, next="/review?kind=unreviewed&done=1#c-x")
    assert undone.headers["location"] == "/review?kind=unreviewed&done=2#c-x"
    assert claim in get(one, "/review")
    history = get(one, "/review/history")
    assert history.index("took decision 1 back") < history.index("taken back by 2")


def test_a_correction_shows_with_what_the_source_says(one: Team) -> None:
    claim = next(c for c in one.store.claims() if c.value.text == "colonel")
    form = {"action": "correct", "version": "0", "value": "major", "date": "1880-06", "stance": "asserted", "person": claim.person.id,
            "new_person": "", "note": "the list"}  # fmt: skip
    assert post(one, f"/review/claim/{claim.id}", **form).status_code == 303
    now = one.store.claim(claim.id)
    assert now is not None
    assert now.corrected == (("value", "colonel"), ("date", "1880-05"))
    for url in (f"/claim/{claim.id}", f"/review/claim/{claim.id}", f"/person/{claim.person.id}"):
        page = get(one, url)
        assert "the source says" in page
        assert "colonel" in page
        assert "major" in page
    again = {
        **form,
        "version": str(state(one.store, claim.id).version),
        "value": "major",
        "date": "1880-05",
        "note": "",
    }  # type: ignore[union-attr]
    assert post(one, f"/review/claim/{claim.id}", **again).status_code == 303
    assert one.store.claim(claim.id).corrected == (("value", "colonel"),)  # type: ignore[union-attr]


def test_a_rejected_claim_leaves_the_dossier_and_is_found(one: Team) -> None:
    claim = next(c for c in one.store.claims() if c.value.text == "chief of staff")
    line = '<bdi class="value">chief of staff</bdi>'
    assert line in get(one, f"/person/{claim.person.id}")
    post(one, f"/review/claim/{claim.id}", action="reject", note="another man")
    assert line not in get(one, f"/person/{claim.person.id}")
    assert "rejected" in get(one, f"/claim/{claim.id}")
    history = get(one, f"/review/history?person={claim.person.id}")
    assert "chief of staff" in history
    assert "another man" in history


def test_a_stale_form_shows_the_claim_as_it_is_now(one: Team) -> None:
    claim = one.claims[2]
    post(one, f"/review/claim/{claim}", role="admin", action="accept", version="0")
    late = post(one, f"/review/claim/{claim}", action="reject", version="0")
    assert late.status_code == 409
    assert "Somebody decided about this claim meanwhile" in late.text
    assert 'name="version" value="1"' in late.text
    assert one.store.claim(claim).status == "accepted"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"action": "praise"}, 400), ({"note": "x"}, 400), ({"action": "correct"}, 400), ({"action": "correct", "date": "x"}, 400),
        ({"action": "accept", "version": "x"}, 400), ({"action": "accept", "version": "9" * 20}, 400), ({"action": "accept", "scope": "all"}, 400),
        ({"action": "accept", "note": "x" * 1001}, 400), ({"action": "correct", "person": "nobody", "value": "x"}, 400),
    ],
)  # fmt: skip
def test_what_a_form_cannot_mean(one: Team, form: dict[str, str], status: int) -> None:
    got = post(one, f"/review/claim/{one.claims[0]}", **form)
    assert got.status_code == status, got.text
    assert one.store.stamp().reviews == 0


def test_bodies_that_are_no_form(one: Team) -> None:
    url, mine = f"/review/claim/{one.claims[0]}", one.cookie("reviewer")
    for content, kind, status in (
        (b"action=accept", "text/plain", 415), (b"action=accept", "multipart/form-data", 415), (b"\xff", "application/x-www-form-urlencoded", 400),
        (b"a=b&" * 500, "application/x-www-form-urlencoded", 400), (b"a" * 70_000, "application/x-www-form-urlencoded", 413),
        (b"%ff=%ff", "application/x-www-form-urlencoded", 400),
    ):  # fmt: skip
        assert one.ask("POST", url, content=content, headers={**mine, "content-type": kind}).status_code == status, (
            content[:20]
        )


def test_two_persons_made_one_and_taken_apart(one: Team) -> None:
    a, b = one.persons
    assert get(one, f"/review/people?a={a}&b={b}").count("<section>") == 2
    assert post(one, "/review/people", a=a, b=b, kind="same", note="one ring").status_code == 303
    assert one.store.count_persons() == 1
    page = get(one, f"/review/people?a={a}&b={b}")
    assert "They are one already" in page
    assert "one ring" in page
    assert post(one, "/review/people", a=a, b=b, kind="odd").status_code == 400
    assert post(one, "/review/people", a=a, b="nobody", kind="same").status_code == 409
    assert post(one, "/review/people/undo", n="1").status_code == 303
    assert one.store.count_persons() == 2


@pytest.mark.parametrize(
    "url", ["/review?kind=odd", "/review?after=x", "/review/history?before=x", "/review/history?before=" + "9" * 30]
)
def test_what_cannot_be_asked(one: Team, url: str) -> None:
    assert one.ask("GET", url, headers=one.cookie("reader")).status_code == 400


def test_no_such_claim(one: Team) -> None:
    assert one.ask("GET", f"/review/claim/{'0' * 16}", headers=one.cookie("reader")).status_code == 404
    assert post(one, f"/review/claim/{'0' * 16}", action="accept").status_code == 404
