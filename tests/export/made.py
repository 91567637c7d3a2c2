"""A small database with claims of every kind about long-dead officers, made up and in several scripts, for the tests of formats."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cursus.claim import Bounds, Claim, Date, Document, Value
from cursus.store import Store, open_store
from tests.store.make import article, claim

TEXT = (
    'Ivan "Ironside" Petrov\n\nHe was born in 1848 at Kazan. In May 1877 he took command of the 3rd Brigade. '
    "His son Pavel was a cornet. He joined the Geographical Society from 1880 to 1884. "
    "He fought at Plevna, where at least 3 men fell. Rumour has it that he commanded the 9th Brigade. "
    "He was a citizen of Russia. Иван Петров was his name. He was awarded a sword about 1879."
)


def date(edtf: str, starts: bool = False, ends: bool = False) -> Date:
    return Date(edtf, edtf, "1877-05-01", "1877-05-31", starts, ends, "date.made")


def petrov(path: str = "petrov.txt") -> tuple[Document, list[Claim]]:
    document = article(TEXT, path, "Ivan Petrov", "https://x.example/wiki/Petrov")

    def of(
        quote: str, prop: str, value: str, value_id: str | None = None, when: Date | None = None, **changes: object
    ) -> Claim:
        made = claim(document, quote, prop, value, qualifiers=tuple(changes.pop("given", {}).items()))  # type: ignore[attr-defined]
        return replace(made, value=Value(value, value_id), date=when, **changes)  # type: ignore[arg-type]

    took = "In May 1877 he took command of the 3rd Brigade."
    return document, [
        of('Ivan "Ironside" Petrov', "name", "Ivan Petrov", given={"kind": "full", "script": "Latn"}),
        of("Иван Петров was his name.", "name", "Иван Петров", given={"kind": "native", "script": "Cyrl", "lang": "ru"}),
        of("He was born in 1848 at Kazan.", "birth", "Kazan", when=date("1848")),
        of(took, "posting", "commander of the 3rd Brigade", "role:commander", date("1877-05", True), given={"role": "commander", "unit": "3rd Brigade"}),
        of(took, "rank", "colonel", "rank:OF-5/colonel", date("1877-05~")),
        of("His son Pavel was a cornet.", "relative", "Pavel", given={"kind": "child"}),
        of("He joined the Geographical Society from 1880 to 1884.", "membership", "Geographical Society", when=date("1880/1884", True, True)),
        of("He fought at Plevna, where at least 3 men fell.", "event", "battle", given={"place": "Plevna", "killed": Bounds(3, None)}),
        of("He fought at Plevna, where at least 3 men fell.", "battle", "Siege of Plevna"),
        of("Rumour has it that he commanded the 9th Brigade.", "posting", "commander of the 9th Brigade",
           stance="alleged", says="rumour", given={"unit": "9th Brigade"}),
        of("He was a citizen of Russia.", "citizenship", "Russia", "country:RU"),
        of("He was awarded a sword about 1879.", "award", "sword", when=date("1879~")),
    ]  # fmt: skip


@contextmanager
def stored(folder: Path) -> Iterator[Store]:
    with open_store(str(folder / "made.db")) as store:
        store.add(*petrov(), [])
        yield store
