"""QuickStatements: what is written, from which items, and that every line is a command."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cursus.export import quickstatements
from cursus.export.chosen import Chosen
from cursus.export.report import Report
from tests.export.made import stored
from tests.export.quickstatements_grammar import faults

ITEMS = {
    "ivan-petrov": "Q1",
    "rank:OF-5/colonel": "Q2",
    "text:3rd Brigade": "Q3",
    "text:Kazan": "Q900",
    "text:Pavel": "Q4",
}


def written(folder: Path, chosen: Chosen) -> tuple[list[str], Report]:
    out = io.BytesIO()
    with stored(folder) as store:
        report = quickstatements.write(store, out, chosen)
    assert faults(out.getvalue().decode()) == []
    return out.getvalue().decode().splitlines(), report


def test_with_items(tmp_path: Path) -> None:
    lines, report = written(tmp_path, Chosen(qids=ITEMS))
    said = {tuple(line.split("\tS")[0].split("\t")) for line in lines}
    assert said == {
        ("Q1", "P569", "+1848-00-00T00:00:00Z/9"),
        ("Q1", "P19", "Q900"),
        ("Q1", "P7779", "Q3", "P580", "+1877-05-00T00:00:00Z/10"),
        ("Q1", "P410", "Q2", "P585", "+1877-05-00T00:00:00Z/10", "P1480", "Q5727902"),
        ("Q1", "P40", "Q4"),
        ("Q1", "P27", "Q159"),
        ("Q1", "P1559", 'ru:"Иван Петров"'),
    }
    assert all('\tS854\t"https://x.example/wiki/Petrov"\tS813\t+' in line for line in lines)
    assert all('\tS1683\ten:"' in line for line in lines)
    assert report.losses["no claim: it is alleged, not asserted"] == 1
    assert report.losses["no claim: award: of the value no item is known for it; give one with --items"] == 1


def test_without_an_item_nothing_is_said_of_a_person(tmp_path: Path) -> None:
    lines, report = written(tmp_path, Chosen())
    assert lines == []
    assert report.claims == 0


def test_a_new_item_only_where_it_is_asked_for(tmp_path: Path) -> None:
    lines, _ = written(tmp_path, Chosen(create=True))
    assert lines[:3] == ["CREATE", 'LAST\tLen\t"Ivan Petrov"', "LAST\tP31\tQ5"]
    assert all(line.startswith("LAST\t") for line in lines[1:])


@pytest.mark.parametrize(
    "line",
    [
        "Q1\tP27",
        "Q1\tP27\tRussia",
        "LAST\tP27\tQ1",
        "Q1\tP569\t+1848-05-00T00:00:00Z/9",
        'Q1\tP27\tQ2\tS854\t"a"\tP580\t+1848-00-00T00:00:00Z/9',
        "Q1\tP27\tQ2\tP580",
    ],
)
def test_the_grammar_finds_faults(line: str) -> None:
    assert faults(line)
