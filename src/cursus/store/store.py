"""The store: articles, what they claim and what the checks found, in one database."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import TracebackType
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Select, func, select, union

from cursus.claim import Claim, Document, DocumentRef, Finding, document_ref
from cursus.page import PageResult, Problem
from cursus.store import codec, identity, people, quotes, write
from cursus.store.address import is_server, resolve, shown
from cursus.store.dialects import dialect_at
from cursus.store.diff import compare
from cursus.store.engine import looks_foreign, make_engine, plainly
from cursus.store.errors import ArticleError, StoreError, UnstorableText
from cursus.store.find import Search
from cursus.store.lookup import Progress
from cursus.store.migrate import ready
from cursus.store.review import carry
from cursus.store.review.keys import keys_of
from cursus.store.review.model import State
from cursus.store.rows import Change, Counts, DocumentRow, Found, Hit, PersonRow
from cursus.store.schema import claims, documents, finding_claims, findings, inputs, persons, problems, settings
from cursus.store.stamp import Stamp, content_changed, person_changed, stamp
from cursus.store.turn import turn_to_write
from cursus.store.units import UnitRow, claims_of_unit, unit_rows

_SHORTEST_PREFIX = 4


def open_store(
    url_or_path: str, *, create: bool = True, readonly: bool = False, progress: Progress | None = None
) -> Store:
    """Open a database: a path (``cursus.db``), ``sqlite:///cursus.db``, or ``postgresql://user@host/name``.

    ``create`` makes a missing file, or the tables in a server's empty database; ``readonly`` opens what is there without
    ever writing to it. An older database is copied, where it is a file, and brought up to date; ``progress`` is told
    how many of how many persons are indexed where that has to be done anew, by default the terminal is. Raises
    StoreError: no such database, another program's, of a newer Cursus, no answer from the server.
    """
    address = resolve(url_or_path)
    if not is_server(address):
        _check_file(address, create=create and not readonly)
        address = os.path.realpath(address)
    return Store(address, create=create, readonly=readonly, progress=progress)


def _check_file(path: str, *, create: bool) -> None:
    """Raises StoreError where a path leads to no database and none may be made there."""
    if not os.path.exists(path):
        if not create:
            raise StoreError(path, "there is no such database", "make one with: cursus add PATH")
        folder = os.path.dirname(path) or "."
        if not os.path.isdir(folder):
            raise StoreError(path, "the folder does not exist", "make it first, or give another file with --db")
    elif os.path.isdir(path):
        raise StoreError(path, "this is a folder, not a database", "give a file with --db")
    else:
        try:
            foreign = looks_foreign(path)
        except OSError as error:
            raise StoreError(
                path, f"the database cannot be read ({error.strerror})", "check its permissions"
            ) from error
        if foreign:
            raise StoreError(path, "this file is not a database; it was not touched", "give another file with --db")


class Store:
    """An open database; ``path`` is where it is, without any password. Reading methods may be called from any thread at any time; writes queue behind each other.

    Every method raises :class:`~cursus.store.errors.StoreError`, in plain words, where the database fails.
    """

    def __init__(
        self, address: str, *, create: bool = True, readonly: bool = False, progress: Progress | None = None
    ) -> None:
        self.path = shown(address)
        self.readonly = readonly
        self._address = address
        self._reader = make_engine(address, readonly=True)
        self._writer = None if readonly else make_engine(address, readonly=False)
        try:
            ready(self._writer or self._reader, address, create=create, readonly=readonly, progress=progress)
        except BaseException:
            self.close()
            raise

    @property
    def file(self) -> str | None:
        """The database's file; None where it is a server's."""
        return None if is_server(self._address) else self._address

    def check_writable(self) -> None:
        """Raises ReadOnly where the database may not be written to, StoreError where nothing can be written just now."""
        with self._write() as connection:
            connection.execute(settings.update().where(settings.c.name == "").values(value=""))

    def close(self) -> None:
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def _read(self) -> Iterator[Connection]:
        with plainly(self._address), self._reader.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def _write(self) -> Iterator[Connection]:
        if self._writer is None:
            raise StoreError(self.path, "the database was opened for reading only")
        with turn_to_write(self._address), plainly(self._address), self._writer.begin() as connection:
            yield connection

    # writing -------------------------------------------------------------------------------------------------------
    def add(
        self,
        document: Document,
        claims: Iterable[Claim],
        findings: Iterable[Finding],
        problems: Iterable[Problem] = (),
        *,
        again: bool = False,
    ) -> Change:
        """Store an article with what was found in it, in one transaction.

        The same bytes change nothing (``again`` stores what was found in them anew); other bytes under the same path,
        else the same address, replace the article. Raises QuoteError, storing nothing, where a claim is not verbatim.
        """
        found = tuple({c.id: c for c in claims}.values())
        said = tuple({f.id: f for f in findings}.values())
        write.verify_quotes(document, found)
        try:
            return self._add(document, found, said, tuple(problems), again)
        except (UnicodeEncodeError, orjson.JSONEncodeError) as error:
            raise ArticleError(
                document.path, "the article holds characters that are no Unicode text", "save it as UTF-8"
            ) from error
        except UnstorableText as error:
            raise ArticleError(document.path, error.reason, error.remedy) from error

    def _add(
        self,
        document: Document,
        found: tuple[Claim, ...],
        said: tuple[Finding, ...],
        troubles: tuple[Problem, ...],
        again: bool,
    ) -> Change:
        with self._write() as connection:
            write.clear_problems(connection, document.path)
            same = connection.execute(select(documents.c.id).where(documents.c.sha256 == document.sha256)).scalar()
            if same is not None and not again:
                return Change("unchanged", str(same))
            earlier = str(same) if same is not None else write.find_earlier(connection, document)
            before: list[Claim] = []
            touched: set[str] = set()
            stood: dict[str, State] = {}
            keys = keys_of(document, found)
            decided = carry.anything_decided(connection)
            if earlier is not None:
                before = _claims(connection, _claim_query().where(documents.c.id == earlier), as_read=True)
                stood = carry.standing(connection, earlier) if decided else {}
                touched = write.remove_document(connection, earlier)
            touched |= write.insert_document(connection, document, found, said, troubles, keys)
            if decided:
                touched |= carry.carry(connection, stood, before, found, keys)
            write.refresh_persons(connection, touched)
        if earlier is None:
            return Change("added", document.id)
        after = sorted(found, key=lambda c: (c.quote.start, c.quote.end, c.id))
        appeared, vanished, changed = compare(before, after)
        return Change("replaced", document.id, appeared, vanished, changed)

    def add_problem(self, problem: Problem) -> None:
        """Note why a path could not be read; an older note about the same path gives way."""
        with self._write() as connection:
            write.clear_problems(connection, problem.path)
            write.insert_problem(connection, problem)
            content_changed(connection)

    def clear_problem(self, path: str) -> None:
        """Forget why a path could not be read."""
        with self._write() as connection:
            write.clear_problems(connection, path)

    def remember_input(self, sha256: str, path: str, articles: int) -> None:
        """Note that every article of an input is stored, so that :meth:`knows_input` lets a later run pass it by."""
        with self._write() as connection:
            write.remember_input(connection, sha256, path, articles)

    # reading -------------------------------------------------------------------------------------------------------
    def knows_input(self, sha256: str) -> bool:
        """Whether everything in an input of this hash is stored."""
        with self._read() as connection:
            either = (
                select(documents.c.id).where(documents.c.sha256 == sha256).exists()
                | select(inputs.c.sha256).where(inputs.c.sha256 == sha256).exists()
            )
            return bool(connection.execute(select(either)).scalar())

    def persons(self, query: str = "", limit: int = 50, offset: int = 0) -> list[PersonRow]:
        """Persons found by name as :meth:`find` does; all for an empty query, those an article is about first, then
        those with more claims."""
        if query.strip():
            return [hit.person for hit in self.find(query, limit, offset)]
        p = persons.c
        listed = select(persons).where(p.same_as.is_(None)).order_by(p.articles.desc(), p.claims.desc(), p.name, p.id)
        with self._read() as connection:
            rows = connection.execute(listed.limit(limit).offset(offset)).all()
            return people.person_rows(connection, rows)

    def find(self, query: str, limit: int = 20, offset: int = 0) -> list[Found]:
        """Persons with a name, in any script, that is meant by the query, the best first; see :mod:`cursus.store.find`.

        Every word of the query may be the beginning of a word of the name, in any order. Names that sound so, and then
        those that are one letter away, follow the names that are spelled so.
        """
        with self._read() as connection:
            return people.found(connection, query, limit, offset)

    def count_persons(self, query: str = "") -> int:
        """How many persons :meth:`persons` finds in all."""
        with self._read() as connection:
            if query.strip():
                return Search(connection, query).count()
            alone = persons.c.same_as.is_(None)
            return int(connection.execute(select(func.count()).select_from(persons).where(alone)).scalar_one())

    def person(self, person_id: str) -> PersonRow | None:
        """The person with this id, or the one who stands for all that are one with them."""
        with self._read() as connection:
            one = identity.members(connection, person_id)[0]
            rows = connection.execute(select(persons).where(persons.c.id == one)).all()
            return next(iter(people.person_rows(connection, rows)), None)

    def claims(
        self, *, person: str | None = None, document: str | None = None, property: str | None = None
    ) -> list[Claim]:
        """Claims, ordered by document (path, id) and place in it; of a person, with those of all who are one with them."""
        query = _claim_query()
        for column, wanted in ((claims.c.document_id, document), (claims.c.property, property)):
            if wanted is not None:
                query = query.where(column == wanted)
        with self._read() as connection:
            if person is not None:
                query = query.where(claims.c.person_id.in_(identity.members(connection, person)))
            return _claims(connection, query.order_by(*_CLAIM_ORDER))

    def units(self, query: str = "", limit: int = 50) -> list[UnitRow]:
        """Units that postings name, by words of their names; one whose name is the whole query comes first."""
        with self._read() as connection:
            return unit_rows(connection, query, limit)

    def postings(self, unit: str) -> list[Claim]:
        """The postings at a unit, by its key (:class:`~cursus.store.units.UnitRow`), in the order of :meth:`claims`."""
        with self._read() as connection:
            return _claims(connection, _claim_query().where(claims_of_unit(unit)).order_by(*_CLAIM_ORDER))

    def iter_claims(self) -> Iterator[Claim]:
        """Every claim in the order of :meth:`claims`, those of a few articles in memory at a time, all of one state."""
        with self._read() as connection:
            order = select(documents.c.id).order_by(documents.c.path, documents.c.id)
            ids = connection.execute(order).scalars().all()
            for first in range(0, len(ids), _ARTICLES_AT_ONCE):
                some = _claim_query().where(documents.c.id.in_(ids[first : first + _ARTICLES_AT_ONCE]))
                yield from _claims(connection, some.order_by(*_CLAIM_ORDER))

    def iter_articles(self) -> Iterator[PageResult]:
        """Every article with all that hangs on it, by path, then the problems of inputs that gave none.

        Claims and findings come in the order in which they were added: adding them to another database makes the same
        one. One article in memory at a time, all of one state.
        """
        with self._read() as connection:
            for document in _documents(connection):
                ref = document_ref(document)
                said = select(findings.c.record).where(findings.c.document_id == document.id).order_by(findings.c.n)
                theirs = _claim_query().where(documents.c.id == document.id).order_by(claims.c.n)
                yield PageResult(
                    document,
                    tuple(_claims(connection, theirs)),
                    tuple(codec.finding_from_row(record, ref) for record in connection.execute(said).scalars()),
                    tuple(_problems(connection, problems.c.document_id == document.id)),
                )
            for problem in _problems(connection, problems.c.document_id.is_(None)):
                yield PageResult(None, problems=(problem,))

    def iter_documents(self) -> Iterator[Document]:
        """Every article, by path, one in memory at a time, all of one state."""
        with self._read() as connection:
            yield from _documents(connection)

    def claim(self, id_or_prefix: str) -> Claim | None:
        """The claim with this id, or the only one whose id begins so (four characters or more)."""
        found = self.claims_like(id_or_prefix, limit=2)
        return found[0] if len(found) == 1 else None

    def claims_like(self, id_or_prefix: str, limit: int = 10) -> list[Claim]:
        """The claims whose id begins so; the one with exactly this id, where there is one."""
        wanted = id_or_prefix.strip().lower()
        with self._read() as connection:
            exact = _claims(connection, _claim_query().where(claims.c.id == wanted))
            if exact or len(wanted) < _SHORTEST_PREFIX:
                return exact
            alike = _claim_query().where(claims.c.id.startswith(wanted, autoescape=True)).order_by(claims.c.id)
            return _claims(connection, alike.limit(limit))

    def documents(self) -> list[DocumentRow]:
        """All articles, ordered by path."""
        with self._read() as connection:
            rows = connection.execute(document_query().order_by(documents.c.path, documents.c.id)).all()
            return [DocumentRow(**row._mapping) for row in rows]

    def document_row(self, document_id: str) -> DocumentRow | None:
        with self._read() as connection:
            row = connection.execute(document_query().where(documents.c.id == document_id)).first()
            return DocumentRow(**row._mapping) if row is not None else None

    def revision_at(self, path: str) -> str | None:
        """Which revision of the article at a path is stored; None where none is, or none is known."""
        with self._read() as connection:
            found = connection.execute(select(documents.c.revision).where(documents.c.path == path))
            return found.scalars().first()

    def document(self, document_id: str) -> Document | None:
        """The whole article: its text, source, citations and the map between text and source."""
        with self._read() as connection:
            return _document(connection, document_id)

    def findings(self, *, document: str | None = None, person: str | None = None) -> list[Finding]:
        """Findings, ordered by path and place; of a person: those of the articles about them and of their claims."""
        query = (
            select(findings.c.record, *_REF_COLUMNS)
            .join(documents, documents.c.id == findings.c.document_id)
            .order_by(documents.c.path, documents.c.id, findings.c.line, findings.c.column, findings.c.id)
        )
        if document is not None:
            query = query.where(findings.c.document_id == document)
        with self._read() as connection:
            if person is not None:
                one = identity.members(connection, person)
                # two questions that each have an index, where one with "or" would read every finding
                articles = select(documents.c.id).where(documents.c.person_id.in_(one))
                of_articles = select(findings.c.n).where(findings.c.document_id.in_(articles))
                of_claims = (
                    select(findings.c.n)
                    .join(finding_claims, finding_claims.c.finding_id == findings.c.id)
                    .join(claims, claims.c.id == finding_claims.c.claim_id)
                    .where(claims.c.person_id.in_(one))
                )
                query = query.where(findings.c.n.in_(union(of_articles, of_claims)))
            return [codec.finding_from_row(row.record, finding_ref(row)) for row in connection.execute(query)]

    def problems(self) -> list[Problem]:
        """What could not be read or understood, ordered by path."""
        with self._read() as connection:
            return _problems(connection)

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Quotes that hold all the words (the last may be a beginning), best first; each quote once per person."""
        with self._read() as connection:
            return quotes.search(connection, text, limit)

    def counts(self) -> Counts:
        with self._read() as connection:
            count = select(func.count())
            alone = count.select_from(persons).where(persons.c.same_as.is_(None))
            queries = (count.select_from(documents), alone, count.select_from(claims), count.select_from(findings))
            return Counts(*connection.execute(select(*(query.scalar_subquery() for query in queries))).one())

    def stamp(self) -> Stamp:
        """How new everything is: two answers made at one stamp are the same."""
        with self._read() as connection:
            return stamp(connection)

    def person_stamp(self, person_id: str) -> tuple[int, int]:
        """How new the dossier of a person is: that of the articles, and the last decision about one of their claims."""
        with self._read() as connection:
            return stamp(connection).content, person_changed(connection, person_id)

    def verify(self) -> list[str]:
        """Everything that is wrong with the database, in words; an empty list for a sound one.

        The database's own check, dangling references, every quote against its article, every person against the index
        of names, and, where a file is open for writing, its two full-text indexes.
        """
        wrong: list[str] = []
        dialect = dialect_at(self._address)
        for index, check in dialect.index_checks() if self._writer is not None else ():
            try:
                with self._write() as connection:
                    connection.exec_driver_sql(check)
            except StoreError as error:
                wrong.append(f"the index {index}: {error.reason}")
        with self._read() as connection:
            wrong += dialect.faults(connection)
            wrong += people.unfindable(connection)
            for document_id in connection.execute(select(documents.c.id).order_by(documents.c.id)).scalars().all():
                whole = connection.execute(select(documents.c.text).where(documents.c.id == document_id)).scalar_one()
                spans = select(claims.c.id, claims.c.start, claims.c.end, claims.c.quote).where(
                    claims.c.document_id == document_id
                )
                wrong += [
                    f"claim {r.id} is not verbatim"
                    for r in connection.execute(spans)
                    if whole[r.start : r.end] != r.quote
                ]
        return wrong


_REF_COLUMNS = (
    documents.c.id.label("d_id"), documents.c.path.label("d_path"), documents.c.title.label("d_title"),
    documents.c.sha256.label("d_sha256"), documents.c.url.label("d_url"), documents.c.revision.label("d_revision"),
    documents.c.licence.label("d_licence"),
)  # fmt: skip
_CLAIM_ORDER = (documents.c.path, documents.c.id, claims.c.start, claims.c.end, claims.c.id)
_AT_ONCE = 500
_ARTICLES_AT_ONCE = 20


@cache  # a select is never changed, only built upon
def _claim_query() -> Select[Any]:
    columns = (claims.c[name] for name in codec.CLAIM_COLUMNS)
    return select(*columns).join(documents, documents.c.id == claims.c.document_id)


def finding_query(*more: Any) -> Select[Any]:
    """Findings with what tells their article; ``more`` columns on request."""
    return select(findings.c.record, *_REF_COLUMNS, *more).join(documents, documents.c.id == findings.c.document_id)


def finding_ref(row: Any) -> DocumentRef:
    """The article of a row of :func:`finding_query`."""
    return DocumentRef(row.d_id, row.d_path, row.d_title, row.d_sha256, row.d_url, row.d_revision, row.d_licence)


def _claims(connection: Connection, query: Select[Any], *, as_read: bool = False) -> list[Claim]:
    """Claims as they stand; ``as_read`` with the words of their sources where a reviewer corrected them."""
    found: Sequence[Any] = connection.execute(query).all()
    if as_read:
        found = [codec.as_read(row) for row in found]
    ids = sorted({row[0] for row in found})
    refs: dict[str, DocumentRef] = {}
    for first in range(0, len(ids), _AT_ONCE):
        theirs = select(*_REF_COLUMNS).where(documents.c.id.in_(ids[first : first + _AT_ONCE]))
        refs |= {row.d_id: finding_ref(row) for row in connection.execute(theirs)}
    return [codec.claim_from_row(row, refs[row[0]]) for row in found]


def claims_where(connection: Connection, *conditions: ColumnElement[bool]) -> list[Claim]:
    """Claims of which conditions on the table ``claims`` hold, in the order of :meth:`Store.claims`."""
    return _claims(connection, _claim_query().where(*conditions).order_by(*_CLAIM_ORDER))


def _document(connection: Connection, document_id: str) -> Document | None:
    query = select(documents.c.record, documents.c.text).where(documents.c.id == document_id)
    row = connection.execute(query).first()
    return codec.load_document(row.record, row.text) if row is not None else None


def _documents(connection: Connection) -> Iterator[Document]:
    order = select(documents.c.id).order_by(documents.c.path, documents.c.id)
    for document_id in connection.execute(order).scalars().all():
        document = _document(connection, document_id)
        if document is not None:
            yield document


def _problems(connection: Connection, *conditions: ColumnElement[bool]) -> list[Problem]:
    query = select(problems.c.path, problems.c.reason, problems.c.remedy, problems.c.document_id).where(*conditions)
    return [Problem(*row) for row in connection.execute(query.order_by(problems.c.path, problems.c.n))]


@cache
def document_query() -> Select[Any]:
    """The columns of a :class:`~cursus.store.rows.DocumentRow`."""
    """The columns of a :class:`DocumentRow`."""

    def count(table: Any) -> Any:
        return select(func.count()).select_from(table).where(table.c.document_id == documents.c.id).scalar_subquery()

    c = documents.c
    return select(
        c.id, c.path, c.title, c.sha256, c.url, c.revision, c.licence, c.attribution,
        count(claims).label("claims"), count(findings).label("findings"), c.added, c.person_id.label("person"),
        c.form, c.lang,
    )  # fmt: skip
