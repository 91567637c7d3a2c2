"""HTML of wiki pages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cursus.claim import Document
from cursus.read.html import read_html
from cursus.read.html.tree import parse
from tests.corpus import corpus
from tests.read.invariants import assert_sound, blocks, rows


def read(source: str, title: str | None = None) -> Document:
    document = read_html(source, path="x.html", sha256="0" * 64, title=title)
    assert_sound(document)
    return document


VECTOR = """<!DOCTYPE html>
<html lang="en"><head><title>Jean Lannes - Wikipedia</title>
<link rel="canonical" href="https://en.wikipedia.org/wiki/Jean_Lannes">
<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">
<script>RLCONF={"wgTitle":"Jean Lannes","wgRevisionId":12345,"wgPageContentLanguage":"en"};</script></head>
<body><div id="mw-navigation">Main page</div><div id="content">
<h1 id="firstHeading" class="firstHeading">Jean Lannes</h1>
<div id="siteSub">From Wikipedia</div>
<div id="mw-content-text"><div class="mw-parser-output">
<div class="shortdescription" style="display:none">French marshal</div>
<div class="hatnote">For the ship, see <a href="/wiki/Lannes_(ship)">Lannes (ship)</a>.</div>
<table class="infobox vcard"><tbody>
<tr><th colspan="2" class="infobox-above"><div class="fn">Jean Lannes</div></th></tr>
<tr><td colspan="2"><a href="/wiki/File:L.jpg"><img alt="x" src="l.jpg"></a><div class="infobox-caption">Portrait, 1805</div></td></tr>
<tr><th scope="row">Born</th><td><span style="display:none">(<span class="bday">1769-04-10</span>)</span>10 April 1769<br>
<a href="/wiki/Lectoure" title="Lectoure">Lectoure</a>, France</td></tr>
<tr><th scope="row">Battles/wars</th><td><ul><li>Battle of Lodi</li><li>Siege of Saragossa</li></ul></td></tr>
<tr><th colspan="2">Military service</th></tr>
<tr><th scope="row">Rank</th><td>Marshal<sup id="cite_ref-chandler_1-0" class="reference"><a href="#cite_note-chandler-1">[1]</a></sup></td></tr>
</tbody></table>
<p><b>Jean Lannes</b> (10&#160;April 1769&nbsp;&ndash; 31 May 1809) was a <a href="/wiki/Marshal_of_the_Empire" title="Marshal of the Empire">Marshal of the
Empire</a>.<sup id="cite_ref-chandler_1-1" class="reference"><a href="#cite_note-chandler-1">&#91;1&#93;</a></sup><sup class="reference"><span>: 12</span></sup> He
served Napoleon.<sup id="cite_ref-2" class="reference"><a href="#cite_note-2"><span class="cite-bracket">[</span>a<span class="cite-bracket">]</span></a></sup></p>
<div id="toc" class="toc">Contents</div>
<h2><span class="mw-headline" id="Early_life">Early life</span><span class="mw-editsection">[<a href="#">edit</a>]</span></h2>
<p>He was born.<sup class="noprint Inline-Template Template-Fact">[<i>citation needed</i>]</sup> He fell.<sup id="cite_ref-9" class="reference"><a href="#cite_note-9">[9]</a></sup></p>
<ul><li>First<ul><li>Nested</li></ul></li><li>Second</li></ul>
<figure typeof="mw:File/Thumb"><a href="./File:X.jpg"><img src="x.jpg"></a><figcaption>At Lodi</figcaption></figure>
<table class="wikitable"><tbody><tr><th>Year</th><th>Post</th></tr><tr><td>1796</td><td>Colonel</td></tr></tbody></table>
<blockquote><p>A brave man.</p></blockquote>
<h3>Death</h3><p>He died.</p>
<h2>References</h2>
<div class="reflist"><ol class="references">
<li id="cite_note-chandler-1"><span class="mw-cite-backlink">^ <a href="#cite_ref-chandler_1-0"><sup>a</sup></a> <a href="#cite_ref-chandler_1-1"><sup>b</sup></a></span> <span class="reference-text"><cite class="citation book cs1">Chandler, David (1987). <a rel="nofollow" class="external text" href="https://web.archive.org/web/2010/http://example.org/m"><i>Napoleon's Marshals</i></a>. London: Macmillan. ISBN 0-02-905930-5.</cite><span title="ctx_ver=Z39.88-2004&amp;rft.genre=book&amp;rft.btitle=Napoleon%27s+Marshals&amp;rft.pub=Macmillan&amp;rft.au=Chandler%2C+David" class="Z3988"></span></span></li>
<li id="cite_note-2"><span class="mw-cite-backlink"><b><a href="#cite_ref-2">^</a></b></span> <span class="reference-text">As a friend.</span></li>
</ol></div>
<table class="navbox"><tr><td>Marshals of the Empire</td></tr></table>
</div></div>
<div id="catlinks"><div id="mw-normal-catlinks"><a href="/wiki/Help:Category">Categories</a>: <ul><li><a href="/wiki/Category:1769_births" title="Category:1769 births">1769 births</a></li></ul></div></div>
</div></body></html>"""


def test_page() -> None:
    document = read(VECTOR)
    assert document.title == "Jean Lannes"
    assert document.url == "https://en.wikipedia.org/wiki/Jean_Lannes"
    assert document.revision == "12345"
    assert document.licence == "CC BY-SA 4.0"
    assert document.lang == "en"
    assert document.categories == ("1769 births",)
    assert [s.path for s in document.sections] == [(), ("Early life",), ("Early life", "Death"), ("References",)]
    for absent in (
        "Main page",
        "edit",
        "Contents",
        "1769-04-10",
        "French marshal",
        "Marshals of the Empire",
        "Chandler",
        "citation needed",
    ):
        assert absent not in document.text, absent


def test_infobox() -> None:
    document = read(VECTOR)
    assert rows(document) == {
        "name": ["Jean Lannes"],
        "born": ["10 April 1769", "Lectoure, France"],
        "battles": ["Battle of Lodi", "Siege of Saragossa"],
        "rank": ["Marshal"],
    }
    assert [r.group for r in document.rows] == ["", "", "", "Military service"]
    assert [r.label for r in document.rows] == ["", "Born", "Battles/wars", "Rank"]


def test_blocks() -> None:
    document = read(VECTOR)
    assert blocks(document, "paragraph") == [
        "Jean Lannes (10 April 1769 – 31 May 1809) was a Marshal of the Empire. He served Napoleon.",
        "He was born. He fell.",
        "He died.",
    ]
    assert blocks(document, "item") == ["First", "Nested", "Second"]
    assert blocks(document, "caption") == ["Portrait, 1805", "At Lodi"]
    assert blocks(document, "cells") == ["Year\tPost", "1796\tColonel"]
    assert blocks(document, "quotation") == ["A brave man."]
    assert blocks(document, "notice") == ["For the ship, see Lannes (ship)."]
    assert [b.header for b in document.blocks if b.kind == "cells"] == [True, False]


def test_marks_and_links() -> None:
    document = read(VECTOR)
    assert [(m.label, m.citation, m.group, m.page) for m in document.marks] == [
        ("1", 0, "", ""),
        ("1", 0, "", "12"),
        ("a", 1, "lower-alpha", ""),
        ("9", -1, "", ""),
    ]
    second = document.marks[1]
    assert document.text[: second.at].endswith("Empire.")
    assert document.source[second.source_start : second.source_end].startswith('<sup id="cite_ref-chandler_1-1"')
    links = {document.text[x.start : x.end]: x.target for x in document.links}
    assert links["Marshal of the Empire"] == "Marshal of the Empire"
    assert links["Lectoure"] == "Lectoure"
    assert [f.kind for f in document.faults] == ["citation-needed"]


def test_citations() -> None:
    first, second = read(VECTOR).citations
    assert (first.label, first.name, first.backlinks, first.type) == ("1", "chandler", ("a", "b"), "book")
    assert first.get("title") == "Napoleon's Marshals"
    assert first.get("author") == "Chandler, David"
    assert first.get("publisher") == "Macmillan"
    assert first.get("archive-url") == "https://web.archive.org/web/2010/http://example.org/m"
    assert first.text.startswith("Chandler, David (1987). Napoleon's Marshals. London")
    title = next(f for f in first.fields if f.name == "title")
    assert VECTOR[title.source_start : title.source_end] == "Napoleon's Marshals"
    assert (second.label, second.name, second.text) == ("a", None, "As a friend.")


PARSOID = """<!DOCTYPE html>
<html prefix="dc: http://purl.org/dc/terms/" about="https://fr.wikipedia.org/wiki/Special:Redirect/revision/77"><head>
<meta property="dc:modified" content="2022-07-04T09:46:39.000Z"/><link rel="dc:isVersionOf" href="//fr.wikipedia.org/wiki/Lazare_Hoche"/>
<title>&lt;i>Lazare Hoche&lt;/i></title><meta http-equiv="content-language" content="fr"/></head>
<body class="mw-parser-output" lang="fr"><section data-mw-section-id="0">
<div class="infobox_v3" typeof="mw:Transclusion" data-mw='{"parts":[{"template":{"target":{"wt":"Infobox Militaire\\n"},"params":{"nom":{"wt":"Hoche"}},"i":0}}]}'>
<div class="entete"><div>Lazare Hoche</div></div><div class="legend">Portrait.</div>
<table><caption>Biographie</caption><tbody><tr><th scope="row"> Naissance </th><td><time datetime="1768-06-24">24 juin 1768</time></td></tr></tbody></table></div>
<p>Lazare Hoche est un général.<sup about="#mwt5" class="mw-ref reference" id="cite_ref-a_1-0" rel="dc:references" typeof="mw:Extension/ref" data-mw='{"name":"ref","attrs":{"name":"a b"}}'><a href="./Lazare_Hoche#cite_note-a_b-1"><span class="mw-reflink-text">[1]</span></a></sup></p></section>
<ol class="mw-references references"><li about="#cite_note-a_b-1" id="cite_note-a_b-1"><a href="./Lazare_Hoche#cite_ref-a_1-0" rel="mw:referencedBy"><span class="mw-linkback-text">↑ </span></a> <span class="mw-reference-text"><span class="ouvrage" typeof="mw:Transclusion" data-mw='{"parts":[{"template":{"target":{"wt":"ouvrage"},"params":{"prénom":{"wt":"Albert"},"nom":{"wt":"Sorel"},"titre":{"wt":"Bonaparte et Hoche"},"éditeur":{"wt":"[[Plon]]"},"année":{"wt":"1896"}},"i":0}}]}'>Albert Sorel, <cite>Bonaparte et Hoche</cite>, Plon, 1896</span>.</span></li></ol>
<link rel="mw:PageProp/Category" href="./Catégorie:Général_français"/><link rel="mw:PageProp/Category" href="./Catégorie:Article_avec_infobox" about="#mwt2"/>
</body></html>"""


def test_parsoid() -> None:
    document = read(PARSOID)
    assert (document.title, document.lang, document.revision) == ("Lazare Hoche", "fr", "77")
    assert document.timestamp == "2022-07-04T09:46:39.000Z"
    assert document.url == "https://fr.wikipedia.org/wiki/Lazare_Hoche"
    assert document.categories == ("Général français",)
    assert rows(document) == {"name": ["Lazare Hoche"], "born": ["24 juin 1768"]}
    assert {r.box for r in document.rows} == {"Infobox Militaire"}
    assert document.rows[1].group == "Biographie"
    citation = document.citations[0]
    assert (citation.name, citation.template, citation.backlinks) == ("a b", "ouvrage", ())
    assert citation.get("author") == "Sorel, Albert"
    assert citation.get("title") == "Bonaparte et Hoche"
    assert citation.get("publisher") == "Plon"
    assert document.marks[0].citation == 0


FANDOM = """<html lang="en"><head><title>Louis Desaix | Military Wiki | Fandom</title></head><body>
<div class="page-header"><h1 class="page-header__title"><span class="mw-page-title-main">Louis Desaix</span></h1></div>
<div class="page-content"><div class="mw-parser-output">
<aside role="region" class="portable-infobox pi-theme-default"><h2 class="pi-item pi-title" data-source="name">Louis Desaix</h2>
<figure class="pi-item pi-image" data-source="image"><a href="x"><img src="x"></a><figcaption class="pi-item-spacing pi-caption">In Egypt</figcaption></figure>
<section class="pi-item pi-group"><h2 class="pi-item pi-header">Military service</h2>
<div class="pi-item pi-data" data-source="rank"><h3 class="pi-data-label">Rank</h3><div class="pi-data-value pi-font">General of division</div></div>
<div class="pi-item pi-data" data-source="battles"><h3 class="pi-data-label">Battles</h3><div class="pi-data-value"><ul><li>Sediman</li><li>Marengo</li></ul></div></div>
</section>
<section class="pi-item pi-group"><table class="pi-horizontal-group"><caption class="pi-header">Life</caption><thead><tr><th data-source="born">Born</th><th data-source="died">Died</th></tr></thead>
<tbody><tr><td data-source="born">1768</td><td data-source="died">1800</td></tr></tbody></table></section></aside>
<p>Louis Desaix was a general.</p></div></div></body></html>"""


def test_fandom() -> None:
    document = read(FANDOM)
    assert document.title == "Louis Desaix"
    assert rows(document) == {
        "name": ["Louis Desaix"],
        "rank": ["General of division"],
        "battles": ["Sediman", "Marengo"],
        "born": ["1768"],
        "died": ["1800"],
    }
    assert [r.group for r in document.rows] == ["", "Military service", "Military service", "Life", "Life"]
    assert blocks(document, "caption") == ["In Egypt"]
    assert blocks(document, "paragraph") == ["Louis Desaix was a general."]


def test_fragment_and_fallback_title() -> None:
    document = read(
        "<p><b>Ney</b> fue un mariscal de Francia, y el hijo de un tonelero de la ciudad.</p>", "Michel Ney"
    )
    assert (document.title, document.lang) == ("Michel Ney", "es")


def test_office_rows() -> None:
    document = read(
        '<table class="infobox"><tr><th colspan="2">John Burgoyne</th></tr><tr><th colspan="2">Commander in Chief</th></tr>'
        '<tr><td colspan="2"><span><b>In office</b></span><br>1782 – 1784</td></tr><tr><th>Preceded by</th><td>John Irwin</td></tr></table>'
    )
    assert rows(document) == {
        "name": ["John Burgoyne"],
        "office": ["Commander in Chief"],
        "term": ["1782 – 1784"],
        "predecessor": ["John Irwin"],
    }


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("<p>a &lt; b &amp; c</p>", "a < b & c"),
        ("<p>a<!-- x -->b</p>", "ab"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>kept</p><script>var x = '<p>no</p>';</script>", "kept"),
        ("<p>kept</p><a href='unclosed", "kept"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<p>1 < 2 and 3 > 2</p>", "1 < 2 and 3 > 2"),
        ("<p>zero&#8203;width &shy;gone</p>", "zerowidth gone"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
    ],
)
def test_broken_and_plain_markup(source: str, text: str) -> None:
    assert read(source).text == text


def test_nesting_is_bounded() -> None:
    document = read("<div>" * 5000 + "deep" + "</div>" * 5000)
    assert document.text == "deep"
    assert read("<b>" * 20000 + "x").text == "x"


def test_nodes_know_their_place() -> None:
    source = '<div class="a b"><p id=x>one</p>two</div>'
    div = parse(source).children[0]
    assert source[div.start : div.end] == source
    assert div.classes == ("a", "b")
    paragraph = div.children[0]
    assert source[paragraph.inner_start : paragraph.inner_end] == "one"
    start, end = paragraph.place("id")
    assert source[start:end] == "x"


def test_fandom_groups_nested_and_smart() -> None:
    document = read(
        '<html><body><div class="mw-parser-output"><aside class="portable-infobox pi-layout-default">'
        '<h2 class="pi-item pi-title" data-source="name">Louis Desaix</h2>'
        '<div class="pi-item pi-panel wds-tabber"><div class="wds-tabs__wrapper"><ul><li>Tab one</li></ul></div>'
        '<div class="wds-tab__content"><figure class="pi-item pi-image"><img width="270"><figcaption class="pi-caption">In Egypt</figcaption>'
        "</figure></div></div>"
        '<section class="pi-item pi-group"><h2 class="pi-item pi-header">Service</h2>'
        '<section class="pi-item pi-group"><h2 class="pi-item pi-header">Egypt</h2>'
        '<div class="pi-item pi-data" data-source="rank1"><h3 class="pi-data-label">Rank</h3><div class="pi-data-value">General</div></div></section>'
        '<div class="pi-item pi-data" data-source="branch"><h3 class="pi-data-label">Branch</h3><div class="pi-data-value">Army</div></div></section>'
        '<section class="pi-item pi-smart-group"><section class="pi-smart-group-head"><h3 class="pi-smart-data-label pi-data-label">From</h3>'
        '<h3 class="pi-smart-data-label pi-data-label">To</h3></section><section class="pi-smart-group-body">'
        '<div class="pi-smart-data-value pi-data-value" data-source="from">1784</div>'
        '<div class="pi-smart-data-value pi-data-value" data-source="to">1800</div></section></section>'
        '<nav class="pi-navigation">More marshals</nav></aside><p>He was a general.</p></div></body></html>'
    )
    assert [(r.key, r.label, r.group) for r in document.rows] == [
        ("name", "", ""),
        ("rank1", "Rank", "Egypt"),
        ("branch", "Branch", "Service"),
        ("from", "From", ""),
        ("to", "To", ""),
    ]
    assert blocks(document, "caption") == ["In Egypt"]
    assert "Tab one" not in document.text
    assert "More marshals" not in document.text


def test_parameters_name_the_rows_that_no_label_does() -> None:
    document = read(
        '<table class="infobox" typeof="mw:Transclusion" data-mw=\'{"parts":[{"template":{"target":{"wt":"Infobox x"},'
        '"params":{"garrison":{"wt":"[[Lodi|The bridge]] of Lodi<ref>A</ref>"},"rank":{"wt":"General"},"a":{"wt":"1"},"b":{"wt":"1"}}}}]}\'>'
        "<tr><th>Posted at</th><td>The bridge of Lodi</td></tr><tr><th>Rank</th><td>General</td></tr><tr><th>Number</th><td>1</td></tr></table>"
    )
    assert [(r.label, r.key) for r in document.rows] == [
        ("Posted at", "garrison"),
        ("Rank", "rank"),
        ("Number", "number"),
    ]


def test_ages_icons_and_coloured_heads_of_infoboxes() -> None:
    document = read(
        '<table class="infobox"><tr><td colspan="2" class="antet">Jean Lannes</td></tr>'
        '<tr><td colspan="2" style="background:#ccd">Carrière</td></tr>'
        '<tr><th>Born</th><td>10 April 1969 <span class="noprint">(age 40)</span><span class="noprint">[edit]</span></td></tr>'
        '<tr><td>1796</td><td><img width="20" src="f.png"> Army of Italy</td><td>Colonel</td></tr></table>'
    )
    assert rows(document) == {"name": ["Jean Lannes"], "born": ["10 April 1969 (age 40)"]}
    assert document.rows[1].group == "Carrière"
    assert blocks(document, "cells") == ["1796\tArmy of Italy\tColonel"]


def test_a_navigation_box_of_predecessors_is_read() -> None:
    document = read(
        '<p>He served.</p><table class="navbox"><tr><th>Précédé par</th><th>Fonction</th><th>Suivi par</th></tr>'
        '<tr><td>Moncey</td><td>Gouverneur<br>1808</td><td>Ney</td></tr></table><table class="navbox"><tr><th>Marshals</th><td>All</td></tr></table>'
    )
    assert blocks(document, "navigation") == ["Précédé par\tFonction\tSuivi par", "Moncey\tGouverneur\n1808\tNey"]


@pytest.mark.parametrize(
    "page",
    [
        # Minerva, and the pages that its apps show
        '<html><head><title>Jean Lannes - Wikipedia</title></head><body class="skin-minerva"><div class="minerva-header">Search</div>'
        '<h1 id="firstHeading" class="mw-first-heading">Jean Lannes</h1><div class="minerva__subtitle">Marshal</div>'
        '<div id="mw-content-text"><div class="mw-parser-output"><section class="mf-section-0"><p>He served.</p></section>'
        '<div class="mw-heading mw-heading2 section-heading"><div class="indicator mf-icon"></div><h2 id="Life">Life</h2>'
        '<span class="mw-editsection"><a>edit</a></span></div><section class="mf-section-1 collapsible-block"><p>He fought.</p></section>'
        '</div></div><div class="last-modified-bar">Last edited</div></body></html>',
        '<html><head><title>Jean Lannes</title></head><body><header><h1 class="pcs-edit-section-title">Jean Lannes</h1></header>'
        '<section data-mw-section-id="0"><p>He served.</p></section><section data-mw-section-id="1"><div class="pcs-edit-section-header">'
        '<h2 id="Life" class="pcs-edit-section-title">Life</h2><span class="pcs-edit-section-link-container"><a>Edit</a></span></div>'
        "<p>He fought.</p></section></body></html>",
        # Kiwix
        '<html><head><title>Jean Lannes</title></head><body><h1 id="openzim-page-title" class="article-header">Jean Lannes</h1>'
        '<div id="mw-content-text"><p>He served.</p><details data-level="2" open><summary class="section-heading"><h2 id="Life">Life</h2>'
        "</summary><p>He fought.</p></details></div></body></html>",
        # Vector 2022 and Timeless
        '<html><head><title>Jean Lannes - Wikipedia</title></head><body><nav class="vector-toc-landmark">Contents</nav><main id="content">'
        '<h1 id="firstHeading" class="firstHeading mw-first-heading"><span class="mw-page-title-main">Jean Lannes</span></h1>'
        '<div class="vector-page-toolbar">Talk</div><div id="mw-content-text" class="mw-body-content"><div class="mw-parser-output"><p>He served.</p>'
        '<div class="mw-heading mw-heading2"><h2 id="Life">Life</h2><span class="mw-editsection">[<a>edit</a>]</span></div><p>He fought.</p>'
        "</div></div></main></body></html>",
        '<html><head><title>Jean Lannes - Wikipedia</title></head><body><div id="mw-wrapper"><div id="mw-site-navigation">Main page</div>'
        '<div id="mw-content"><h1 id="firstHeading" class="firstHeading">Jean Lannes</h1><div id="bodyContent"><div id="mw-content-text">'
        '<div class="mw-parser-output"><p>He served.</p><h2><span class="mw-headline">Life</span></h2><p>He fought.</p></div></div></div></div>'
        '<div id="mw-related-navigation">In other languages</div></div></body></html>',
    ],
    ids=["minerva", "app", "kiwix", "vector", "timeless"],
)
def test_skins(page: str) -> None:
    document = read(page)
    assert document.title == "Jean Lannes"
    assert [s.heading for s in document.sections] == ["", "Life"]
    assert document.text == "Jean Lannes\n\nHe served.\n\nLife\n\nHe fought."


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table class=infobox>",
                "<tr>",
                "<td>",
                "<th>",
                "</table>",
                "word ",
                "&amp;",
                "&#x41;",
                "<sup class=reference>",
                '<a href="#cite_note-1">',
                "</a>",
                "</sup>",
                "<ol class=references>",
                "<li id=cite_note-1>",
                "</ol>",
                "<b>",
                "</b>",
                "<h2>",
                "</h2>",
                "<!--",
                "-->",
                "<",
                ">",
                '"',
                "'",
                "<ul>",
                "<li>",
                "</ul>",
                "<br>",
                "<style>",
                "</style>",
                "\n",
            ]
        ),
        max_size=40,
    )
)
def test_any_markup(parts: list[str]) -> None:
    read("".join(parts))


@pytest.mark.parametrize(
    "name", ["en-kiwix/Betty_Carter.html", "en-skin/Ruth_Bader_Ginsburg.html", "fr-parsoid/Aaliyah.html"]
)
def test_real_pages(name: str) -> None:
    path = corpus("html", *name.split("/"))
    document = read(path.read_text(encoding="utf-8"))
    assert document.title == path.stem.replace("_", " ")
    assert document.rows
    assert document.citations
    assert all(mark.citation >= 0 for mark in document.marks)


def test_office_known_by_its_dates() -> None:
    document = read(
        '<table class="infobox_v2"><tr><td colspan="2">Louis Davout</td></tr><tr><th colspan="2">Ministre de la Guerre</th></tr>'
        '<tr><td colspan="2">20 mars 1815 – 8 juillet 1815<br>(3 mois)</td></tr></table>'
    )
    assert rows(document) == {
        "name": ["Louis Davout"],
        "office": ["Ministre de la Guerre"],
        "term": ["20 mars 1815 – 8 juillet 1815", "(3 mois)"],
    }


def test_a_row_of_many_cells_keeps_them_together() -> None:
    document = read(
        '<table class="infobox"><tr><th colspan="3">Jean Rapp</th></tr><tr><td>1794</td><td>Captain</td><td>3</td></tr></table>'
    )
    assert blocks(document, "cells") == ["1794\tCaptain\t3"]


MINERVA = """<html lang="en"><body class="skin-minerva"><h1 id="section_0">Jean Rapp</h1>
<div id="bodyContent"><div id="mw-content-text"><div class="mw-content-ltr mw-parser-output">
<section class="mf-section-0"><p>Jean Rapp was a general.<sup id="cite_ref-x_1-0" class="reference"><a href="#cite_note-x-1"><span>[</span>nb 1<span>]</span></a></sup></p></section>
<div class="section-heading"><h2 id="Life"><span class="mw-headline">Life</span></h2><span class="mw-editsection"><a href="/w/index.php?title=Jean_Rapp&amp;action=edit">edit</a></span></div>
<section class="mf-section-1"><p>He lived in <a href="/w/index.php?title=Old_Colmar&amp;action=edit&amp;redlink=1" class="new" title="Old Colmar (page does not exist)">old Colmar</a>.</p>
<table class="succession-box"><tbody><tr><td>Preceded by<br><b>Jean Reynier</b></td><td><b>Governor of Danzig</b><br>1807–1809</td></tr></tbody></table>
<div class="mw-references-wrap"><ol class="references" data-mw-group="nb"><li id="cite_note-x-1"><span class="mw-cite-backlink"><a href="#cite_ref-x_1-0">↑</a></span> <span class="reference-text">A note.</span></li></ol></div></section>
</div></div></div></body></html>"""


def test_mobile_page() -> None:
    document = read(MINERVA)
    assert document.title == "Jean Rapp"
    assert [s.heading for s in document.sections] == ["", "Life"]
    assert blocks(document, "paragraph") == ["Jean Rapp was a general.", "He lived in old Colmar."]
    assert blocks(document, "navigation") == ["Preceded by\nJean Reynier\tGovernor of Danzig\n1807–1809"]
    assert [(c.label, c.group, c.name) for c in document.citations] == [("nb 1", "nb", "x")]
    assert document.marks[0].group == "nb"
