"""Addresses and answers that nobody thought of: decided, never an exception of another kind."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from cursus.fetch.errors import FetchError
from cursus.fetch.guard import kind_of, parse
from cursus.fetch.mediawiki import Found, Missing, look, members, texts, titles_of
from cursus.fetch.wiki import Asked, read_wiki
from cursus.read.dump import Page
from tests.fetch.test_mediawiki import GENERAL, INFO, LOOK, wiki

ADDRESS_PARTS = st.sampled_from(
    [
        "http",
        "https",
        "file",
        ":",
        "//",
        "/",
        "\\",
        "@",
        "[",
        "]",
        "::1",
        "127.0.0.1",
        "0x7f",
        "1",
        ".",
        "%",
        "%00",
        "?",
        "#",
        "a.test",
        "localhost",
        ":80",
        ":0",
        " ",
        "\t",
        "\x00",
        "�",
        "ß",
        "٣",
        "。",
        "xn--",
        "-",
        "wiki",
        "$1",
        "&",
    ]
)
ADDRESSES = st.lists(ADDRESS_PARTS, max_size=12).map("".join) | st.lists(ADDRESS_PARTS, max_size=10).map(
    lambda parts: "http://" + "".join(parts)
)


@settings(max_examples=600, deadline=None)
@given(ADDRESSES)
def test_an_address_has_one_meaning_or_none(url: str) -> None:
    try:
        target = parse(url)
    except FetchError as error:
        event(error.reason)
        return
    assert parse(target.url) == target
    assert target.url.isascii()
    assert not set(target.url) & set(" \t\r\n\\")
    assert target.path.startswith("/")
    assert 0 < target.port < 65536
    parse(urljoin(target.url, "/x"))


@settings(max_examples=200, deadline=None)
@given(st.ip_addresses())
def test_every_address_is_of_one_kind(address: Any) -> None:
    kind = kind_of(str(address))
    assert kind in ("public", "private", "never")
    if kind == "public":
        assert not (address.is_loopback)
        assert not (address.is_link_local)
        assert not (address.is_multicast)
        assert not (address.is_unspecified)
        assert not (address.version == 4 and address.is_private)


KEYS = st.sampled_from(
    [
        *GENERAL,
        *INFO,
        *LOOK,
        "title",
        "lastrevid",
        "revid",
        "revisions",
        "slots",
        "main",
        "content",
        "missing",
        "type",
        "ns",
        "id",
        "name",
        "from",
        "to",
        "iw",
        "pageid",
        "contentmodel",
        "invalid",
        "categorymembers",
        "url",
        "aliases",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-5, 2000)
    | st.floats()
    | st.sampled_from(
        [
            "",
            "A",
            "B",
            "Category:A",
            "/wiki/$1",
            "//[",
            "https://x.test:99999",
            "subcat",
            "page",
            "\ud800",
            "x" * 500,
            "$1$2",
        ]
    )
)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=30
)


class Parrot:
    """An API that says the same to everything."""

    def __init__(self, said: Any) -> None:
        self.said = said

    def ask_all(self, parameters: Any) -> list[Any]:
        return [self.said if isinstance(self.said, dict) else {}]


@settings(max_examples=400, deadline=None)
@given(JSON)
def test_a_wiki_may_say_anything(said: Any) -> None:
    found = read_wiki({"query": said}, "https://wiki.test/w/api.php")
    if found is not None:
        assert found.base.startswith(("https://wiki.test/", "http://wiki.test/"))
        assert isinstance(found.asked(parse("https://wiki.test/wiki/A?title=B")), Asked)
    api: Any = Parrot(said)
    assert all(isinstance(one, Found | Missing) for one in look(api, ["A", "B", "Category:A"]))
    assert all(isinstance(one, Page | Missing) for one in texts(wiki(), api, [1, 2]))
    assert all(isinstance(title, str) for title in members(api, "Category:A", 2))
    assert all(isinstance(number, int) for number in titles_of(api, [1, 2]))


@pytest.mark.parametrize("server", ["https://wiki.test:99999", "https://[::1", "\ud800", "https://wiki.test\n.x"])
def test_servers_that_are_none(server: str) -> None:
    assert wiki(server=server).base == "https://wiki.test/wiki/"
