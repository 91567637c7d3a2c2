"""Wikidata QuickStatements: commands of version 1, one a line, parts apart by a tab, for a person's eye and then for the tool.

Only what has an item is written: persons, ranks, units and places by the items that are given (``--items``), states by a table of our
own. Of those without one, a person gets a new item only where that is asked for (``--create``). Each statement has its dates as
qualifiers, with precision and circumstances, and the article as its reference: the permanent address of the revision, the day it was
fetched, an archived copy where one is known, the heading, and the words. The works in an article's footnotes are not given as
references: nobody has looked into them.

The syntax is that of https://www.wikidata.org/wiki/Help:QuickStatements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, BinaryIO

from cursus.claim import permanent_link
from cursus.export.chosen import Chosen
from cursus.export.gathered import Gathered
from cursus.export.report import Report
from cursus.store import Store
from cursus.store.pick import source
from cursus.tables import rows as table
from cursus.text.dates.edtf import EdtfError
from cursus.text.dates.wikidata import JULIAN, Statement, Time, to_wikidata

ID = "quickstatements"
MEDIA_TYPE = "text/tab-separated-values; charset=utf-8"

Json = dict[str, Any]
NEVER = "score, rule, origin, offsets, footnotes, who decided: no statement"
NO_ITEM = "no item is known for it; give one with --items"
KINSHIP = {"spouse": "P26", "child": "P40", "parent": "P8810", "sibling": "P3373"}
"""Kind of a relative → property. Parents have a property each for mother and father, which no kind tells apart."""
_LIFE = {"birth": ("P569", "P19"), "death": ("P570", "P20")}
_NAMES = {"native": "P1559", "birth": "P1477"}
_WIKIMEDIA = re.compile(r"https?://[a-z-]+\.(?:m\.)?(?:wikipedia|wikisource|wikimedia|wiktionary|wikiquote)\.org/")
_STARTS, _ENDS, _POINT = "P580", "P582", "P585"
_QID = re.compile(r"Q[1-9]\d*")
_PLAIN = re.compile(r"-?\d{3}[\dX](?:-\d\d){0,2}[~?%]?")
_LANG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_LABEL = 250
"""So many letters Wikidata takes for a label."""
_LONGEST = 1500
"""So many letters Wikidata takes for a text."""


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the commands of the claims that are chosen, person by person."""
    report = Report()
    commands = _Commands(store, report, {**_known(), **chosen.qids}, chosen.create)
    with Gathered() as persons:
        for row in chosen.rows(store):
            subject = commands.subject(row)
            if not subject:
                continue
            for line in commands.of(row):
                persons.add(subject, commands.label(row) if subject[0] == " " else "", line)
        for subject, lines in persons.groups():
            if subject[0] == " ":
                out.write(f"CREATE\nLAST\t{lines[0][0]}\nLAST\tP31\tQ5\n".encode())
            item = "LAST" if subject[0] == " " else subject
            out.write("".join(f"{item}\t{line}\n" for _, line in lines).encode())
    return report


@cache
def _known() -> dict[str, str]:
    return {row[0]: row[1] for row in table("wikidata", "cursus.vocab")}


@cache
def _properties() -> dict[str, str]:
    return {row[0]: row[3] for row in table("properties", "cursus.vocab")}


class _Commands:
    """Claims as commands without their subject, article by article."""

    def __init__(self, store: Store, report: Report, items: dict[str, str], create: bool) -> None:
        self._store, self._report, self._items, self._create = store, report, items, create
        self._article, self._lang, self._reference = "", "en", ""

    def subject(self, row: Json) -> str:
        """The item that a claim is about; a blank and the person's id for one that is to be made; "" for none."""
        person = row["person"]["id"]
        if row["status"] == "rejected":
            self._report.miss(row["id"], "no claim", "it was rejected")
        elif row["stance"] != "asserted":
            self._report.miss(row["id"], "no claim", f"it is {row['stance']}, not asserted")
        elif (item := self._items.get(person)) is not None:
            return item
        elif self._create:
            return f" {person}"
        else:
            self._report.miss(row["id"], "no claim", f"of the person {NO_ITEM}, or --create makes one")
        return ""

    def label(self, row: Json) -> str:
        """The label of a new item: the person's name, in the language of the article."""
        return f'L{self._lang}\t"{_text(row["person"]["name"])[:_LABEL]}"'

    def of(self, row: Json) -> list[str]:
        """The commands of a claim, each with its qualifiers and its reference."""
        statements = [f"{said}{self._source(row)}" for said in self._statements(row)]
        if statements:
            self._report.claims += 1
            self._report.lose(NEVER)
        return statements

    def _statements(self, row: Json) -> Iterator[str]:
        prop, value = row["property"], row["value"]
        if prop in _LIFE:
            yield from self._life(row)
        elif prop == "name":
            yield from self._name(row)
        elif prop == "service":
            self._report.miss(row["id"], "no claim", "no property says that somebody served from a day to another")
        elif prop == "relative":
            yield from self._item(row, KINSHIP.get(row["qualifiers"].get("kind", ""), "P1038"), "kind")
        elif prop == "posting":
            unit = self._items.get(f"text:{row['qualifiers'].get('unit', '')}")
            if self._item_of(value) is None and unit is not None:
                self._report.miss(row["id"], "qualifier role", "the item is of the unit, not of the post")
                yield from self._dated(row, "P7779", unit, ("unit",))
            else:
                yield from self._item(row, _properties()[prop], "role")
        else:
            yield from self._item(row, _properties()[prop])

    def _life(self, row: Json) -> Iterator[str]:
        day, place = _LIFE[row["property"]]
        words = row["value"]["text"] or row["qualifiers"].get("place", "")
        item = self._items.get(f"text:{words}") if words else None
        if row["date"] is not None:
            said = self._when(row)
            if said is not None:
                value = _time(said.value) if said.value is not None else "somevalue"
                yield "\t".join([day, value, *_pairs(said.qualifiers)])
        if item is not None:
            yield f"{place}\t{item}"
        elif words:
            self._report.miss(row["id"], "value", NO_ITEM)
        self._miss_qualifiers(row, ("place",))

    def _name(self, row: Json) -> Iterator[str]:
        given = row["qualifiers"]
        prop, lang = _NAMES.get(given.get("kind", "")), given.get("lang", "")
        words = self._words(row["value"]["text"])
        if prop is None or not _LANG.fullmatch(lang) or not words:
            self._report.miss(
                row["id"], "no claim", "of names, only a native or birth name in a known language is a statement"
            )
            return
        self._miss_qualifiers(row, ("kind", "lang", "script"))
        yield f"{prop}\t{lang}:{words}"

    def _item(self, row: Json, prop: str, *held: str) -> Iterator[str]:
        item = self._item_of(row["value"])
        if item is None:
            self._report.miss(row["id"], "no claim", f"{row['property']}: of the value {NO_ITEM}")
            return
        yield from self._dated(row, prop, item, held)

    def _dated(self, row: Json, prop: str, item: str, held: tuple[str, ...]) -> Iterator[str]:
        self._miss_qualifiers(row, held)
        qualifiers: list[str] = []
        if row["date"] is not None and (said := self._when(row)) is not None:
            if said.value is not None:
                starts, ends = row["date"]["starts"], row["date"]["ends"]
                edges = [_STARTS] * starts + [_ENDS] * ends if _PLAIN.fullmatch(row["date"]["edtf"]) else []
                qualifiers = [part for edge in edges or [_POINT] for part in (edge, _time(said.value))]
            qualifiers += _pairs(said.qualifiers)
        yield "\t".join([prop, item, *qualifiers])

    def _when(self, row: Json) -> Statement | None:
        try:
            said = _statement(row["date"]["edtf"])
        except EdtfError as error:
            self._report.miss(row["id"], "date", str(error))
            return None
        for lost in said.lost:
            self._report.miss(row["id"], "date", lost)
        return said

    def _item_of(self, value: Json) -> str | None:
        return self._items.get(value["id"] or "") or self._items.get(f"text:{value['text']}")

    def _miss_qualifiers(self, row: Json, held: tuple[str, ...]) -> None:
        for name in row["qualifiers"]:
            if name not in held:
                self._report.miss(row["id"], f"qualifier {name}", f"no property at {row['property']}")

    def _words(self, text: str) -> str:
        kept = _text(text)
        return f'"{kept}"' if kept and len(kept) <= _LONGEST else ""

    def _source(self, row: Json) -> str:
        """The reference: the article with its heading, and the words that state it."""
        document = row["document"]
        if document["id"] != self._article:
            self._article = document["id"]
            self._about(document)
        parts = [self._reference]
        section = self._words(" / ".join(row["quote"]["section"]))
        if section:
            parts.append(f"\tS958\t{section}")
        exact = row["quote"]["exact"]
        quote = self._words(exact)
        if quote[1:-1] != exact:
            self._report.miss(
                row["id"], "quote", "its white space, or all of it: beyond 1,500 letters, or with marks of commands"
            )
        if quote:
            parts.append(f"\tS1683\t{self._lang}:{quote}")
        return "".join(parts)

    def _about(self, document: Json) -> None:
        known = source(self._store, document["id"])
        self._lang = known.lang if known is not None and _LANG.fullmatch(known.lang) else "en"
        url = document["url"] or ""
        if url and document["revision"]:
            url = permanent_link(url, document["revision"])
        parts: list[str] = []
        if url and not re.search(r'[\s"|]', url):
            parts += ["S4656" if _WIKIMEDIA.match(url) else "S854", f'"{url}"']
        elif title := self._words(document["title"]):
            parts += ["S1476", f"{self._lang}:{title}"]
        if known is not None:
            parts += ["S813", f"+{known.day}T00:00:00Z/11"]
            if known.copy and not re.search(r'[\s"|]', known.copy):
                parts += ["S1065", f'"{known.copy}"']
                if known.copy_day:
                    parts += ["S2960", f"+{known.copy_day[:10]}T00:00:00Z/11"]
        self._reference = "".join(f"\t{part}" for part in parts)


@lru_cache(maxsize=8192)
def _statement(edtf: str) -> Statement:
    return to_wikidata(edtf)


def _pairs(qualifiers: tuple[tuple[str, Time | str], ...]) -> list[str]:
    return [part for name, value in qualifiers for part in (name, value if isinstance(value, str) else _time(value))]


def _time(time: Time) -> str:
    return f"{time.time}/{time.precision}" + ("/J" if time.calendar == JULIAN else "")


def _text(text: str) -> str:
    """Words on one line; none where they would end a command or begin a comment."""
    kept = " ".join(text.split())
    return "" if "||" in kept or "/*" in kept else kept
