"""Hostile wikitext: is the reader's time linear, and small?

Every family is one piece of markup repeated, read at 8, 16, 32, 64 and 128 KB. Printed for each: CPU seconds per 32
KB at the largest size and how much longer twice the size takes. Exit code 1 where one of them is over its bar.

    python bench/wikitext_hostile.py [--sizes 8,16,32] [--only NAME]
"""

from __future__ import annotations

import argparse
import math
import sys
import time

from cursus.read.wikitext import read_wikitext

MAX_RATIO = 2.3
MAX_SECONDS = 0.5  # per 32 KB
SHORTEST = 0.004  # below this a time is mostly noise, and its ratio says nothing

FAMILIES = {
    "template-open": "{{a|",
    "template-open-line": "{{a\n|",
    "template-named": "{{a|b=",
    "template-close": "}}",
    "template-nested": "{{a|b}}",
    "template-in-link": "[[a|{{",
    "link-in-template": "{{a|[[",
    "argument-open": "{{{a|",
    "braces": "{",
    "braces-close": "}",
    "link-open": "[[a|",
    "link-open-bare": "[[",
    "link-close": "]]",
    "link-broken": "[[a\n",
    "file-open": "[[File:a|thumb|",
    "external-open": "[http://a ",
    "external-long": "[http://a b]",
    "brackets": "[",
    "table-open": "\n{|",
    "table-rows": "\n|-\n|a||b",
    "table-cells": "||",
    "table-heads": "\n!a!!b",
    "table-nested": "\n{|\n|a\n",
    "table-attributes": "\n{|\n|-\n| a=b | ",
    "table-caption": "\n{|\n|+ a\n",
    "tag-open": "<b ",
    "tag-open-closed": "<b>",
    "tag-close": "</b>",
    "tag-attribute": '<b a="',
    "span-hidden": '<span style="display:none">',
    "del-open": "<del>",
    "list-html": "<ul><li>",
    "blockquote-open": "<blockquote>",
    "table-html": "<table><tr><td>",
    "gallery-open": "<gallery>\nFile:a|b\n",
    "heading-html": "<h2>",
    "ref-open": "<ref>",
    "ref-open-named": "<ref name=a>",
    "ref-open-attribute": '<ref name="',
    "ref-unclosed-tag": "<ref ",
    "ref-close": "</ref>",
    "ref-pair": "<ref>a</ref>",
    "ref-named-pair": "<ref name=a>b</ref><ref name=a/>",
    "ref-nested": "<ref>a<ref>b</ref>c</ref>",
    "ref-two-open": "<ref>a<ref>b</ref>",
    "ref-group": "<ref group=a>b</ref><references group=a/>",
    "ref-details": "<ref name=a details=b>c</ref>",
    "references-open": "<references>",
    "references-open-closed": "<references><ref name=a>b</ref>",
    "reflist": "{{reflist|refs=<ref name=a>b</ref>}}",
    "sfn": "{{sfn|a|1900|p=1}}",
    "efn-nested": "{{efn|a",
    "reuse": "{{r|a|b|c|d}}",
    "comment-open": "<!--",
    "comment-open-half": "<!-- a <!- ",
    "comment-close": "-->",
    "nowiki-open": "<nowiki>",
    "nowiki-pair": "<nowiki></nowiki>",
    "nowiki-mixed": "<nowiki ><pre ><math >",
    "quotes": "'",
    "quotes-bold": "a'''b ",
    "quotes-mixed": "l'''a''b\n",
    "headings": "\n==a==",
    "headings-open": "\n==a",
    "headings-equals": "=",
    "heading-comment": "\n==a==<!-- b -->",
    "lists": "\n*a",
    "lists-deep": "*",
    "list-lines": "\n#:;*",
    "entities": "&amp;",
    "entities-open": "&a",
    "entities-number": "&#1",
    "magic": "__",
    "magic-words": "__A_",
    "blank-lines": "\n \n",
    "spaces": " ",
    "words": "a ",
    "sentence": "A b. ",
    "language": "{{lang-fr|",
    "quote": "{{quote|a",
    "quotes-templates": "{{quote|a}}",
    "infobox-nested": "{{infobox a\n|b={{infobox c\n|d=",
    "infobox-rows": "{{infobox a|b=c}}",
    "succession": "{{s-bef|before=a}}{{s-ttl|title=b}}{{s-aft|after=c}}",
    "cite": "<ref>{{cite web|title=a|url=http://b}}</ref>",
    "cite-open": "{{cite web|title=",
    "category": "[[Category:a]]",
    "redirect": "#REDIRECT [[a]]",
    "language-link": "[[fr:a]]",
    "files": "[[File:a|thumb|b]]",
    "urls": "http://a ",
    "pipes": "|",
    "pipes-lines": "\n|",
    "exclamation": "\n!",
    "colons-table": "\n::::{|",
    "br": "<br>",
    "tag-function": "{{#tag:ref|",
    "mixed": "{{[[<ref><b>",
    "stops": ".",
    "stops-word": ". a",
    "stops-mixed": '?!…"',
    "stops-capital": "a.B",
    "initials": "A. ",
    "brackets-round": "(",
    "double-spaces": "a  b",
    "spaces-odd": "\u00a0\u2003",
    "infobox-open": "{{infobox a\n|b=c\n",
    "infobox-open-lists": "{{infobox a\n|b=\n*c\n",
    "columns-open": "{{columns-list|\n* a",
    "columns": "{{columns-list|\n* a\n}}\n",
    "plain-templates": "{{a|b=c}}",
    "plain-links": "[[a|b]]",
    "plain-open": "{{a [[b",
    "link-empty": "[[|a]]",
    "template-marked": "{{a\n*b}}",
    "ref-plain": "<ref>[[a]] {{b|c}} [http://d e]</ref>",
    "ref-plain-open": "<ref>[[a {{b [http://d </ref>",
    "ref-names": "<ref name=a b c>",
    "ref-text": "<ref>A. B, ''C'' (D: E, 1900), p. 5.</ref>",
    "long-name": "a",
}


def seconds(text: str) -> float:
    start = time.process_time()
    document = read_wikitext(text, path="hostile", title="Hostile", sha256="0" * 64)
    # What is made on demand counts as well.
    count = len(document.runs) + len(document.sentences) + sum(len(c.fields) for c in document.citations)
    return time.process_time() - start if count >= 0 else 0.0


def measure(piece: str, sizes: list[int]) -> tuple[float, float]:
    """(seconds per 32 KB at the largest size, growth of the time for twice the size, from the smallest to the largest)."""
    times = []
    for size in sizes:
        text = piece * (size * 1024 // len(piece))
        first = seconds(text)
        # The best of a few runs: other work on the machine only ever adds.
        times.append(min([first, *(seconds(text) for _ in range(0 if first > 2 else 4))]))
    growth = 0.0
    if times[0] > SHORTEST:
        growth = (times[-1] / times[0]) ** (1 / math.log2(sizes[-1] / sizes[0]))
    return times[-1] / (sizes[-1] / 32), growth


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="8,16,32,64,128", help="in KB")
    parser.add_argument("--only", default="", help="families whose name holds this")
    options = parser.parse_args()
    sizes = [int(s) for s in options.sizes.split(",")]
    failed = 0
    read_wikitext("{{a}}", path="", title="", sha256="0" * 64)
    for name, piece in FAMILIES.items():
        if options.only not in name:
            continue
        each, ratio = measure(piece, sizes)
        bad = each > MAX_SECONDS or ratio > MAX_RATIO
        failed += bad
        print(f"{name:24} {each:8.3f} s/32 KB   x{ratio:5.2f}{'   OVER' if bad else ''}", flush=True)
    print(f"{failed} of {len(FAMILIES)} families over the bar")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
