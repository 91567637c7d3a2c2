"""What adding an article does: once, twice, changed, wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cursus.claim import Person, Value
from cursus.page import Problem
from cursus.store import ArticleError, QuoteError, Store
from tests.store.make import FIRST, article, claim, finding, petrov


def test_added_article_comes_back_whole(store: Store) -> None:
    document, claims = petrov()
    change = store.add(document, claims, [])
    assert (change.kind, change.document_id) == ("added", document.id)
    assert change.appeared == change.vanished == change.changed == ()
    assert store.document(document.id) == document
    assert store.claims() == sorted(claims, key=lambda c: (c.quote.start, c.quote.end, c.id))
    assert list(store.iter_claims()) == store.claims()


def test_same_bytes_change_nothing(store: Store) -> None:
    document, claims = petrov()
    store.add(document, claims, [])
    before = store.claims(), store.documents(), store.persons(), store.counts()
    assert store.add(document, claims, []).kind == "unchanged"
    assert store.add(replace(document, path="copy.txt"), [], []).kind == "unchanged"
    assert (store.claims(), store.documents(), store.persons(), store.counts()) == before


def test_other_bytes_under_the_same_path_replace(store: Store) -> None:
    document, claims = petrov()
    store.add(document, claims, [finding(document, "1895")])
    changed, new = petrov("In brief.\n\n" + FIRST.replace("rear", "vice").replace(" Some 60 men fell.", ""))
    new.append(claim(changed, "In brief.", "occupation", "sailor"))
    change = store.add(changed, new, [])
    assert change.kind == "replaced"
    assert [c.value.text for c in change.appeared] == ["sailor"]
    assert [c.property for c in change.vanished] == ["event"]
    assert [(a.value.text, b.value.text) for a, b in change.changed] == [("rear admiral", "vice admiral")]
    assert [d.id for d in store.documents()] == [changed.id]
    assert store.document(document.id) is None
    assert store.counts().findings == 0
    assert store.verify() == []


def test_other_bytes_of_the_same_address_replace(store: Store) -> None:
    store.add(*petrov(path="one.html", url="https://example.org/wiki/Petrov"), [])
    other, claims = petrov(FIRST + " More.", path="two.html", url="https://example.org/wiki/Petrov")
    assert store.add(other, claims, []).kind == "replaced"
    assert [d.path for d in store.documents()] == ["two.html"]


def test_piped_articles_do_not_replace_each_other(store: Store) -> None:
    store.add(*petrov(path="-"), [])
    assert store.add(*petrov(FIRST + " More.", path="-"), []).kind == "added"
    assert store.counts().documents == 2


def test_another_person_of_an_article_is_the_same_after_an_edit(store: Store) -> None:
    """People known by a bare name have ids that belong to one text of the article; that is no change of the claim."""
    words = "Ivan Petrov was a rear admiral in 1895."

    def with_other(source: str) -> tuple[object, list[object]]:
        document, claims = petrov(source)
        made = claim(document, words, "relative", "Petrov", who="Anna")
        claims.append(replace(made, person=Person(f"anna~{document.id[:8]}", "Anna")))
        return document, list(claims)

    document, claims = with_other(FIRST)
    store.add(document, claims, [])  # type: ignore[arg-type]
    document, claims = with_other(FIRST + " Later.")
    change = store.add(document, claims, [])  # type: ignore[arg-type]
    assert change.kind == "replaced"
    assert change.appeared == change.vanished == change.changed == ()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: replace(c, quote=replace(c.quote, exact=c.quote.exact.upper())),
        lambda c: replace(c, quote=replace(c.quote, start=c.quote.start + 1)),
        lambda c: replace(c, quote=replace(c.quote, end=10**6)),
        lambda c: replace(c, quote=replace(c.quote, exact="", start=3, end=3)),
        lambda c: replace(c, document=replace(c.document, id="0" * 16)),
    ],
)
def test_a_claim_that_is_not_verbatim_refuses_the_article(store: Store, spoil) -> None:  # type: ignore[no-untyped-def]
    good, claims = petrov(path="good.txt")
    store.add(good, claims, [])
    bad, claims = petrov(FIRST + " More.", path="bad.txt")
    with pytest.raises(QuoteError, match=r"bad\.txt"):
        store.add(bad, [claims[0], spoil(claims[1])], [])
    assert [d.path for d in store.documents()] == ["good.txt"]
    assert store.verify() == []


def test_a_refused_new_text_leaves_the_old_one(store: Store) -> None:
    document, claims = petrov()
    store.add(document, claims, [])
    changed, new = petrov(FIRST + " More.")
    with pytest.raises(QuoteError):
        store.add(changed, [replace(new[0], quote=replace(new[0].quote, exact="x"))], [])
    assert store.document(document.id) == document
    assert store.claims() == claims


def test_a_title_that_is_no_unicode_is_refused(store: Store) -> None:
    document, _ = petrov()
    with pytest.raises(ArticleError, match="no Unicode text"):
        store.add(replace(document, title="Ivan \udc80"), [], [])
    assert store.counts().documents == 0


def test_text_that_is_no_unicode_is_refused(store: Store) -> None:
    document, claims = petrov()
    broken = replace(claims[0], value=Value("\ud800", None))
    with pytest.raises(ArticleError):
        store.add(document, [broken], [])
    assert store.counts().documents == 0


def test_a_claim_given_twice_is_stored_once(store: Store) -> None:
    document, claims = petrov()
    said = finding(document, "1895", claims=(claims[0].id, claims[0].id, "f" * 16))
    store.add(document, [*claims, claims[0]], [said, said])
    assert store.counts().claims == len(claims)
    assert store.findings() == [said]


def test_again_stores_what_was_found_anew(store: Store) -> None:
    document, claims = petrov()
    store.add(document, claims, [])
    change = store.add(document, claims[:1], [], again=True)
    assert change.kind == "replaced"
    assert {c.property for c in change.vanished} == {c.property for c in claims[1:]}
    assert store.claims() == claims[:1]


def test_an_article_about_nobody_is_kept(store: Store) -> None:
    town = article("Springfield is a town.", "town.txt")
    store.add(town, [], [finding(town, "town", "warning")])
    row = store.documents()[0]
    assert (row.claims, row.findings, row.person) == (0, 1, None)
    assert store.persons() == []


def test_problems_come_and_go(store: Store) -> None:
    store.add_problem(Problem("petrov.txt", "is empty", "give an article"))
    store.add_problem(Problem("petrov.txt", "is binary"))
    assert store.problems() == [Problem("petrov.txt", "is binary")]
    document, claims = petrov()
    partly = Problem("petrov.txt", "part of it gave no claims", document_id=document.id)
    store.add(document, claims, [], [partly])
    assert store.problems() == [partly]
    store.add(*petrov(FIRST + " More."), [])
    assert store.problems() == []


def test_inputs_are_known_by_their_bytes(store: Store) -> None:
    document, claims = petrov()
    store.add(document, claims, [])
    assert store.knows_input(document.sha256)
    assert not store.knows_input("0" * 64)
    store.remember_input("1" * 64, "dump.xml", 40)
    assert store.knows_input("1" * 64)
    store.remember_input("2" * 64, "dump.xml", 41)
    assert not store.knows_input("1" * 64), "the dump has changed; its older bytes are to be read again"
    assert store.knows_input("2" * 64)
