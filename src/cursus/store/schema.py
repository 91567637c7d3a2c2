"""The tables. Every change here is a migration beside it (``migrations/versions``) and a new :data:`HEAD`.

``documents`` keeps the text that quotes point into as plain text and the rest of the Document compressed. ``claims``
has what is searched and sorted as columns and the rest in ``record``. ``persons`` and ``names`` are derived from the
claims, in the transaction that writes them. Claims, findings and their links fall with their document. ``marks``
say how far unfinished dumps were read. ``decisions`` are what people decided about who is whom; ``persons.same_as``, derived
from them, leads to the person who stands for all that are one.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

HEAD = "0004"
"""The newest migration; a database made by this version of Cursus carries it."""

APPLICATION_ID = 0x43525355
"""SQLite's own mark of whose file this is ("CRSU"), so that another program's database is never written to."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("path", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("form", String(16), nullable=False),
    Column("lang", String(16), nullable=False),
    Column("url", Text, index=True),
    Column("revision", Text),
    Column("timestamp", Text),
    Column("licence", Text),
    Column("attribution", Text),
    Column("person_id", Text, index=True),
    Column("added", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("birth", Text),
    Column("death", Text),
    Column("same_as", Text, index=True),
    Index("ix_persons_rank", "articles", "claims"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("a", Text, nullable=False, index=True),
    Column("b", Text, nullable=False, index=True),
    Column("note", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("decided", Text, nullable=False),
    Column("undone", Text),
    Column("undone_by", Text),
)

names = Table(
    "names",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("person_id", Text, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Index("ix_names_person_name", "person_id", "name", unique=True),
)

claims = Table(
    "claims",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("document_id", String(16), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", Text, ForeignKey("persons.id"), nullable=False, index=True),
    Column("person_name", Text, nullable=False),
    Column("property", Text, nullable=False, index=True),
    Column("value", Text, nullable=False),
    Column("value_id", Text),
    Column("edtf", Text),
    Column("earliest", Text),
    Column("latest", Text),
    Column("stance", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("status", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("ix_claims_place", "document_id", "start", "id"),
)

findings = Table(
    "findings",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("document_id", String(16), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("rule", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Index("ix_findings_place", "document_id", "line", "column", "id"),
)

finding_claims = Table(
    "finding_claims",
    metadata,
    Column("finding_id", String(16), ForeignKey("findings.id", ondelete="CASCADE"), nullable=False),
    Column("claim_id", String(16), ForeignKey("claims.id", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("finding_id", "claim_id"),
)

problems = Table(
    "problems",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("path", Text, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("document_id", String(16), ForeignKey("documents.id", ondelete="CASCADE"), index=True),
)

inputs = Table(
    "inputs",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("path", Text, nullable=False),
    Column("documents", Integer, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("path", Text, nullable=False, index=True),
    Column("stream", BigInteger, nullable=False),
    Column("pages", BigInteger, nullable=False),
    Column("taken", BigInteger, nullable=False),
)

FULL_TEXT = (
    "CREATE VIRTUAL TABLE names_fts USING fts5("
    "folded, content='names', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')",
    "CREATE TRIGGER names_fts_insert AFTER INSERT ON names BEGIN "
    "INSERT INTO names_fts(rowid, folded) VALUES (new.n, new.folded); END",
    "CREATE TRIGGER names_fts_delete AFTER DELETE ON names BEGIN "
    "INSERT INTO names_fts(names_fts, rowid, folded) VALUES ('delete', old.n, old.folded); END",
    "CREATE TRIGGER names_fts_update AFTER UPDATE OF folded ON names BEGIN "
    "INSERT INTO names_fts(names_fts, rowid, folded) VALUES ('delete', old.n, old.folded); "
    "INSERT INTO names_fts(rowid, folded) VALUES (new.n, new.folded); END",
    "CREATE VIRTUAL TABLE quotes_fts USING fts5("
    "quote, content='claims', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE TRIGGER quotes_fts_insert AFTER INSERT ON claims BEGIN "
    "INSERT INTO quotes_fts(rowid, quote) VALUES (new.n, new.quote); END",
    "CREATE TRIGGER quotes_fts_delete AFTER DELETE ON claims BEGIN "
    "INSERT INTO quotes_fts(quotes_fts, rowid, quote) VALUES ('delete', old.n, old.quote); END",
    "CREATE TRIGGER quotes_fts_update AFTER UPDATE OF quote ON claims BEGIN "
    "INSERT INTO quotes_fts(quotes_fts, rowid, quote) VALUES ('delete', old.n, old.quote); "
    "INSERT INTO quotes_fts(rowid, quote) VALUES (new.n, new.quote); END",
)
"""Full text over names and quotes: indexes that SQLite keeps in step with the tables by trigger."""
