"""Wikis as they answer in bad times, and addresses in all their forms. A real MediaWiki is in tests/run/test_real_wiki.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cursus.claim import permanent_link
from cursus.fetch.client import Client
from cursus.fetch.discover import Wikis
from cursus.fetch.errors import FetchError
from cursus.fetch.guard import parse
from cursus.fetch.pace import Pace
from cursus.fetch.wiki import Asked, Wiki, read_wiki
from cursus.page import Problem
from cursus.read.dump import Page
from cursus.run.wiki import Fetched, Item, Kept, wiki_inputs
from tests.fetch.servers import Handler, Server

GENERAL: dict[str, Any] = {
    "sitename": "Testwiki",
    "lang": "de",
    "articlepath": "/wiki/$1",
    "script": "/w/index.php",
    "server": "//wiki.test",
    "wikiid": "testwiki",
}
INFO: dict[str, Any] = {
    "general": GENERAL,
    "namespaces": {
        "-1": {"id": -1, "name": "Spezial", "canonical": "Special"},
        "0": {"id": 0, "name": ""},
        "14": {"id": 14, "name": "Kategorie", "canonical": "Category"},
    },
    "namespacealiases": [{"id": 14, "alias": "Kat"}],
    "rightsinfo": {"url": "https://creativecommons.org/licenses/by-sa/4.0/deed.de", "text": "CC"},
    "specialpagealiases": [{"realname": "PermanentLink", "aliases": ["Permanenter_Link", "PermanentLink"]}],
}


def wiki(api: str = "https://wiki.test/w/api.php", **general: Any) -> Wiki:
    found = read_wiki({"query": {**INFO, "general": {**GENERAL, **general}}}, api)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://wiki.test/wiki/Erwin_Rommel", ("title", "Erwin Rommel")),
        ("https://wiki.test/wiki/J%C3%BCrgen_Stroop#Leben", ("title", "Jürgen Stroop")),
        ("https://wiki.test/wiki/AC/DC?action=edit", ("title", "AC/DC")),
        ("https://wiki.test/wiki/Was_ist_das%3F", ("title", "Was ist das?")),
        ("https://wiki.test/w/index.php?title=A_%26_B&action=history", ("title", "A & B")),
        ("https://wiki.test/w/index.php?title=A&oldid=123", ("revision", "123")),
        ("https://wiki.test/w/index.php?title=A&oldid=122&diff=123", ("revision", "123")),
        ("https://wiki.test/w/index.php?title=A&oldid=122&diff=prev", ("revision", "122")),
        ("https://wiki.test/?curid=77", ("page", "77")),
        ("https://wiki.test/w/index.php/A_B", ("title", "A B")),
        ("https://wiki.test/wiki/Spezial:Permanenter_Link/99", ("revision", "99")),
        ("https://wiki.test/wiki/Special:PermanentLink/99", ("revision", "99")),
        ("https://wiki.test/wiki/Spezial:Suche/99", ("title", "Spezial:Suche/99")),
        ("https://wiki.test/wiki/:Kategorie:Mann", ("title", "Kategorie:Mann")),
        ("https://wiki.test/wiki/A?oldid=0", ("title", "A")),
        ("https://wiki.test/wiki/%FF%FE", ("title", "\ufffd\ufffd")),
        ("https://wiki.test/", None),
        ("https://wiki.test/wiki/", None),
        ("https://wiki.test/wiki/___", None),
        ("https://wiki.test/elsewhere", None),
    ],
)
def test_what_an_address_asks_for(url: str, asked: tuple[str, str] | None) -> None:
    assert wiki().asked(parse(url)) == (Asked(*asked) if asked else None)


@pytest.mark.parametrize(
    ("url", "permanent"),
    [
        ("https://wiki.test/wiki/A", "https://wiki.test/wiki/A?oldid=7"),
        ("https://wiki.test/index.php?title=A", "https://wiki.test/index.php?title=A&oldid=7"),
        ("https://wiki.test/wiki/A?oldid=5", "https://wiki.test/wiki/A?oldid=5"),
    ],
)
def test_permanent_links(url: str, permanent: str) -> None:
    assert permanent_link(url, "7") == permanent


def test_addresses_of_other_layouts() -> None:
    plain = wiki(articlepath="/index.php?title=$1", script="/index.php")
    assert plain.base == "https://wiki.test/index.php?title="
    assert plain.asked(parse("https://wiki.test/index.php?title=A_B")) == Asked("title", "A B")
    root = wiki(articlepath="/$1")
    assert root.base == "https://wiki.test/"
    assert root.asked(parse("https://wiki.test/A_B")) == Asked("title", "A B")
    ended = wiki(articlepath="/wiki/$1.html")
    assert ended.base == "https://wiki.test/w/index.php?title="
    assert ended.asked(parse("https://wiki.test/wiki/A.html")) == Asked("title", "A")
    variants = wiki(variantarticlepath="/$2/$1")
    assert variants.asked(parse("https://wiki.test/zh-tw/A")) == Asked("title", "A")


@pytest.mark.parametrize(
    ("api", "server", "base"),
    [
        ("https://en.m.wiki.test/w/api.php", "//en.wiki.test", "https://en.wiki.test/wiki/"),
        ("http://www.wiki.test/w/api.php", "https://wiki.test", "https://wiki.test/wiki/"),
        ("https://evil.test/w/api.php", "https://en.wikipedia.org", "https://evil.test/wiki/"),
        ("https://evil.test/w/api.php", "https://evil.test@x.test", "https://evil.test/wiki/"),
        ("https://wiki.test/w/api.php", "https://[", "https://wiki.test/wiki/"),
        ("https://wiki.test/w/api.php", "javascript:alert(1)", "https://wiki.test/wiki/"),
        ("http://wiki.test:8080/w/api.php", "http://wiki.test", "http://wiki.test:8080/wiki/"),
    ],
)
def test_a_wiki_is_where_it_answered(api: str, server: str, base: str) -> None:
    assert wiki(api, server=server).base == base


def test_what_a_wiki_says_of_itself() -> None:
    site = wiki().site
    assert (site.lang, site.licence, site.name, site.dbname) == ("de", "CC BY-SA 4.0", "Testwiki", "testwiki")
    assert wiki().category("Mann") == "Category:Mann"
    assert wiki().category("Kat:Mann") == "Kat:Mann"
    assert wiki().category("kategorie:Mann_von") == "kategorie:Mann von"


@pytest.mark.parametrize(
    "answer",
    [{}, {"query": []}, {"query": {"general": "x"}}, {"query": {"general": {}}}],
)
def test_no_wiki(answer: dict[str, Any]) -> None:
    assert read_wiki(answer, "https://wiki.test/w/api.php") is None


def test_a_wiki_that_talks_nonsense() -> None:
    query = {
        "general": {"lang": 7, "articlepath": ["$1"], "script": None, "server": {}, "variantarticlepath": True},
        "namespaces": [1, 2],
        "namespacealiases": {"a": 1},
        "rightsinfo": "none",
        "specialpagealiases": [{"realname": "PermanentLink", "aliases": 3}],
    }
    found = read_wiki({"query": query}, "https://wiki.test/api.php")
    assert found is not None
    assert found.base == "https://wiki.test/index.php?title="


# A wiki in Python: its answers are data, its moods functions.

TEXT = "'''{0}''' was a colonel. He commanded the Third Regiment in 1877."
PAGES = {f"P{n}": n for n in range(1, 121)}


class FakeWiki:
    """Enough of the MediaWiki API for titles, texts and categories; ``mood`` may answer instead."""

    def __init__(self) -> None:
        self.mood: Any = None
        self.place = "/w/api.php"
        self.page = "<html><p>a page</p></html>"
        self.asked: list[dict[str, str]] = []

    def __call__(self, handler: Handler, path: str, query: dict[str, list[str]]) -> None:
        given = {key: values[0] for key, values in query.items()}
        if path != self.place:
            handler.answer(self.page.encode(), 200 if path == "/shown/P1" else 404)
            return
        self.asked.append(given)
        if self.mood is not None and self.mood(handler, given):
            return
        handler.answer(json.dumps(self.data(given)).encode(), Content_Type="application/json")

    def data(self, given: dict[str, str]) -> Any:
        if given.get("meta") == "siteinfo":
            return {"query": INFO}
        if "list" in given:
            return self.members(given)
        if "titles" in given:
            titles = given["titles"].split("|")
            pages = [
                {"title": t, "ns": 0, "pageid": PAGES[t], "lastrevid": 1000 + PAGES[t], "contentmodel": "wikitext"}
                if t in PAGES
                else {"title": t, "ns": 0, "missing": True}
                for t in titles
            ]
            return {"query": {"pages": pages}}
        return {"query": {"pages": [self.revision(given, int(r)) for r in given["revids"].split("|")]}}

    def revision(self, given: dict[str, str], revid: int) -> dict[str, Any]:
        title = f"P{revid - 1000}"
        slot = {"contentmodel": "wikitext", "content": TEXT.format(title)}
        found = {"revid": revid, "timestamp": "2024-01-02T03:04:05Z", "user": "Ada", "slots": {"main": slot}}
        return {"title": title, "ns": 0, "pageid": revid - 1000, "revisions": [found]}

    def members(self, given: dict[str, str]) -> Any:
        if given["cmtitle"] != "Category:All":
            return {"query": {"categorymembers": []}}
        first = int(given.get("cmcontinue", "0"))
        names = list(PAGES)[first : first + 70]
        found = [{"title": t, "ns": 0, "type": "page"} for t in names]
        more = {"continue": {"cmcontinue": str(first + 70), "continue": "-||"}} if first + 70 < len(PAGES) else {}
        return {"query": {"categorymembers": found}, **more}


@pytest.fixture
def fake() -> FakeWiki:
    return FakeWiki()


@pytest.fixture
def server(fake: FakeWiki) -> Iterator[Server]:
    with Server(fake) as server:
        yield server


class Sleeper:
    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(round(seconds))


def run(
    server: Server, *urls: str, known: dict[str, str] | None = None, **more: Any
) -> tuple[list[Item], list[Problem]]:
    """What becomes of addresses, each relative to the server."""
    sleeper = Sleeper()
    with Client(allow=[server.host], pace=Pace(0, lambda: 0.0, sleeper)) as client:
        inputs, problems = wiki_inputs(Wikis(client), [server.url + url for url in urls], **more)
        items = [item for given in inputs for group in given.groups((known or {}).get) for item in group]
    return items, problems


def pages(items: list[Item]) -> list[Page]:
    return [item.page for item in items if isinstance(item, Fetched)]


def reasons(items: list[Item], problems: list[Problem]) -> list[str]:
    return [p.reason for p in [*items, *problems] if isinstance(p, Problem)]


def test_a_page_and_where_it_is_from(server: Server) -> None:
    items, problems = run(server, "/wiki/P7")
    (page,) = pages(items)
    assert problems == []
    assert page == Page("P7", 0, 7, "1007", "2024-01-02T03:04:05Z", "Ada", TEXT.format("P7"), None)
    assert page.site is not None
    assert page.path(f"{server.url}/wiki/") == f"{server.url}/wiki/P7"


def test_a_category_in_few_requests(server: Server, fake: FakeWiki) -> None:
    items, problems = run(server, categories=["All"], wiki=server.url)
    assert problems == []
    assert [p.title for p in pages(items)] == list(PAGES)
    assert (
        len(fake.asked) == 1 + 2 + 3 + 7
    )  # what it is, members, revisions; texts by twenties, those of fifty titles at a time
    assert all(given["maxlag"] == "5" for given in fake.asked[1:])


def test_what_is_stored_is_not_fetched_again(server: Server, fake: FakeWiki) -> None:
    known = {f"{server.url}/wiki/{title}": str(1000 + n) for title, n in PAGES.items()}
    known[f"{server.url}/wiki/P3"] = "17"
    items, _ = run(server, categories=["All"], wiki=server.url, known=known)
    assert [p.title for p in pages(items)] == ["P3"]
    assert sum(isinstance(i, Kept) for i in items) == 119
    assert [given["revids"] for given in fake.asked if "revids" in given] == ["1003"]


def test_one_revision_beside_the_page(server: Server, fake: FakeWiki) -> None:
    items, _ = run(server, "/wiki/P3", "/w/index.php?title=P3&oldid=1003")
    assert [p.path(f"{server.url}/wiki/") for p in pages(items)] == [
        f"{server.url}/wiki/P3?oldid=1003",
        f"{server.url}/wiki/P3",
    ]


def test_an_api_elsewhere(server: Server, fake: FakeWiki) -> None:
    fake.place = "/api.php"
    assert len(run(server, "/wiki/P1")[0]) == 1
    fake.place = "/deep/inside/api.php"
    fake.page = f'<head><link href="{server.url}/deep/inside/api.php?action=rsd&amp;x" type="x" rel="EditURI"/></head>'
    assert reasons(*run(server, "/shown/P1")) == ["names no page of the wiki"]
    assert len(run(server, "/deep/inside/index.php?title=P1")[0]) == 1
    assert len(run(server, categories=["All"], wiki=f"{server.url}/shown/P1")[0]) == 120


def test_a_page_may_not_name_a_foreign_api(server: Server, fake: FakeWiki) -> None:
    fake.place = "/none"
    fake.page = '<link rel="EditURI" href="https://other.test/w/api.php">'
    (reason,) = reasons(*run(server, "/wiki/P1"))
    assert "no MediaWiki API" in reason


def answer(status: int = 200, body: Any = None, **headers: str) -> Any:
    raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()

    def mood(handler: Handler, given: dict[str, str]) -> bool:
        handler.answer(raw, status, **headers)
        return True

    return mood


def error(code: str, info: str = "words") -> dict[str, Any]:
    return {"error": {"code": code, "info": info}}


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        (answer(body=error("readapidenied")), "lets only its members read"),
        (answer(body=error("maxlag"), MediaWiki_API_Error="maxlag", Retry_After="5"), "is too busy"),
        (
            answer(body=error("internal_api_error_X", "a\x1b[31m\nb")),
            "answers with an error (internal_api_error_X: a [31m b)",
        ),
        (answer(body={"errors": [{"code": "readapidenied"}]}), "lets only its members read"),
        (answer(body="<!doctype html><title>Log in to the network</title>"), "no MediaWiki API"),
        (answer(403, "no robots"), "refuses programs"),
        (answer(401, "who are you"), "asks for a login"),
        (answer(429, "slow down", Retry_After="3600"), "asks for fewer requests and to wait for 3600 seconds"),
        (answer(500, "oops"), "no MediaWiki API"),
        (answer(body=[1, 2]), "no MediaWiki API"),
        (answer(body={"query": {}}), "no MediaWiki API"),
    ],
)
def test_a_wiki_that_cannot_be_read(mood: Any, words: str, server: Server, fake: FakeWiki) -> None:
    fake.mood = mood
    items, problems = run(server, "/wiki/P1", "/wiki/P2")
    assert items == []
    assert len(problems) == 2
    for problem in problems:
        assert words in problem.reason
        assert problem.remedy
        assert problem.reason.isprintable()


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        (answer(body="<html>Sign in</html>"), "answers with a web page where data were asked for"),
        (answer(404, "gone"), "has nothing at this address"),
        (answer(503, "down", Retry_After="9999"), "is too busy and to wait for 9999 seconds"),
        (answer(body="not json"), "no JSON"),
        (answer(body=error("maxlag")), "is too busy"),
        (answer(body={"query": {}, "continue": {"a": "b"}}), "without an end"),
    ],
)
def test_a_wiki_that_stops_answering(mood: Any, words: str, server: Server, fake: FakeWiki) -> None:
    """What was fetched before stays; one problem says why there is no more."""

    def later(handler: Handler, given: dict[str, str]) -> bool:
        return "meta" not in given and "P51" in given.get("titles", "") and bool(mood(handler, given))

    fake.mood = later
    items, problems = run(server, categories=["All"], wiki=server.url)
    assert problems == []
    assert [p.title for p in pages(items)] == list(PAGES)[:50]
    assert isinstance(items[-1], Problem)
    assert words in items[-1].reason
    assert "goes on from here" in items[-1].remedy


def test_a_lagging_wiki_is_waited_for(server: Server, fake: FakeWiki) -> None:
    left = [2]

    def lag(handler: Handler, given: dict[str, str]) -> bool:
        if "titles" not in given or not left[0]:
            return False
        left[0] -= 1
        return bool(answer(body=error("maxlag"), Retry_After="5")(handler, given))

    fake.mood = lag
    items, problems = run(server, "/wiki/P1")
    assert [type(i) for i in items] == [Fetched]
    assert problems == []


LOOK: dict[str, Any] = {
    "normalized": [{"from": "a", "to": "A"}],
    "redirects": [
        {"from": "A", "to": "B"},
        {"from": "B", "to": "P1"},
        {"from": "C", "to": "D"},
        {"from": "D", "to": "C"},
        {"from": "E", "to": "Gone"},
        {"from": "F", "to": "w:X"},
    ],
    "interwiki": [{"title": "w:X", "iw": "w"}],
    "pages": [
        {"title": "P1", "ns": 0, "pageid": 1, "lastrevid": 1001},
        {"title": "Gone", "missing": True},
        {"title": "<x>", "invalid": True, "invalidreason": "bad <"},
        {"title": "Spezial:Suche", "ns": -1, "special": True},
        {"title": "Vorlage:X", "ns": 10, "pageid": 5, "lastrevid": 55},
        {"title": "Data", "ns": 0, "pageid": 6, "lastrevid": 66, "contentmodel": "json"},
        "nonsense",
        {"title": 7, "lastrevid": "x"},
    ],
}


def test_what_a_title_may_turn_out_to_be(server: Server, fake: FakeWiki) -> None:
    fake.mood = lambda handler, given: "titles" in given and answer(body={"query": LOOK})(handler, given)
    titles = ["a", "P1", "C", "E", "F", "%3Cx%3E", "Spezial:Suche", "Vorlage:X", "Data", "Nix", "A%7CB"]
    items, _ = run(server, *(f"/wiki/{title}" for title in titles))
    assert [i.asked for i in items if isinstance(i, Fetched)] == ["a"]
    assert [p.title for p in pages(items)] == ["P1"]
    said = {p.path.rpartition("/")[2]: p.reason for p in items if isinstance(p, Problem)}
    assert said == {
        "C": "is a redirect that leads in a circle",
        "E": "is a redirect to Gone, which does not exist",
        "F": "leads to another wiki (w:X)",
        "%3Cx%3E": "is no title (bad <)",
        "Spezial:Suche": "is a page that the wiki makes itself, no article",
        "Vorlage:X": "is no article but a page of another namespace",
        "Data": "holds no wikitext but json",
        "Nix": "is a redirect that leads nowhere",
        "A%7CB": "is no title",
    }


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ({"slots": {"main": {"texthidden": True}}}, "has a hidden text (revision 1001)"),
        ({"slots": {"main": {"contentmodel": "css", "content": "x"}}}, "holds no wikitext but css"),
        ({"slots": {"main": {"content": " \n"}}}, "is empty"),
        ({"slots": {"main": {"content": "#REDIRECT [[X]]"}}}, "is a redirect"),
        ({"slots": 7}, "has a hidden text"),
        ({"content": "old wikis have no slots"}, None),
    ],
)
def test_what_a_text_may_turn_out_to_be(revision: Any, words: str | None, server: Server, fake: FakeWiki) -> None:
    body = {"query": {"pages": [{"title": "P1", "ns": 0, "revisions": [{"revid": 1001, **revision}]}]}}
    fake.mood = lambda handler, given: "revids" in given and answer(body=body)(handler, given)
    (item,), _ = run(server, "/wiki/P1")
    if words is None:
        assert isinstance(item, Fetched)
        assert item.page.text == "old wikis have no slots"
    else:
        assert isinstance(item, Problem)
        assert words in item.reason


def test_an_answer_cut_at_the_limit_of_the_api_is_continued(server: Server, fake: FakeWiki) -> None:
    def cut(handler: Handler, given: dict[str, str]) -> bool:
        if "revids" not in given:
            return False
        revids = [int(r) for r in given["revids"].split("|")]
        first = int(given.get("rvcontinue", revids[0]))
        pages = [fake.revision(given, r) if r == first else {"title": f"P{r - 1000}", "ns": 0} for r in revids]
        following = [r for r in revids if r > first]
        more = {"continue": {"rvcontinue": str(following[0]), "continue": "||"}} if following else {}
        return bool(answer(body={"query": {"pages": pages}, **more})(handler, given))

    fake.mood = cut
    items, _ = run(server, "/wiki/P1", "/wiki/P2", "/wiki/P3")
    assert [p.title for p in pages(items)] == ["P1", "P2", "P3"]


def test_long_titles_make_shorter_questions(server: Server, fake: FakeWiki) -> None:
    titles = [f"{'Ж' * 120}{n}" for n in range(12)]
    items, _ = run(server, *(f"/wiki/{title}" for title in titles))
    assert len(items) == 12
    assert len([given for given in fake.asked if "titles" in given]) == 2


def test_a_category_that_holds_nothing(server: Server) -> None:
    items, _ = run(server, "/wiki/Kategorie:Leer")
    assert reasons(items, []) == ["holds no articles"]


def test_addresses_that_are_refused(server: Server) -> None:
    with Client(pace=Pace(0)) as client:
        inputs, problems = wiki_inputs(
            Wikis(client), [f"{server.url}/wiki/A", "http://127.0.0.1/wiki/A", "http://x y/"]
        )
    assert inputs == []
    assert len(problems) == 3
    assert f"--allow-private {server.host}" in problems[0].remedy
    assert server.requests == []


def test_one_wiki_that_fails_is_asked_once(server: Server, fake: FakeWiki) -> None:
    fake.mood = answer(body=error("readapidenied"))
    run(server, "/wiki/P1", "/wiki/P2", "/wiki/P3")
    assert len(fake.asked) == 1


def test_errors_carry_their_address(server: Server, fake: FakeWiki) -> None:
    fake.mood = answer(body=error("readapidenied"))
    with Client(allow=[server.host], pace=Pace(0)) as client, pytest.raises(FetchError) as raised:
        Wikis(client).at(f"{server.url}/wiki/P1")
    assert str(raised.value).startswith(f"{server.url}/wiki/P1 lets only its members read; export")
