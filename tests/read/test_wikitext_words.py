"""The words inside a block: emphasis, links, tags, entities, templates."""

from __future__ import annotations

import pytest

from tests.read.wikitext_help import assert_offsets, kinds_of_fault, read, words


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("'''bold''' and ''italic''", "bold and italic"),
        ("'''''both'''''", "both"),
        ("''''four'''", "'four"),
        ("L'''Amour'' de Holm", "L'Amour de Holm"),
        ("[[Riga]]n [[Riga|the city]] [[Riga (city)|]]", "Rigan the city Riga"),
        ("[http://a.org words] and [http://a.org]", "words and"),
        ("a &amp; b&nbsp;c &ndash; d &#65;", "a & b c – d A"),
        ("a<!-- hidden -->b", "ab"),
        ("<nowiki>[[a]] ''b''</nowiki>", "[[a]] ''b''"),
        ("a <math>x^2</math> b", "a b"),
        ("x<sup>2</sup> <small>y</small> <span class=z>w</span>", "x2 y w"),
        ('a <del>b</del> <span style="display:none">c</span> d', "a d"),
        ("__NOTOC__a", "a"),
        ("a < b and <unknown> c", "a < b and <unknown> c"),
        ("a | b ! c || d", "a | b ! c || d"),
        ("[[a]] [[b|c]]d", "a cd"),
        ("a {{{1|b}}} c", "a c"),
        ("{{formatnum:12000}} men", "12000 men"),
        ("{{frobnicate|a|b}}c", "c"),
    ],
)
def test_inline(source: str, text: str) -> None:
    document = read(source)
    assert document.text == text
    assert_offsets(document)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{birth date|1803|2|2}}", "February 2, 1803"),
        ("{{birth date|1803|2|2|df=yes}}", "2 February 1803"),
        ("{{Birth_date and age|1953|11|07|mf=y}}", "November 7, 1953"),
        ("{{use dmy dates}}{{birth date|1803|2|2}}", "2 February 1803"),
        ("{{death date and age|1862|4|6|1803|2|2}}", "April 6, 1862 (aged 59)"),
        ("{{death date and age|1862|1|6|1803|2|2}}", "January 6, 1862 (aged 58)"),
        ("{{start date|2009|01}}", "January 2009"),
        ("{{start date|January 2009}}", "January 2009"),
        ("{{birth date|1803}}", "1803"),
        ("{{circa|1850}}", "c. 1850"),
        ("{{circa|1850|1860}}", "c. 1850 – c. 1860"),
        ("{{lang|fr|le ''mot''}}", "le mot"),
        ("{{lang-fr|mot}}", "French: mot"),
        ("{{langx|ar|كلمة|kalima}}", "Arabic: كلمة, romanized: kalima"),
        ("{{convert|5|km|mi}}", "5 kilometres"),
        ("{{convert|3|to|5|mi}}", "3 to 5 miles"),
        ("{{nowrap|a [[b|c]]}}", "a c"),
        ("{{ill|Ada Berg|de}}", "Ada Berg"),
        ("{{flag|USA}} {{flagicon|UK}}{{flagcountry|UK}}", "United States United Kingdom"),
        ("{{USA}}", "United States"),
        (
            "{{army|CSA}}, {{navy|UK}}, {{air force|Atlantis}}",
            "Confederate States Army, Royal Navy, Atlantis Air Force",
        ),
        ("{{marriage|Anna Lund|1829|1835|end=died}}", "Anna Lund (m. 1829; died 1835)"),
        ("{{marriage|Anna Lund|1829}}", "Anna Lund (m. 1829)"),
        ("Riga {{KIA}}", "Riga (KIA)"),
        ("a{{snd}}b", "a – b"),
        ("{{OldStyleDate|22 February|1732|11 February 1731}}", "22 February [O.S. 11 February 1731] 1732"),
        ("{{nihongo|Holm|ホルム|Horumu}}", "Holm (ホルム, Horumu)"),
        (
            "{{harvnb|Berg|Lund|1999|p=4}} {{harv|Berg|1999}} {{harvtxt|Berg|1999}}",
            "Berg & Lund 1999, p. 4 (Berg 1999) Berg (1999)",
        ),
        ("{{age|1900|1|1|1950|1|1}}", "50"),
        ("born {{age|1900|1|1}}", "born"),
        ("{{hlist|a|b}}", "\na\nb"),
        ("{{USS|Riga|BB-1}}", "USS Riga"),
        ("{{frac|1|2}}", "1/2"),
        ("{{post-nominals|KCB|DSO}}", "KCB, DSO"),
        ("{{ushr|NY|5}}", "New York's 5th congressional district"),
    ],
)
def test_templates(source: str, text: str) -> None:
    document = read(f"x {source}")
    assert document.text == f"x {text}".replace(" \n", "\n")
    assert_offsets(document)


@pytest.mark.parametrize(
    ("lang", "source", "text"),
    [
        ("fr", "{{date|2|février|1803}}", "2 février 1803"),
        ("fr", "{{date de naissance|1|2|1803}}", "1er février 1803"),
        ("fr", "au {{XIXe siècle}}", "au XIXe siècle"),
        ("fr", "au {{s|XIX|e}}", "au XIXe siècle"),
        ("es", "{{fecha|2|2|1803}}", "2 de febrero de 1803"),
        ("ru", "{{дата рождения|2|2|1803}}", "2 февраля 1803"),
        ("ru", "{{lang-en|word}}", "англ. word"),
        ("uk", "{{ДН|25|2|1871}}", "25 лютого 1871"),
        ("uk", "{{UKR}}", "Україна"),
        ("ar", "{{تاريخ الميلاد|1803|2|2}}", "2 فبراير 1803"),
        ("de", "{{lang|fr|mot}}", "mot"),
        ("it", "{{ITA}}", "Italia"),
    ],
)
def test_templates_of_other_wikis(lang: str, source: str, text: str) -> None:
    assert words(source, lang) == text


def test_a_rendered_template_maps_to_the_whole_of_it() -> None:
    source = "He was born on {{birth date|1803|2|2}} in Riga."
    document = read(source)
    start = document.text.index("February")
    low, high = document.source_span(start, start + len("February 2, 1803"))
    assert source[low:high] == "{{birth date|1803|2|2}}"
    low, high = document.source_span(document.text.index("Riga"), document.text.index("Riga") + 4)
    assert source[low:high] == "Riga"


def test_words_in_a_passed_through_template_keep_their_own_place() -> None:
    source = "a {{nowrap|b {{small|[[Riga|the city]]}}}} c"
    document = read(source)
    start = document.text.index("the city")
    low, high = document.source_span(start, start + 8)
    assert source[low:high] == "the city"
    assert [(document.text[x.start : x.end], x.target) for x in document.links] == [("the city", "Riga")]


def test_words_as_long_as_their_template_are_no_copy_of_it() -> None:
    document = read("x {{UK}} {{details|Post-anarchism}}")
    assert_offsets(document)
    assert "United Kingdom" in document.text


def test_links() -> None:
    document = read("[[1st Corps (army)|First]] [[:de:Holm|H]] [[Riga#History]]s [http://a.org b] [[s:Text|c]]")
    assert [(document.text[x.start : x.end], x.target) for x in document.links] == [
        ("First", "1st Corps (army)"),
        ("H", "de:Holm"),
        ("Riga#Historys", "Riga#History"),
        ("b", "http://a.org"),
        ("c", "s:Text"),
    ]


def test_wishes_of_editors_are_faults_not_words() -> None:
    document = read("He fought.{{citation needed|date=May 2020}} He died.")
    assert document.text == "He fought. He died."
    assert [(f.kind, f.message) for f in document.faults] == [("citation-needed", "citation needed")]


@pytest.mark.parametrize(
    ("source", "text", "fault"),
    [
        ("a {{b c", "a {{b c", "unclosed-template"),
        ("a [[b c", "a [[b c", "unclosed-link"),
        ("a b}} c", "a b}} c", "unclosed-template"),
        ("a b]] c", "a b]] c", "unclosed-link"),
        ("a <!-- b", "a", "unclosed-comment"),
        ("a {{nowrap|[[b}} c", "a [[b c", "unclosed-link"),
        ("a [[b|{{c]] d", "a {{c d", "unclosed-template"),
    ],
)
def test_faults(source: str, text: str, fault: str) -> None:
    document = read(source)
    assert document.text == text
    assert kinds_of_fault(document) == [fault]
    assert_offsets(document)


def test_what_stands_in_an_unclosed_template_is_still_read() -> None:
    document = read("{{broken\n\n== Life ==\nHe [[Riga|lived]].<ref>Berg</ref>")
    assert [s.heading for s in document.sections] == ["", "Life"]
    assert document.text.endswith("He lived.")
    assert [m.label for m in document.marks] == ["1"]


@pytest.mark.parametrize(
    ("lang", "source", "text"),
    [
        ("fr", "Le {{1er}} corps à {{heure|4|30}}, {{incise|dit-on}}.", "Le 1er corps à 4 h 30, – dit-on –."),
        ("ru", "Из {{Россия}}, {{Флаг Польши}}затем {{СССР}}.", "Из Россия, затем СССР."),
        ("uk", "{{Comment|К.|Київ}} та {{М.}}", "К. та М."),
        ("ar", "نهر {{ألمانية|Spree}} هنا", "نهر (بالألمانية: Spree) هنا"),
        ("it", "{{Onorificenze|nome_onorificenza=Medaglia|motivazione=Valore|data=1916}}", "Medaglia – «Valore», 1916"),
        ("de", "{{Höhe|115|DE-NHN}} hoch", "115 m hoch"),
        ("en", "{{YouTube|id=x|title=A film}}", "A film"),
    ],
)
def test_more_templates_of_other_wikis(lang: str, source: str, text: str) -> None:
    assert words(source, lang) == text


def test_a_footnote_template_of_other_wikis() -> None:
    document = read("Слово{{ref+|примечание}} дальше.", "ru")
    assert document.text == "Слово дальше."
    assert [c.text for c in document.citations] == ["примечание"]
