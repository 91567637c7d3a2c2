"""What a kind of database has to offer, and the queries for words that it has to understand."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, TextClause

BUSY_SECONDS = 30.0
"""So long a writer waits for another one."""
APPLICATION_ID = 0x43525355
"""Cursus's own mark ("CRSU"): of its files, and of the lock of its one writer on a server."""
AGAIN = "and run the command again"

Term = tuple[str, bool]
"""Folded words, with spaces between where they stand for one, and whether the last may be a beginning only."""
Group = tuple[Term, ...]
"""Any one of these."""
Clause = tuple[Group, ...]
"""All of these."""
Meanings = tuple[tuple[str, str, str], ...]
"""A part of the database's own words, what it means to the reader of the message, what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Texts for which one of ``clauses`` holds and none of ``unless``."""

    clauses: tuple[Clause, ...]
    unless: tuple[Clause, ...] = ()


class Dialect(ABC):
    """One kind of database."""

    quote_index: tuple[str, ...]
    name_index: tuple[str, ...]
    """Statements that make the indexes of words beside the tables ``claims`` and ``lookup``."""
    meanings: Meanings
    unstorable: tuple[str, ...]
    """Parts of what the database says of text that it cannot hold."""
    ranked: TextClause
    """``rank`` and ``words`` of persons that match ``:wanted``, from ``:low`` to before ``:high``, the first ``:most``."""
    counted: TextClause
    """How many persons' words match ``:wanted``."""
    quoted: TextClause
    """``n`` and a rank, the best lowest, of at most ``:most`` claims whose quote matches ``:wanted``."""
    quote_matches: str
    """The SQL of a condition on ``claims``: the quote matches ``:quoted``."""

    @abstractmethod
    def engine(self, address: str, *, readonly: bool) -> Engine:
        """Connections for readers, or for the writer: its transactions wait for each other, at most BUSY_SECONDS."""

    @abstractmethod
    def insert(self, table: Any) -> Any:
        """An insert that knows ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""

    @abstractmethod
    def standing(self, connection: Connection) -> tuple[bool, bool]:
        """``(free, ours)``: whether nothing stands in the way of Cursus's tables, and whether it made those there."""

    @abstractmethod
    def prepare(self, engine: Engine) -> None:
        """What has to be set outside any transaction before the first tables are made."""

    @abstractmethod
    def sign(self, connection: Connection) -> None:
        """Mark the database, which has its table ``alembic_version``, as made by Cursus."""

    @abstractmethod
    def keep_copy(self, address: str, suffix: str) -> None:
        """A copy of the database before its tables are changed for good, where it is a file."""

    @abstractmethod
    def one_of(self, column: str, parameter: str) -> str:
        """The SQL of a condition: the column is one of the values of a parameter made by :meth:`many`."""

    @abstractmethod
    def many(self, values: Sequence[str]) -> object:
        """Values as one parameter."""

    @abstractmethod
    def qualifier(self, record: ColumnElement[Any], name: str) -> ColumnElement[Any]:
        """The words of a qualifier, out of a claim's record; NULL where it has none."""

    @abstractmethod
    def names(self, wanted: Wanted) -> str:
        """The query for names in the database's own language."""

    @abstractmethod
    def quotes(self, words: Sequence[str]) -> str:
        """The query for quotes that hold all the words, the last one as a beginning."""

    @abstractmethod
    def index_quotes(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Index the quotes of claims just inserted (rows of the table ``claims``)."""

    @abstractmethod
    def suspend_names(self, connection: Connection) -> None:
        """Let the table ``lookup`` be filled without its index following row by row."""

    @abstractmethod
    def resume_names(self, connection: Connection) -> None:
        """Fill the index from the table at once, and let it follow again."""

    @abstractmethod
    def faults(self, connection: Connection) -> list[str]:
        """What a check of the database itself finds wrong, in words."""

    @abstractmethod
    def index_checks(self) -> tuple[tuple[str, str], ...]:
        """``(index, statement)``: statements that fail, in the writer's transaction, where the index is wrong."""
