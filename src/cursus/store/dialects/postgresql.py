"""PostgreSQL: a database that many machines read and write, through psycopg.

Writers queue for one advisory lock of the database, held to the end of their transaction. Readers see one state for as
long as they read. Words are found by ``tsvector`` columns under GIN indexes; they are cut and folded by Cursus, never by
a text search configuration, so that what is found does not depend on the server's settings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Engine, cast, collate, create_engine, event, text
from sqlalchemy.dialects.postgresql import insert

from cursus.store.address import shown
from cursus.store.dialects import base
from cursus.store.dialects.base import AGAIN, APPLICATION_ID, Clause, Dialect, Term, Wanted
from cursus.store.errors import StoreError
from cursus.store.fold import quote_words

MARK = "made by Cursus"
"""The comment on ``alembic_version``, a table that other programs may have too."""
_LONGEST = 200
"""Characters of a word that are indexed: a lexeme may have two kilobytes at most."""
_NOTHING_STORED = "nothing of this step was stored"


class Postgresql(Dialect):
    quote_index = (
        'CREATE TABLE quote_terms (claim_id varchar(16) COLLATE "C" PRIMARY KEY '
        "REFERENCES claims (id) ON DELETE CASCADE, terms tsvector NOT NULL)",
        "CREATE INDEX ix_quote_terms_terms ON quote_terms USING gin (terms)",
    )
    name_index = (
        "ALTER TABLE lookup ADD COLUMN terms tsvector "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED",
        "CREATE INDEX ix_lookup_terms ON lookup USING gin (terms)",
    )
    unstorable = ("cannot contain NUL", "index row")
    meanings = (
        ("lock timeout", "another program is writing to this database", f"wait until it is done {AGAIN}"),
        ("no space left", f"the server's disk is full; {_NOTHING_STORED}", f"free some space {AGAIN}"),
        ("could not extend file", f"the server's disk is full; {_NOTHING_STORED}", f"free some space {AGAIN}"),
        ("password authentication failed", "the server refused the password", "set PGPASSWORD or ~/.pgpass"),
        ("no password supplied", "the server wants a password", "set PGPASSWORD or ~/.pgpass"),
        ("peer authentication failed", "the server does not take you for that user", "check the user in the address"),
        ("permission denied", "this user may not do that in the database", "ask its owner for the rights"),
        ("must be owner", "this user may not change the tables", "let their owner run the command"),
        ("read-only transaction", "this server can only be read", "give the address of the primary server"),
        ("does not exist", "there is no such database or user on the server", "make it with createdb or createuser"),
        ("connection refused", "no PostgreSQL server answers there", "check host and port, and that it runs"),
        ("no such file or directory", "no PostgreSQL server answers there", "check host and port, and that it runs"),
        ("resolve host", "there is no such host", "check the address"),
        ("translate host", "there is no such host", "check the address"),
        ("too many clients", "the server has no connection left", f"wait {AGAIN}"),
        ("remaining connection slots", "the server has no connection left", f"wait {AGAIN}"),
        ("terminating connection", f"the server closed the connection; {_NOTHING_STORED}", f"wait {AGAIN}"),
        ("closed the connection", f"the server closed the connection; {_NOTHING_STORED}", f"wait {AGAIN}"),
        ("connection timeout", "the server does not answer", "check host and port"),
        ("cannot contain NUL", "the text holds a NUL character, which PostgreSQL cannot keep", "remove it"),
        ("index row", "a name, path or address is too long for an index of PostgreSQL", "shorten it"),
    )
    ranked = text(
        "SELECT rank, words FROM lookup WHERE terms @@ CAST(:wanted AS tsquery) AND rank >= :low AND rank < :high "
        "ORDER BY rank LIMIT :most"
    )
    counted = text("SELECT count(*) FROM lookup WHERE terms @@ CAST(:wanted AS tsquery)")
    quoted = text(
        "SELECT c.n, -ts_rank(q.terms, CAST(:wanted AS tsquery), 2) "
        "FROM quote_terms q JOIN claims c ON c.id = q.claim_id "
        "WHERE q.terms @@ CAST(:wanted AS tsquery) ORDER BY c.n LIMIT :most"
    )
    quote_matches = (
        "claims.id IN (SELECT claim_id FROM quote_terms WHERE quote_terms.terms @@ CAST(:quoted AS tsquery))"
    )

    def engine(self, address: str, *, readonly: bool) -> Engine:
        try:
            import psycopg  # noqa: F401
        except ImportError:
            reason = "PostgreSQL needs a driver that is not installed"
            raise StoreError(shown(address), reason, "install it with: pip install 'cursus[postgres]'") from None
        engine = create_engine(
            address,
            isolation_level="REPEATABLE READ" if readonly else "READ COMMITTED",
            pool_size=16,
            max_overflow=16,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10},
        )

        @event.listens_for(engine, "connect")
        def connect(driver: Any, _: Any) -> None:
            driver.autocommit = True
            driver.execute("SET jit = off")  # our queries are short: compiling one takes longer than running it
            if readonly:
                driver.execute("SET default_transaction_read_only = on")
            else:
                driver.execute(f"SET lock_timeout = '{round(base.BUSY_SECONDS * 1000)}ms'")
            driver.autocommit = False

        if not readonly:

            @event.listens_for(engine, "begin")
            def begin(connection: Connection) -> None:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")

        return engine

    def insert(self, table: Any) -> Any:
        return insert(table)

    def standing(self, connection: Connection) -> tuple[bool, bool]:
        from cursus.store.schema import metadata

        tables = "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind <> 'i'"
        found = set(connection.exec_driver_sql(tables).scalars())
        mark = None
        if "alembic_version" in found:
            comment = "SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"
            mark = connection.exec_driver_sql(comment).scalar()
        return not found & {"alembic_version", "quote_terms", *metadata.tables}, mark == MARK

    def prepare(self, engine: Engine) -> None:
        """Nothing: a server is set up for this."""

    def sign(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{MARK}'")

    def keep_copy(self, address: str, suffix: str) -> None:
        """Nothing: the change is one transaction, and copies of a server's databases are its keeper's."""

    def one_of(self, column: str, parameter: str) -> str:
        return f"{column} = ANY(CAST(:{parameter} AS text[]))"

    def many(self, values: Sequence[str]) -> object:
        return list(values)

    def qualifier(self, record: ColumnElement[Any], name: str) -> ColumnElement[Any]:
        return collate(cast(record, JSON)[("qualifiers", name)].as_string(), "C")

    def names(self, wanted: Wanted) -> str:
        positive = " | ".join(map(_clause, wanted.clauses))
        return f"({positive}) & !({' | '.join(map(_clause, wanted.unless))})" if wanted.unless else positive

    def quotes(self, words: Sequence[str]) -> str:
        return " & ".join(_lexeme(part) for word in words for part in quote_words(word)) + ":*"

    def index_quotes(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        insert = text("INSERT INTO quote_terms VALUES (:id, array_to_tsvector(CAST(:terms AS text[])))")
        terms = ({word[:_LONGEST] for word in quote_words(row["quote"])} for row in rows)
        connection.execute(
            insert, [{"id": row["id"], "terms": sorted(found)} for row, found in zip(rows, terms, strict=True)]
        )

    def suspend_names(self, connection: Connection) -> None:
        connection.exec_driver_sql("DROP INDEX ix_lookup_terms")

    def resume_names(self, connection: Connection) -> None:
        connection.exec_driver_sql(self.name_index[1])
        connection.exec_driver_sql("ANALYZE lookup")

    def faults(self, connection: Connection) -> list[str]:
        """Quotes that no search finds; the server looks after references and indexes itself."""
        missing = "SELECT c.id FROM claims c LEFT JOIN quote_terms q ON q.claim_id = c.id WHERE q.claim_id IS NULL"
        found = connection.exec_driver_sql(missing + " ORDER BY c.id").scalars()
        return [f"claim {claim_id} is not in the index of quotes" for claim_id in found]

    def index_checks(self) -> tuple[tuple[str, str], ...]:
        return ()


def _lexeme(word: str) -> str:
    escaped = word[:_LONGEST].replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _term(term: Term) -> str:
    words, begins = term
    joined = " & ".join(map(_lexeme, words.split(" "))) + (":*" if begins else "")
    return f"({joined})" if " " in words else joined


def _clause(clause: Clause) -> str:
    return "(" + " & ".join("(" + " | ".join(map(_term, group)) + ")" for group in clause) + ")"
