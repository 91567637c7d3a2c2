"""What finds persons by name: kept in step with the tables ``persons`` and ``names``, in the same transaction.

``rank`` is one number that sorts persons as a list of results does: those whom an article is about first, of these the
ones with more articles, then with more claims, then by name. The indexes give out their rows in its order, so that the
first results of a name that half a million persons bear are found as fast as those of a rare one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text

from cursus.match.keys import key, sound
from cursus.match.words import LIGHT
from cursus.match.words import words as words_of_name
from cursus.store.dialects import dialect_of
from cursus.store.fold import fold
from cursus.store.schema import lookup, names, persons, settings, words

WordRow = tuple[str, str, str]
Progress = Callable[[int, int], None]
"""Told how many of how many persons are done."""

_ARTICLES, _CLAIMS, _LETTERS, _TIE = 6, 12, 20, 25
"""Bits of a rank, from the highest: they sum up to 63, what a database's whole number holds."""
SUBJECTS_END = ((1 << _ARTICLES) - 1) << (_CLAIMS + _LETTERS + _TIE)
"""Persons whom an article is about have ranks below, the others from here on."""
RANK_END = (1 << 63) - 1
LONGEST_WORD = 100
"""Characters of a word that are indexed."""
_SORTED_LETTERS = 4
_PIECE = re.compile(r"[\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670'’‘`´ʻʼʿʾʹʺ׳]+")
"""A word of a name as it is written, signs and vowel marks included."""
_AT_ONCE = 2000
INDEXED = "names-indexed"
_RULES = (
    ("cursus.store", "fold.py"), ("cursus.store", "lookup.py"), ("cursus.match", "keys.py"),
    ("cursus.match", "words.py"), ("cursus.tables", "name_sounds.tsv"),
)  # fmt: skip
"""The files whose words decide what the index holds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as the index sees it: all spellings, the usual name first, and each of them folded."""

    person_id: str
    articles: int
    claims: int
    names: tuple[str, ...]
    folded: tuple[str, ...]


def rank_of(entry: Entry) -> int:
    """The person's place among all, lowest first. Two persons may, very rarely, have the same one."""
    most_articles, most_claims = (1 << _ARTICLES) - 1, (1 << _CLAIMS) - 1
    first = entry.folded[0][:_SORTED_LETTERS].ljust(_SORTED_LETTERS)
    letters = 0
    for char in first:
        letters = letters * 28 + (ord(char) - 96 if "a" <= char <= "z" else 0 if char == " " else 27)
    tie = int.from_bytes(hashlib.sha256(entry.person_id.encode("utf-8", "replace")).digest()[:4]) >> (32 - _TIE)
    rank = most_articles - min(entry.articles, most_articles)
    for value, bits in (
        (most_claims - min(entry.claims, most_claims), _CLAIMS),
        (letters, _LETTERS),
        (tie, _TIE),
    ):
        rank = rank << bits | value
    return rank


def words_of(folded: Iterable[str]) -> str:
    """The different words of all folded names, in the order in which they first appear."""
    found = chain.from_iterable(name.split() for name in folded)
    return " ".join(dict.fromkeys(word[:LONGEST_WORD] for word in found))


def sounds_of(spellings: Iterable[str]) -> Iterator[WordRow]:
    """``(word, key, sound)`` for every written word of the names: folded, and how it sounds without and with vowels.

    A word written without spaces that folds to several (東郷) stands here as these, with spaces between. A word of two
    (Abdelfattah) has two rows, so that it is found by either; a particle has no sound.
    """
    for name in spellings:
        for piece in _PIECE.findall(name):
            yield from _sounds_of_piece(piece)


@lru_cache(maxsize=200_000)
def _sounds_of_piece(piece: str) -> tuple[WordRow, ...]:
    word = fold(piece)[:LONGEST_WORD].rstrip()
    if not word:
        return ()
    parts = () if piece.casefold() in LIGHT else words_of_name(piece)
    return tuple(dict.fromkeys((word, key(part), sound(part)) for part in parts if key(part))) or ((word, "", ""),)


def update(connection: Connection, gone: Sequence[str], entries: Sequence[Entry]) -> dict[str, int]:
    """Bring the index to what is known of these persons now. Returns each one's rank."""
    ids = [*gone, *(entry.person_id for entry in entries)]
    query = select(lookup.c.person_id, lookup.c.rank, lookup.c.words).where(lookup.c.person_id.in_(ids))
    before = {row.person_id: (row.rank, row.words) for row in connection.execute(query)}
    ranks = _ranks(connection, entries)
    after = {entry.person_id: (ranks[entry.person_id], words_of(entry.folded)) for entry in entries}
    stale = sorted(rank for person, (rank, old) in before.items() if after.get(person) != (rank, old))
    if stale:
        connection.execute(delete(lookup).where(lookup.c.rank.in_(stale)))
    new = [(rank, person, said) for person, (rank, said) in after.items() if before.get(person) != (rank, said)]
    if new:
        rows = [{"rank": rank, "person_id": person, "words": said} for rank, person, said in sorted(new)]
        connection.execute(insert(lookup), rows)
        fresh = {person for _, person, _ in new}
        _add_words(connection, set(sounds_of(chain.from_iterable(e.names for e in entries if e.person_id in fresh))))
    return ranks


def _ranks(connection: Connection, entries: Sequence[Entry]) -> dict[str, int]:
    """A rank of its own for everyone: the next free one where another person has it already."""
    ranks = {entry.person_id: rank_of(entry) for entry in entries}
    query = select(lookup.c.rank, lookup.c.person_id)
    owners: dict[int, str | None] = dict.fromkeys(ranks.values())
    owners |= {r.rank: r.person_id for r in connection.execute(query.where(lookup.c.rank.in_(sorted(owners))))}
    for person, rank in ranks.items():
        while owners[rank] not in (None, person):
            rank += 1
            if rank not in owners:
                owners[rank] = connection.execute(query.where(lookup.c.rank == rank)).scalars(1).first()
        owners[rank] = person
        ranks[person] = rank
    return ranks


def _add_words(connection: Connection, found: set[WordRow]) -> None:
    rows = [{"word": word, "key": key, "sound": sound} for word, key, sound in sorted(found)]
    if rows:
        connection.execute(dialect_of(connection).insert(words).on_conflict_do_nothing(), rows)


def is_current(connection: Connection) -> bool | None:
    """Whether the index was made by the rules of this version; None where it was not made at all."""
    found = connection.execute(select(settings.c.value).where(settings.c.name == INDEXED)).scalar()
    return None if found is None else found == _rules()


def mark_current(connection: Connection) -> None:
    """Note by which rules the index is made."""
    connection.execute(delete(settings).where(settings.c.name == INDEXED))
    connection.execute(insert(settings), {"name": INDEXED, "value": _rules()})


def _rules() -> str:
    whole = b"\0".join(files(package).joinpath(name).read_bytes() for package, name in _RULES)
    return hashlib.sha256(whole).hexdigest()[:16]


def rebuild(connection: Connection, progress: Progress) -> None:
    """Make the whole index anew from ``persons`` and ``names``: some minutes for a million persons."""
    dialect = dialect_of(connection)
    dialect.suspend_names(connection)
    connection.execute(delete(lookup))
    connection.execute(delete(words))
    total = connection.execute(select(func.count()).select_from(persons)).scalar_one()
    taken: set[int] = set()
    known: set[WordRow] = set()
    done = 0
    for entries in _all_entries(connection):
        rows = []
        for entry in entries:
            rank = rank_of(entry)
            while rank in taken:
                rank += 1
            taken.add(rank)
            rows.append({"rank": rank, "person_id": entry.person_id, "words": words_of(entry.folded)})
        connection.execute(insert(lookup), rows)
        fresh = set(sounds_of(chain.from_iterable(entry.names for entry in entries))) - known
        _add_words(connection, fresh)
        known |= fresh
        done += len(entries)
        progress(done, total)
    dialect.resume_names(connection)
    connection.execute(
        text("UPDATE names SET rank = (SELECT l.rank FROM lookup l WHERE l.person_id = names.person_id)")
    )
    mark_current(connection)


def _all_entries(connection: Connection) -> Iterator[list[Entry]]:
    """Every person with a name, some thousands at a time, in the order of their ids. Their names are folded anew where
    the stored folded form is another."""
    last = ""
    while True:
        p, n = persons.c, names.c
        query = select(p.id, p.articles, p.claims).where(p.id > last).order_by(p.id).limit(_AT_ONCE)
        rows = connection.execute(query).all()
        if not rows:
            return
        spelled: dict[str, list[tuple[str, str]]] = {row.id: [] for row in rows}
        wrong = []
        called = select(n.n, n.person_id, n.name, n.folded).where(n.person_id >= rows[0].id, n.person_id <= rows[-1].id)
        for number, person, name, stored in connection.execute(called.order_by(n.person_id, n.position)):
            folded = fold(name)
            spelled[person].append((name, folded))
            if folded != stored:
                wrong.append({"number": number, "new": folded})
        if wrong:
            correct = names.update().where(n.n == bindparam("number")).values(folded=bindparam("new"))
            connection.execute(correct, wrong)
        yield [Entry(r.id, r.articles, r.claims, *zip(*spelled[r.id], strict=True)) for r in rows if spelled[r.id]]
        last = rows[-1].id
