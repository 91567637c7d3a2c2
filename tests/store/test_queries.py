"""Claims, findings, documents and quotes, asked for one way and another."""

from __future__ import annotations

from cursus.store import Counts, Snippet, Store
from tests.store.make import article, claim, finding, petrov


def test_claims_by_person_document_property(store: Store) -> None:
    one, first = petrov(path="b.txt")
    two = article("Oleg Orlov and Ivan Petrov served.", "a.txt")
    second = [claim(two, "Oleg Orlov", who="Oleg Orlov", value="x"), claim(two, "Ivan Petrov", "name", "Ivan Petrov")]
    store.add(one, first, [])
    store.add(two, second, [])
    assert [c.document.path for c in store.claims()] == ["a.txt"] * 2 + ["b.txt"] * 3
    assert store.claims(document=one.id) == first
    assert store.claims(person="oleg-orlov") == second[:1]
    assert store.claims(person="ivan-petrov", property="name") == second[1:]
    assert store.claims(property="no-such") == []
    assert list(store.iter_claims()) == store.claims()
    assert store.counts() == Counts(2, 2, 5, 0)


def test_claim_by_id_or_the_beginning_of_it(store: Store) -> None:
    document, claims = petrov()
    store.add(document, claims, [])
    whole = claims[0].id
    assert store.claim(whole) == claims[0]
    assert store.claim(whole.upper()) == claims[0]
    assert store.claim(whole[:8]) == claims[0]
    assert store.claim(whole[:3]) is None, "too short to be meant"
    assert store.claim("____") is None
    assert store.claim("%%%%%") is None
    assert store.claim("") is None
    assert store.claims_like("zzzz") == []


def test_findings_of_a_document_and_of_a_person(store: Store) -> None:
    document, claims = petrov()
    other = article("Oleg Orlov served under Ivan Petrov.", "other.txt")
    theirs = [
        claim(other, "Oleg Orlov served", "service", "a", who="Oleg Orlov"),
        claim(other, "Oleg Orlov", "name", "b", who="Oleg Orlov"),
        claim(other, "Ivan Petrov", "rank", "captain"),
    ]
    about, elsewhere, unrelated = (
        finding(document, "1895"),
        finding(other, "under", claims=(theirs[2].id,)),
        finding(other, "served"),
    )
    store.add(document, claims, [about])
    store.add(other, theirs, [elsewhere, unrelated])
    assert store.findings(document=document.id) == [about]
    assert store.findings(person="ivan-petrov") == [elsewhere, about]
    assert store.findings(person="oleg-orlov") == [unrelated, elsewhere]
    assert store.findings() == [unrelated, elsewhere, about]


def test_quotes_are_found_and_marked(store: Store) -> None:
    document, claims = petrov()
    store.add(document, claims, [])
    (hit,) = store.search("rear ADM")
    assert (hit.claim_id, hit.property, hit.person.name, hit.document_title) == (
        claims[0].id,
        "rank",
        "Ivan Petrov",
        "Ivan Petrov",
    )
    assert Snippet("rear", True) in hit.snippet
    assert "".join(s.text for s in hit.snippet) == claims[0].quote.exact
    assert store.search("") == store.search("***") == store.search("xyzzy") == []


def test_one_hit_for_many_claims_of_one_quote(store: Store) -> None:
    document = article("He took command of the fleet and the port.", "a.txt")
    words = "He took command of the fleet and the port."
    store.add(document, [claim(document, words, "posting", v) for v in ("fleet", "port", "both")], [])
    (hit,) = store.search("command")
    assert hit.others == 2


def test_a_replaced_article_leaves_the_index(store: Store) -> None:
    store.add(*petrov(), [])
    store.add(*petrov("Ivan Petrov was a vice admiral in 1895."), [])
    assert store.search("rear") == []
    assert len(store.search("vice")) == 1


def test_document_rows(store: Store) -> None:
    document, claims = petrov(url="https://example.org/p")
    store.add(document, claims, [finding(document, "1895")])
    (row,) = store.documents()
    assert (row.id, row.path, row.title, row.claims, row.findings) == (document.id, "petrov.txt", "Ivan Petrov", 3, 1)
    assert (row.url, row.person, row.form) == ("https://example.org/p", "ivan-petrov", "text")
    assert store.document_row(document.id) == row
    assert store.document_row("no") is None
    assert store.document("no") is None
