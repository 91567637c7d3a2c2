"""Search by name over a million persons with five names each, beside an SQLite LIKE scan and rapidfuzz, in one run.

usage: python bench/search.py [--persons N] [--dir FOLDER] [--db ADDRESS] [NAMES.txt]

NAMES.txt (default: names/rigour_person_names.txt of CURSUS_CORPUS) has one name a line in all its spellings:
``haftar, hifter, حفتر => Q1``. Persons are drawn from it, seeded: a given name and a family name by Zipf's law, five
spellings each, three of ten with an article about them. The database is made once and kept in FOLDER; ``--db`` puts it
elsewhere, as a PostgreSQL database. Times are of the processor in this process (and of the clock for a server), for ten
results each, as the site asks while somebody types. "found" is the share of queries whose person, or a namesake in both
names, is among the first ten.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice, zip_longest
from pathlib import Path

from rapidfuzz import fuzz, process
from sqlalchemy import insert

from cursus.store import Store, open_store
from cursus.store.fold import fold
from cursus.store.lookup import INDEXED
from cursus.store.schema import names, persons, settings
from cursus.text.scripts import script_of as read_script

script_of = cache(read_script)

SEED = 1848
SPELLINGS = 5
LIMIT = 10
AT_ONCE = 20_000
Spelled = tuple[str, ...]


class World:
    """Who there is: a function of the seed, the number of persons and the spellings alone."""

    def __init__(self, spelled: Sequence[Spelled], many: int) -> None:
        rng = random.Random(SEED)
        self.spelled = list(spelled)
        rng.shuffle(self.spelled)
        weights = [1 / (rank + 10) for rank in range(len(self.spelled))]
        self.given = rng.choices(range(len(self.spelled)), weights, k=many)
        self.family = rng.choices(range(len(self.spelled)), weights, k=many)

    def person_id(self, number: int) -> str:
        return f"{self.given[number]}-{self.family[number]}-{number}"

    def _pairs(self, number: int) -> list[str]:
        """Every way to write both names in one script, where there is one, the scripts by turns."""
        given, family = self.spelled[self.given[number]], self.spelled[self.family[number]]
        by_script: dict[str, list[str]] = {}
        for a in given:
            for b in family:
                if script_of(a) == script_of(b):
                    by_script.setdefault(script_of(a), []).append(f"{a} {b}".title())
        turns = zip_longest(*by_script.values())
        found = [form for turn in turns for form in turn if form is not None]
        return found or [f"{a} {b}".title() for a, b in zip(given, family, strict=False)]

    def forms(self, number: int) -> list[str]:
        """The spellings that a person is stored under."""
        return list(dict.fromkeys(self._pairs(number)))[:SPELLINGS]

    def other_form(self, number: int) -> str | None:
        """A spelling that the person is not stored under; None where there is none."""
        others = list(dict.fromkeys(self._pairs(number)))[SPELLINGS:]
        return others[number % len(others)] if others else None


def read_spellings(path: str) -> list[Spelled]:
    """Names of several spellings; one letter is none."""
    out = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            forms = tuple(form for form in (f.strip() for f in line.split("=>")[0].split(",")) if len(form) > 1)
            if len(forms) > 2:
                out.append(forms)
    return out


def build(address: str, world: World) -> None:
    """Write persons and names in bulk, then let the store index them as it does after a change of its rules."""
    rng = random.Random(SEED + 1)
    many = len(world.given)
    start = time.perf_counter()
    with open_store(address) as store, store._write() as connection:
        for first in range(0, many, AT_ONCE):
            people, spellings = [], []
            for number in range(first, min(first + AT_ONCE, many)):
                person, forms = world.person_id(number), world.forms(number)
                claims = int(rng.paretovariate(1.2))
                subject = 1 if rng.random() < 0.3 else 0
                row = {"id": person, "name": forms[0], "claims": min(claims, 2000), "documents": 1, "articles": subject}
                people.append(row)
                spellings += [
                    {"person_id": person, "position": i, "name": form, "folded": fold(form)}
                    for i, form in enumerate(forms)
                ]
            connection.execute(insert(persons), people)
            connection.execute(insert(names), spellings)
        connection.execute(settings.delete().where(settings.c.name == INDEXED))
    written = time.perf_counter()
    open_store(address, progress=lambda done, total: None).close()
    done = time.perf_counter()
    print(f"built: {many:,} persons, rows in {written - start:.0f} s, index in {done - written:.0f} s")


# queries --------------------------------------------------------------------------------------------------------------
Query = tuple[str, int]
"""What is typed, and whose name it is; -1 where it is nobody's in particular."""


def misspelt(name: str, rng: random.Random) -> str:
    """One letter of a word with four or more is left out, doubled, exchanged or another one."""
    places = [i for i, c in enumerate(name) if c.isalpha() and len(_word_at(name, i)) > 3]
    if not places:
        return name
    at = rng.choice(places)
    letters = "abcdefghijklmnopqrstuvwxyz"
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + rng.choice(letters) + name[at:]
    if kind == 2 and at + 1 < len(name) and name[at + 1].isalpha():
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + rng.choice(letters) + name[at + 1 :]


def _word_at(name: str, at: int) -> str:
    return next(word for word in name.split(" ") if (at := at - len(word) - 1) < 0)


def queries(world: World, many: int) -> dict[str, list[Query]]:
    rng = random.Random(SEED + 2)

    def draw(count: int, form: Callable[[int], str | None]) -> list[Query]:
        def found() -> Iterator[Query]:
            while True:
                number = rng.randrange(len(world.given))
                said = form(number)
                if said is not None:
                    yield said, number

        return list(islice(found(), count))

    def latin(number: int) -> str | None:
        forms = [form for form in world.forms(number) if form.isascii()]
        return rng.choice(forms) if forms else None

    typed = draw(many // 10, lambda n: rng.choice(world.forms(n)))
    common = [world.spelled[group][0] for group in range(many // 20)]
    common += (
        [form[:2] for form in common[:20]] + list("abehjkmnrs") + ["al", "el", "mohamed", "john", "ivan", "van der"]
    )
    absent = [
        "".join(rng.choice("bcdfghjklmnpqrstvwxz" if i % 2 else "aeiou") for i in range(9)) for _ in range(many // 10)
    ]
    return {
        "exact": draw(many // 4, lambda n: rng.choice(world.forms(n))),
        "other spelling or script": draw(many // 4, world.other_form),
        "misspelt": draw(many // 5, lambda n: (form := latin(n)) and misspelt(form, rng)),
        "every key of a name typed": [(said[: i + 1], n if i + 1 == len(said) else -1) for said, n in typed for i in range(len(said))],
        "common names, one or two letters": [(said, -1) for said in common],
        "absent": [(f"{a} {b}", -1) for a, b in zip(absent, reversed(absent), strict=True)],
    }  # fmt: skip


# measuring ------------------------------------------------------------------------------------------------------------
Finder = Callable[[str], list[str]]
"""From a query to the ids of persons, the best first."""


def measure(
    title: str, finder: Finder, world: World, asked: Sequence[Query], clock: Callable[[], float]
) -> list[float]:
    times, right, judged = [], 0, 0
    for said, number in asked:
        start = clock()
        found = finder(said)
        times.append((clock() - start) * 1000)
        if number >= 0:
            judged += 1
            wanted = world.person_id(number).rpartition("-")[0] + "-"
            right += any(person.startswith(wanted) for person in found[:LIMIT])
    share = f"{100 * right / judged:5.1f} %" if judged else "      –"
    print(f"  {title:34} {len(asked):6} queries   {numbers(times)}   found {share}", flush=True)
    return times


def numbers(times: Sequence[float]) -> str:
    ordered = sorted(times)
    p99 = ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)]
    return f"p50 {statistics.median(ordered):8.2f} ms  p99 {p99:8.2f} ms  max {ordered[-1]:8.2f} ms"


def of_cursus(store: Store) -> Finder:
    return lambda said: [hit.person.id for hit in store.find(said, LIMIT)]


def by_like(db: sqlite3.Connection) -> Finder:
    query = "SELECT DISTINCT person_id FROM names WHERE name LIKE ? LIMIT ?"
    return lambda said: [row[0] for row in db.execute(query, (f"%{said}%", LIMIT))]


def by_rapidfuzz(db: sqlite3.Connection) -> Finder:
    rows = db.execute("SELECT person_id, name FROM names").fetchall()
    owners, spelled = [row[0] for row in rows], [row[1].lower() for row in rows]

    def find(said: str) -> list[str]:
        return [owners[i] for _, _, i in process.extract(said.lower(), spelled, scorer=fuzz.ratio, limit=LIMIT)]

    return find


def main() -> None:
    corpus = os.environ.get("CURSUS_CORPUS")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="?", default=f"{corpus}/names/rigour_person_names.txt" if corpus else None)
    parser.add_argument("--persons", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--dir", default=os.path.join(tempfile.gettempdir(), "cursus-bench"))
    parser.add_argument("--db", help="an empty PostgreSQL database, instead of a file")
    parser.add_argument("--peers", type=int, default=3, help="queries of each class for the slow peers")
    given = parser.parse_args()
    if given.names is None:
        sys.exit(__doc__)
    world = World(read_spellings(given.names), given.persons)
    address = given.db or os.path.join(given.dir, f"search-{given.persons}.db")
    if given.db is None:
        Path(given.dir).mkdir(parents=True, exist_ok=True)
        if not os.path.exists(address):
            build(address + ".part", world)
            os.replace(address + ".part", address)
    elif not _filled(address):
        build(address, world)
    asked = queries(world, given.queries)
    with open_store(address, readonly=True) as store:
        clock = time.perf_counter if given.db else time.process_time
        for classes in asked.values():
            of_cursus(store)(classes[0][0])  # tables and connections are loaded before the clock runs
        print(f"Cursus, {store.counts().persons:,} persons")
        times = [t for title, some in asked.items() for t in measure(title, of_cursus(store), world, some, clock)]
        print(f"  {'all':34} {len(times):6} queries   {numbers(times)}")
    if given.db or not given.peers:
        return
    db = sqlite3.connect(address)
    for title, peer in (("SQLite LIKE '%…%'", by_like(db)), ("rapidfuzz.process.extract", by_rapidfuzz(db))):
        print(title)
        for kind, some in asked.items():
            step = max(len(some) // given.peers, 1)
            measure(kind, peer, world, some[step - 1 :: step][: given.peers], time.process_time)


def _filled(address: str) -> bool:
    with open_store(address) as store:
        return store.count_persons() > 0


if __name__ == "__main__":
    main()
