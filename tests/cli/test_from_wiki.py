"""``cursus add`` with addresses, as far as it gets without a wiki. With one: test_add_wiki.py."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tests.fetch.servers import watched

PRIVATE = "http://127.0.0.1:9/wiki/Hoche"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Missing argument"),
        (["--wiki", "https://wiki.example/"], "--wiki needs --category or --titles-from"),
        (["--contact", "a\nX-B: c", PRIVATE], "one line of ASCII"),
        (["--allow-private", "http://x/", PRIVATE], "is no host"),
        (["--depth", "-1", PRIVATE], "--depth"),
        ([PRIVATE], "--allow-private 127.0.0.1:9"),
        (["HTTP://localhost/wiki/Hoche"], "--allow-private localhost"),
        (["--wiki", "http://10.0.0.1/", "--category", "Generals"], "--allow-private 10.0.0.1"),
        (["http://wiki.example\\@127.0.0.1/wiki/Hoche"], "backslash"),
        (["--allow-private", "127.0.0.1:9", "http://127.0.0.1:9@wiki.example/x"], "user name"),
    ],
)
def test_refused_without_a_connection(arguments: list[str], words: str, cursus: Run) -> None:
    with watched() as seen:
        ran = cursus("add", *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert seen == []


def test_files_are_read_although_an_address_is_refused(cursus: Run, skobelev: object) -> None:
    ran = cursus("add", PRIVATE, "skobelev.txt", "--json")
    assert ran.code == 1
    assert [(i["path"], i["status"]) for i in ran.json["inputs"]] == [
        ("skobelev.txt", "added"),
        (PRIVATE, "unreadable"),
    ]
    assert "only 80 and 443 are reached" in cursus("problems").out
