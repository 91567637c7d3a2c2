"""Findings stand beside the block, or under the footnote, that they are about."""

from __future__ import annotations

from cursus.check import check
from cursus.web.beside import beside
from tests.check.examples import document

SOURCE = """'''Ada Berg''' (1843–1901) was a soldier.

== Life ==
Berg led the battery.<ref>{{cite book |title=The Winter War |last=Holm |date=3rd May 1891 |publisher=Amelang}}</ref>

She was at sea in 1863-1865.<ref name="gone" />

== References ==
<references />
"""


def test_findings_by_place() -> None:
    article = document("wikitext", SOURCE)
    found = beside(article, check(article, ()))
    words = {n: article.text[article.blocks[n].start : article.blocks[n].end] for n in found.blocks}
    by_block = {f.rule: words[n] for n, fs in found.blocks.items() for f in fs}
    assert by_block["hyphen-in-years"] == by_block["dangling-footnote"] == "She was at sea in 1863-1865."
    assert [(article.citations[n].text[:4], f.rule) for n, fs in found.notes.items() for f in fs] == [
        ("Holm", "bad-date-form")
    ]
    assert found.elsewhere == []
