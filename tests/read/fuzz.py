"""Pieces of pages for the fuzzing tests: markup and copied text that is broken on purpose."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "Lannes", "born", "10 April 1769", "1796–1809", "Marshal of the Empire", "المشير", "ミュラ", "é", "\u200f", "\u202b", "\ufeff",
    "\u00ad", "\U0001d538", "\ud800", "\udfff", "\x00", "\x0b", "\x85", "\u2028", "\xa0", "İ", "ß", "́", " ", "  ", "\n", "\n\n", "\t", "\r\n",
)  # fmt: skip
MARKUP = (
    "<p>", "</p>", "<div class=mw-parser-output>", "</div>", "<table class='infobox vcard'>", "<table class=wikitable>", "<table>",
    "</table>", "<tbody>", "<tr>", "</tr>", "<td colspan=2>", "<td>", "</td>", "<th scope=row>", "<th colspan=2>", "</th>", "<caption>",
    "<aside class='portable-infobox'>", "<section class='pi-item pi-group'>", "</section>", "</aside>", "<h2 class=pi-title data-source=name>",
    "<div class='pi-item pi-data' data-source='rank'>", "<h3 class='pi-data-label'>", "<div class='pi-data-value'>", "<h2>", "</h2>", "<h3>",
    "</h3>", "<h1 id=firstHeading>", "</h1>", "<br>", "<br/", "<ul>", "<ol class=references>", "<li id=cite_note-a-1>", "<li>", "</li>", "</ol>",
    "<sup class=reference id=cite_ref-a_1-0>", "<a href='#cite_note-a-1'>", "<a href='./X#cite_ref-a_1-0' rel='mw:referencedBy'>", "</a>",
    "</sup>", "<span class=reference-text>", "<span class=noprint>(40)", "</span>", "<i>", "<b>", "</b>", "<cite class='citation book'>",
    "<span class=Z3988 title='ctx_ver=Z39.88-2004&amp;rft.btitle=%'>", "<img width=20>", "<img width=900>", "<figure typeof='mw:File/Thumb'>",
    "<figcaption>", "</figure>", "<!--", "-->", "<!", "<![CDATA[", "]]>", "<?", "<script>", "</script>", "<style>", "<title>", "</title>",
    "<a href='", '"', ">", "<", "&", "&amp", "&amp;", "&#x0;", "&#xD800;", "&#99999999;", "&nbsp;", "&lt;", "<x y=z", "</", "<p", "<table",
    '<table class=infobox typeof="mw:Transclusion" data-mw=\'{"parts":[{"template":{"target":{"wt":"Infobox x"},"params":{"rank":{"wt":"Lannes"}}}}]}\'>',
    "<div typeof=mw:Transclusion data-mw='{\"parts\":[[{]}'>", "<blockquote>", "<dl>", "<dd>", "<pre>", "<table class=navbox>",
)  # fmt: skip
LINES = (
    "Born", "Born\t10 April 1769", "Rank    Marshal", "Rank", "Battles/wars  Lodi\n              Marengo", "In office", "1796 – 1809",
    "Military service", "References", "Notes", "== Notes ==", "== Life ==", "Life[edit]", "Contents", "1 Life", "1.1 Death", "^ a b Chandler",
    "1. ^ Chandler", "1. 1.0 1.1 Chandler", "2. ↑", "3.", "1. 1 2 3 Chandler", "^", "↑ a et b Sorel", "[1] Chandler", "a. ^ Note", "[1]", "[nb 1]",
    "^[1]", "[a]", "[citation needed]", "Preceded by\nIrwin\tCommander\tSucceeded by\nConway", "Preceded by", "Succeeded by", "\t", "|", "----",
    "* item", "• item", "1. item", "CAPTION: x", "Enlarge", "Retrieved from https://x.org/w?oldid=1", "Main article: X", "(en)", "[fr]",
    "[x.jpg]", "He was born at Lectoure and served in the army of Italy until the day he died.", "a                  b      ",
    "Label             value  ", "                  more   ", "Navigation menu", "From Wikipedia, the free encyclopedia",
)  # fmt: skip


# What is repeated, by form. Each must cost work in proportion to its length.
HOSTILE_MARKUP = {
    "tags that never end": "<b ",
    "open elements": "<div>",
    "open links": "<a href='#cite_note-1'>",
    "open tables": "<table><tr><td>",
    "open infoboxes": "<table class=infobox><tr><th>a</th><td>",
    "infobox rows": "<table class=infobox><tr><th>Born</th><td>1769</td></tr>",
    "infobox groups": "<aside class=portable-infobox><section class=pi-group>",
    "infobox divisions": "<div class=infobox_v3><div>x</div>",
    "inline boxes": "<table class=infobox><tr><td><table><tr><td>",
    "marks": '<sup class=reference><a href="#cite_note-1">[1]</a></sup>',
    "open marks": "<sup class=reference>",
    "entries": "<ol class=references><li id=cite_note-1>x",
    "nested entries": "<li id=cite_note-1><span class=reference-text>",
    "closing tags": "<p></div>",
    "comments": "<!--",
    "entities": "&amp",
    "quotes": "<a b='\"",
    "attributes": "<a b=c d=e f",
    "definition lists": "<dl><dd>",
    "items": "<ul><li>",
    "headings": "<h2>a",
    "transclusions": '<div data-mw=\'{"parts":[[',
    "figures": "<figure><figcaption>",
    "less than": "<",
}
HOSTILE_COPIES = {
    "brackets": "[",
    "marks": "[1]",
    "mark groups": "[nb 1] ",
    "carets": "^ ",
    "arrows": "↑\n",
    "ways back": "^ a b ",
    "counted ways": "1 2 ",
    "entries": "1. ^ a\n",
    "lines of one letter": "a\n",
    "labels": "Born\n",
    "labels with values": "Rank\tMarshal\n",
    "gaps": "a  ",
    "tabs": "\t",
    "padded lines": "a   b   \n",
    "grids": "Born         1769 \n             1770 \n",
    "wide grids": "a  b  c  d  e  f  g  h  \n",
    "blank lines": "\n",
    "spaces": " ",
    "equal signs": "=",
    "headings": "== a ==\n",
    "predecessors": "Preceded by\nx\t",
    "contents": "Contents\n1 a\n2 b\n3 c\n",
    "bars": "| a | b |\n",
    "hatnotes": "Main article: x\n",
    "years": "1796 – ",
    "brackets of years": "(1796–",
    "capitals": "A ",
    "pictures": "[x",
    "edits": "a [edit]\n",
    "commas": "a , ",
}


def markup(most: int = 22) -> st.SearchStrategy[str]:
    """Tag soup with words in it."""
    return st.lists(st.sampled_from((*MARKUP, *WORDS)), max_size=most).map("".join)


def copied(most: int = 14) -> st.SearchStrategy[str]:
    """Lines of a copied page in any order, joined by line breaks, blanks or nothing."""
    piece = st.tuples(
        st.sampled_from((*LINES, *LINES, *WORDS)), st.sampled_from(("\n", "\n", "\n\n", " ", "", "\r\n", "   "))
    )
    return st.lists(piece, max_size=most).map(lambda pieces: "".join(a + b for a, b in pieces))
