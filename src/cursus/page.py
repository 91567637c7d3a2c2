"""The unit of work that every runner runs: one input, its bytes, to articles with their claims and findings.

:func:`process` is pure and its results can be pickled. Nothing that it meets makes it raise, short of running out of
memory: an input that cannot be read, or a step that fails on it, becomes a :class:`Problem` with its reason, and the
rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cursus.claim import Claim, Document, Finding

if TYPE_CHECKING:
    from cursus.read.dump import Page


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or understood: where, why, and what its owner can do."""

    path: str
    reason: str
    remedy: str = ""
    document_id: str | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" + (f"; {self.remedy}" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class PageResult:
    """One article, or, with ``document`` None, the reason why there is none."""

    document: Document | None
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()


Article = tuple[str, Callable[[], Document]]
"""What an article is called, and how to read it."""

_REPORT = "please report this with the file"


def process(
    data: bytes, name: str, *, skip: int = 0, begin: Callable[[str], None] | None = None
) -> Iterator[PageResult]:
    """Read, extract and check every article of an input; ``name`` is how it is called in results and messages.

    ``skip`` passes over that many articles unread, for a run that goes on behind an article that stopped it;
    ``begin`` is told the name of each article before it is touched.
    """
    from cursus.read import ReadError

    articles = _articles(data, name)
    place = 0
    while True:
        try:
            article = next(articles, None)
        except ReadError as error:
            yield _unread(error.path or name, error.reason, error.remedy)
            return
        except MemoryError:
            raise
        except Exception as error:
            yield _unread(name, f"reading it failed ({describe(error)})", _REPORT)
            return
        if article is None:
            return
        place += 1
        if place > skip:
            if begin is not None:
                begin(article[0])
            yield _work(*article)


def process_page(page: Page, name: str, *, base_url: str | None = None) -> PageResult:
    """Read, extract and check one page of a dump or of a wiki's API; its article is called as :func:`path_of` says.

    ``base_url`` is what addresses of articles begin with (``https://en.wikipedia.org/wiki/``), where the page's own
    ``site`` does not say it. Pure, and raises nothing but MemoryError.
    """
    from cursus.read import read_page

    return _work(path_of(page, name), partial(read_page, page, name, base_url=base_url))


def path_of(page: Page, name: str) -> str:
    """What the article of a page is called: ``name#Title`` in a dump, its address where ``name`` is a wiki's base."""
    return page.path(name)


def _articles(data: bytes, name: str) -> Iterator[Article]:
    """The articles of an input, each still unread. Raises ReadError where the input itself cannot be taken apart."""
    from cursus.read import ReadError, read, read_page
    from cursus.read.sniff import is_dump

    if not is_dump(data):
        yield name, partial(read, data, name)
        return
    from cursus.read.dump import read_pages

    found = False
    for page in read_pages(data, name):
        if page.is_article:
            found = True
            yield path_of(page, name), partial(read_page, page, name)
    if not found:
        raise ReadError(name, "is a MediaWiki export without an article in it", "export pages of the article namespace")


def _work(path: str, read: Callable[[], Document]) -> PageResult:
    from cursus.check import check
    from cursus.extract import extract_with_problems
    from cursus.read import ReadError

    try:
        document = read()
    except ReadError as error:
        return _unread(error.path or path, error.reason, error.remedy)
    except MemoryError:
        raise
    except Exception as error:
        return _unread(path, f"reading it failed ({describe(error)})", _REPORT)

    problems: list[Problem] = []
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    try:
        extraction = extract_with_problems(document)
        claims = extraction.claims
        problems += [
            Problem(path, f"part of it gave no claims ({p})", _REPORT, document.id) for p in extraction.problems
        ]
    except MemoryError:
        raise
    except Exception as error:
        problems.append(Problem(path, f"extracting claims failed ({describe(error)})", _REPORT, document.id))
    try:
        findings = tuple(check(document, claims))
    except MemoryError:
        raise
    except Exception as error:
        problems.append(Problem(path, f"checking it failed ({describe(error)})", _REPORT, document.id))
    return PageResult(document, claims, findings, tuple(problems))


def _unread(path: str, reason: str, remedy: str) -> PageResult:
    return PageResult(None, problems=(Problem(path, reason, remedy),))


def describe(error: Exception) -> str:
    """An exception as one line: its kind, its message, and the line of code that raised it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" in {trace.tb_frame.f_globals.get('__name__', '?')}, line {trace.tb_lineno}" if trace is not None else ""
    message = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}{': ' + message if message else ''}{place}"
