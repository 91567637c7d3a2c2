"""Ranks of other languages and services, read where nothing else can be meant."""

from __future__ import annotations

import re

import pytest

from cursus.cli.app import run
from cursus.tables import rows
from cursus.text.ranks import find_ranks, rank_names, read_rank

WORLD = rows("ranks_world")


@pytest.mark.parametrize("lang", sorted({row[0] for row in WORLD}))
def test_every_spelling_reads_as_its_own_rank_in_any_case(lang: str) -> None:
    for _, _, _, slug, names in (row for row in WORLD if row[0] == lang):
        for name in names.split("|"):
            for form in (name, name.lower()):
                found = read_rank(form, lang)
                assert found is not None
                assert found.endswith(f"/{slug}"), form


def test_the_table_is_sound() -> None:
    for lang, service, code, slug, names in WORLD:
        assert re.fullmatch(r"[a-z]{2}", lang)
        assert service in ("army", "navy", "air", "marines", "police")
        assert re.fullmatch(r"OF-(?:D|10|[1-9])|OR-[1-9]|WO|-", code)
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", slug)
        assert len(names.split("|")) == len(set(names.split("|")))


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es", "it", "ro", "ru", "uk", "ar"])
def test_every_language_has_its_officers_on_land_and_sea(lang: str) -> None:
    codes = {(name.service, name.code) for name in rank_names() if name.lang == lang}
    assert {("army", f"OF-{n}") for n in range(1, 10)} <= codes
    assert ("navy", "OF-9") in codes
    assert any(service == "police" for service, _ in codes)


@pytest.mark.parametrize(
    ("text", "lang", "identity"),
    [
        ("Général de brigade (à titre posthume)", "fr", "rank:OF-6/brigadier-general"),
        ("генерал-майор (1943)", "ru", "rank:OF-7/major-general"),
        ("капітан 1-го рангу", "uk", "rank:OF-5/captain-navy"),
        ("Tenente Colonnello", "it", "rank:OF-4/lieutenant-colonel"),
        ("لواء ركن", "ar", "rank:OF-7/major-general"),
        ("Mayor", "es", "rank:OF-3/major"),
        ("Mayor", "en", None),
        ("Comisario de policía", "fr", None),
    ],
)
def test_a_field_of_that_language(text: str, lang: str, identity: str | None) -> None:
    assert read_rank(text, lang) == identity


def test_they_are_not_read_in_running_text() -> None:
    assert find_ranks("The Mayor of Cabo met a Comisario") == []
    assert [r.text for r in find_ranks("Mayor", "es")] == ["Mayor"]


def test_rank_says_the_grade(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rank", "--lang", "ru", "контр-адмирал"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("rank:OF-7/rear-admiral  OF-6\n")  # an admiral by name, a commodore by grade
    assert re.search(r"^navy\s+en\s+Commodore$", said, re.MULTILINE)
    assert run(["rank", "--json", "Oberst"]) == 0
    assert '"code": "OF-5"' in capsys.readouterr().out
    assert run(["rank", "teapot"]) == 1
    assert "give its language with --lang" in capsys.readouterr().err
