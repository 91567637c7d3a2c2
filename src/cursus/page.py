"""The unit of work that every runner runs: one input, its bytes, to articles with their claims and findings.

:func:`process` is pure and its results can be pickled. Nothing that it meets makes it raise, short of running out of
memory: an input that cannot be read, or a step that fails on it, becomes a :class:`Problem` with its reason, and the
rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cursus.claim import Claim, Document, Finding


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or understood: where, why, and what its owner can do."""

    path: str
    reason: str
    remedy: str = ""
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class PageResult:
    """One article, or, with ``document`` None, the reason why there is none."""

    document: Document | None
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()


def process(data: bytes, name: str) -> Iterator[PageResult]:
    """Read, extract and check every article of an input; ``name`` is how it is called in results and messages."""
    from cursus.read import ReadError, read_all

    articles = read_all(data, name)
    while True:
        try:
            document = next(articles, None)
        except ReadError as error:
            yield PageResult(None, problems=(Problem(error.path, error.reason, error.remedy),))
            return
        except MemoryError:
            raise
        except Exception as error:
            yield PageResult(None, problems=(Problem(name, f"reading it failed ({_words(error)})", _REPORT),))
            return
        if document is None:
            return
        yield _work(document)


_REPORT = "please report this with the file"


def _work(document: Document) -> PageResult:
    from cursus.check import check
    from cursus.extract import extract

    problems: list[Problem] = []
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    try:
        claims = tuple(extract(document))
    except MemoryError:
        raise
    except Exception as error:
        problems.append(Problem(document.path, f"extracting claims failed ({_words(error)})", _REPORT, document.id))
    try:
        findings = tuple(check(document, claims))
    except MemoryError:
        raise
    except Exception as error:
        problems.append(Problem(document.path, f"checking it failed ({_words(error)})", _REPORT, document.id))
    return PageResult(document, claims, findings, tuple(problems))


def _words(error: Exception) -> str:
    """An exception as one line: its kind, its message, and the line of code that raised it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" in {trace.tb_frame.f_globals.get('__name__', '?')}, line {trace.tb_lineno}" if trace is not None else ""
    message = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}{': ' + message if message else ''}{place}"
