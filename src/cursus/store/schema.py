"""The tables. Every change here is a migration beside it (``migrations/versions``) and a new :data:`HEAD`.

``documents`` keeps the text that quotes point into as plain text and the rest of the Document compressed. ``claims``
has what is searched and sorted as columns and the rest in ``record``. ``persons`` and ``names`` are derived from the
claims, in the transaction that writes them, and so is what finds them: ``lookup`` has the words of all names of a person
under a number that sorts as search results do (``rank``), ``words`` has every word of a name with how it sounds; a word
stays there when the last person called so is gone. Claims, findings and their links fall with their document. ``marks``
say how far unfinished dumps were read, ``settings`` by which rules the names were indexed. ``works`` are what articles cite, each
once, ``cites`` which entry of which article cites which, ``claim_works`` which claim rests on it, ``work_ids`` by what a work is known.
``decisions`` are what people
decided about who is whom; ``persons.same_as``, derived from them, leads to the person who stands for all that are one.

``reviews`` is the log of what people decided about facts, from which ``claims.status``, ``review`` (the decision that holds),
``version`` (the last one that touched the claim) and ``source`` (what the source says of corrected fields) are derived:
see :mod:`cursus.store.review`. ``users``, ``sessions``, ``tokens`` and ``attempts`` are accounts, and hold no secret in the clear.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    text,
)

from cursus.store.types import BIG, HASH, SHORT, TEXT

HEAD = "0010"
"""The newest migration; a database made by this version of Cursus carries it."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", SHORT, primary_key=True),
    Column("path", TEXT, nullable=False, index=True),
    Column("title", TEXT, nullable=False),
    Column("sha256", HASH, nullable=False, unique=True),
    Column("form", SHORT, nullable=False),
    Column("lang", SHORT, nullable=False),
    Column("url", TEXT, index=True),
    Column("revision", TEXT),
    Column("timestamp", TEXT),
    Column("licence", TEXT),
    Column("attribution", TEXT),
    Column("person_id", TEXT, index=True),
    Column("added", TEXT, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

persons = Table(
    "persons",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("name", TEXT, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("birth", TEXT),
    Column("death", TEXT),
    Column("same_as", TEXT, index=True),
    Column("changed", Integer, nullable=False, server_default="0"),
    Index("ix_persons_rank", "articles", "claims"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", SHORT, nullable=False),
    Column("a", TEXT, nullable=False, index=True),
    Column("b", TEXT, nullable=False, index=True),
    Column("note", TEXT, nullable=False),
    Column("author", TEXT, nullable=False),
    Column("decided", TEXT, nullable=False),
    Column("undone", TEXT),
    Column("undone_by", TEXT),
)

names = Table(
    "names",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("person_id", TEXT, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("folded", TEXT, nullable=False),
    Column("rank", BIG, nullable=False, server_default="0"),
    Index("ix_names_person_name", "person_id", "name", unique=True),
    Index("ix_names_folded", "folded", "rank"),
)

lookup = Table(
    "lookup",
    metadata,
    Column("rank", BIG, primary_key=True, autoincrement=False),
    Column("person_id", TEXT, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("words", TEXT, nullable=False),
)

words = Table(
    "words",
    metadata,
    Column("word", TEXT, nullable=False),
    Column("key", TEXT, nullable=False),
    Column("sound", TEXT, nullable=False),
    PrimaryKeyConstraint("word", "key", "sound"),
    Index("ix_words_key", "key", "sound", "word"),
    Index("ix_words_sound", "sound", "word"),
)

settings = Table(
    "settings",
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("value", TEXT, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", SHORT, nullable=False, unique=True),
    Column("document_id", SHORT, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", TEXT, ForeignKey("persons.id"), nullable=False, index=True),
    Column("person_name", TEXT, nullable=False),
    Column("property", TEXT, nullable=False, index=True),
    Column("value", TEXT, nullable=False),
    Column("value_id", TEXT),
    Column("edtf", TEXT),
    Column("earliest", TEXT),
    Column("latest", TEXT),
    Column("stance", TEXT, nullable=False),
    Column("origin", TEXT, nullable=False),
    Column("rule", TEXT, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", TEXT, nullable=False),
    Column("score", Float, nullable=False),
    Column("status", TEXT, nullable=False),
    Column("record", TEXT, nullable=False),
    Column("fact", SHORT, nullable=False, server_default=""),
    Column("sentence", SHORT, nullable=False, server_default=""),
    Column("floor", Integer, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("review", Integer),
    Column("source", TEXT),
    Index("ix_claims_said", "property", "value", "value_id", "earliest", "latest", "status", "person_id"),
    Index("ix_claims_place", "document_id", "start", "id"),
    Index("ix_claims_fact", "fact", "sentence"),
    Index("ix_claims_queue", "status", "score", "n"),
    Index("ix_claims_again", "floor", "n", sqlite_where=text("floor > 0"), postgresql_where=text("floor > 0")),
)

reviews = Table(
    "reviews",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", SHORT, nullable=False),
    Column("scope", SHORT, nullable=False),
    Column("fact", SHORT, nullable=False, index=True),
    Column("sentence", SHORT, nullable=False),
    Column("claim_id", SHORT, nullable=False, index=True),
    Column("person_id", TEXT, nullable=False, index=True),
    Column("property", TEXT, nullable=False),
    Column("before", TEXT, nullable=False),
    Column("after", TEXT, nullable=False),
    Column("note", TEXT, nullable=False),
    Column("author", TEXT, nullable=False),
    Column("decided", TEXT, nullable=False),
    Column("batch", Integer, index=True),
    Column("undoes", Integer),
    Column("undone", Integer),
)

users = Table(
    "users",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("name", TEXT, nullable=False, unique=True),
    Column("role", SHORT, nullable=False),
    Column("password", TEXT),
    Column("created", TEXT, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", HASH, primary_key=True),
    Column("user_n", Integer, ForeignKey("users.n", ondelete="CASCADE"), nullable=False, index=True),
    Column("created", TEXT, nullable=False),
    Column("expires", TEXT, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("user_n", Integer, ForeignKey("users.n", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", TEXT, nullable=False),
    Column("hash", HASH, nullable=False, unique=True),
    Column("role", SHORT, nullable=False),
    Column("created", TEXT, nullable=False),
    Column("expires", TEXT),
)

attempts = Table(
    "attempts",
    metadata,
    Column("key", HASH, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("until", TEXT, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", SHORT, nullable=False, unique=True),
    Column("document_id", SHORT, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("rule", TEXT, nullable=False),
    Column("code", TEXT, nullable=False),
    Column("level", TEXT, nullable=False),
    Column("line", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    Column("record", TEXT, nullable=False),
    Index("ix_findings_place", "document_id", "line", "column", "id"),
)

finding_claims = Table(
    "finding_claims",
    metadata,
    Column("finding_id", SHORT, ForeignKey("findings.id", ondelete="CASCADE"), nullable=False),
    Column("claim_id", SHORT, ForeignKey("claims.id", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("finding_id", "claim_id"),
)

problems = Table(
    "problems",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("path", TEXT, nullable=False, index=True),
    Column("reason", TEXT, nullable=False),
    Column("remedy", TEXT, nullable=False),
    Column("document_id", SHORT, ForeignKey("documents.id", ondelete="CASCADE"), index=True),
)

inputs = Table(
    "inputs",
    metadata,
    Column("sha256", HASH, primary_key=True),
    Column("path", TEXT, nullable=False),
    Column("documents", Integer, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("url", TEXT, primary_key=True),
    Column("state", SHORT, nullable=False, index=True),
    Column("failures", TEXT, nullable=False),
    Column("status", Integer),
    Column("reason", TEXT, nullable=False),
    Column("checked", TEXT),
    Column("due", TEXT, index=True),
    Column("final", TEXT),
    Column("copy", TEXT),
    Column("copy_day", TEXT),
    Column("asked", TEXT),
)

posts = Table(
    "posts",
    metadata,
    Column("claim_id", SHORT, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("unit", TEXT, nullable=False, index=True),
    Column("name", TEXT, nullable=False),
)

works = Table(
    "works",
    metadata,
    Column("id", SHORT, primary_key=True),
    Column("label", TEXT, nullable=False),
    Column("words", TEXT, nullable=False),
    Column("fields", Integer, nullable=False),
    Column("record", TEXT, nullable=False),
)

work_ids = Table(
    "work_ids",
    metadata,
    Column("identity", SHORT, primary_key=True),
    Column("work", SHORT, nullable=False, index=True),
)

cites = Table(
    "cites",
    metadata,
    Column("document_id", SHORT, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("citation", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("work", SHORT, nullable=False),
    PrimaryKeyConstraint("document_id", "citation", "part"),
    Index("ix_cites_work", "work", "document_id"),
)

claim_works = Table(
    "claim_works",
    metadata,
    Column("claim_id", SHORT, ForeignKey("claims.id", ondelete="CASCADE"), nullable=False),
    Column("citation", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("work", SHORT, nullable=False),
    PrimaryKeyConstraint("claim_id", "citation", "part"),
    Index("ix_claim_works_work", "work", "claim_id"),
)

marks = Table(
    "marks",
    metadata,
    Column("key", HASH, primary_key=True),
    Column("path", TEXT, nullable=False, index=True),
    Column("stream", BIG, nullable=False),
    Column("pages", BIG, nullable=False),
    Column("taken", BIG, nullable=False),
)
