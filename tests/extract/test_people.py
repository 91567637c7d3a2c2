"""Whom a mention means, and whose fact a verb states."""

from __future__ import annotations

from cursus.extract.actors import agent, verb_agent
from cursus.extract.context import Page
from cursus.extract.people import mentions
from cursus.text.names import slug
from tests.extract.article import article, claims_of

LEAD = "Karl Johann Ebner (1801 – 1866) was a general.\n== Life ==\n"


def _page(text: str) -> Page:
    return Page(article("Karl Ebner", LEAD + text))


def _agent(text: str, verb: str) -> str | None:
    page = _page(text)
    sentence = page.sentences[-1]
    who = agent(page, sentence, sentence.text.index(verb))
    return who.name if who else None


def test_mentions_carry_their_titles() -> None:
    found = [(m.name, m.titles) for m in mentions("In May Lt. Gen. Max Reger met Captain Huber and the colonel.")]
    assert found == [("Max Reger", ("Lt. Gen.",)), ("Huber", ("Captain",))]


def test_things_are_nobody() -> None:
    assert mentions("The Imperial Army reached Fort Saint George on the Danube Front.") == []


def test_the_subject_by_surname_pronoun_and_full_name() -> None:
    assert _agent("Ebner retired.", "retired") == "Karl Ebner"
    assert _agent("He retired.", "retired") == "Karl Ebner"
    assert _agent("In 1850 Ebner retired.", "retired") == "Karl Ebner"
    assert _agent("He was ill. She retired.", "retired") is None


def test_a_thing_shields_the_subject() -> None:
    assert _agent("Ebner watched while the regiment retired.", "retired") is None
    assert _agent("His orderly retired.", "retired") is None


def test_somebody_else_acts() -> None:
    assert _agent("Max Reger retired after Ebner.", "retired") == "Max Reger"
    assert _agent("Ebner was succeeded by Max Reger, who retired.", "retired") == "Max Reger"


def test_who_refers_to_what_the_subject_is_called() -> None:
    assert _agent("Ebner was an officer who retired.", "retired") == "Karl Ebner"


def test_a_wider_place_behind_a_comma_is_no_subject() -> None:
    assert _agent("Ebner lived in Linz, Austria and retired.", "retired") == "Karl Ebner"


def test_a_participle_behind_a_noun_states_nothing() -> None:
    page = _page("Ebner came from a family long settled in Graz.")
    sentence = page.sentences[-1]
    assert agent(page, sentence, sentence.text.index("settled")) is not None
    assert verb_agent(page, sentence, sentence.text.index("settled")) is None


def test_a_longer_name_that_contradicts_the_lead_is_somebody_else() -> None:
    page = _page("Karl Friedrich Ebner was a miller.")
    assert page.is_subject("Karl Johann Ebner")
    assert page.is_subject("K. Ebner")
    assert not page.is_subject("Karl Friedrich Ebner")
    assert not page.is_subject("Josef Ebner")


def test_a_title_the_lead_does_not_give_means_a_relative() -> None:
    page = _page("Mrs. Ebner died in 1850. General Ebner retired.")
    names = {m.name: who for s in page.sentences for m in page.mentions(s) if (who := page.known(m.name))}
    assert names["Ebner"].subject
    deaths = [c for c in claims_of(page.document, "death") if c.quote.section]
    assert [c.person.name for c in deaths] == ["Mrs. Ebner"]


def test_nobody_is_the_same_person_by_name_alone() -> None:
    one = article("Karl Ebner", LEAD + "Max Reger died in Graz in 1850.")
    two = article("Paul Lang", "Paul Lang (1800 – 1850) was a general.\n== Life ==\nMax Reger died in Graz in 1850.")
    first, second = claims_of(one, "death", "Max Reger"), claims_of(two, "death", "Max Reger")
    assert first[0].person.id.startswith("max-reger~")
    assert first[0].person.id != second[0].person.id
    assert claims_of(one, "death", "Karl")[0].person.id == slug("Karl Ebner")


def test_articles_about_things_have_no_claims() -> None:
    town = article("Linz", "Linz is a town on the Danube. It has a bridge, a market and two mills.")
    assert claims_of(town) == []


def test_a_pronoun_behind_another_persons_clause_is_nobodys() -> None:
    assert _agent("After Max Reger fell, he retired.", "retired") is None
    assert _agent("After the battle, he retired.", "retired") == "Karl Ebner"


def test_parents_in_apposition_are_not_born() -> None:
    text = "Max Reger, second son of Paul Reger and Anna Reger, retired."
    assert _agent(text, "retired") != "Anna Reger"


def test_months_lead_to_dates_and_are_names_elsewhere() -> None:
    assert [m.name for m in mentions("In May Captain Huber left.")] == ["Huber"]
    assert [m.name for m in mentions("Captain May Huber left.")] == ["May Huber"]
