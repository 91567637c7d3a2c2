"""``cursus ask``: read articles with a language model as well, and keep what their words bear out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cursus.claim import Claim
from cursus.cli import options
from cursus.cli.output import count, one_line, print_json, warn
from cursus.cli.tasks import tasks
from cursus.page import PageResult, Problem
from cursus.run import inputs
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner

if TYPE_CHECKING:
    from cursus.extract.model.reader import Answers


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option("--model", required=True, metavar="NAME", help="The model, by its name or alias in `llm models`.")
@options.database
@click.option("--dry-run", is_flag=True, help="Print the model's claims as JSON Lines; store nothing.")
@click.option("--passages", type=click.IntRange(min=1), metavar="N", help="Ask about the first N passages only.")
@click.option(
    "--wait",
    type=click.FloatRange(min=0.1),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a model may be silent before its answer is given up.",
)
@click.option("--refused", is_flag=True, help="List the answers that made no claim, with the reason.")
@options.reading
@options.as_json
def command(
    paths: tuple[str, ...],
    model: str,
    db: str,
    dry_run: bool,
    passages: int | None,
    wait: float,
    refused: bool,
    jobs: int | None,
    timeout: int,
    memory: int,
    max_bytes: int,
    json_: bool,
) -> int:
    """Read articles by the rules and with a language model, and store both.

    The model is any that the llm library is set up for, on this machine or elsewhere: the passages of the articles are
    sent to it. An answer becomes a claim only where its quote stands in the article word for word, its value is in the
    quote, and its date and value read as such by Cursus's own tables. Such claims carry the rule llm:NAME and a score of
    0.5, and wait for a review.

    \b
    pip install 'cursus[llm]'
    llm models                                         what is set up
    cursus ask --model llama3 article.wikitext         read and store
    cursus ask --model llama3 --dry-run --refused article.wikitext

    Exit status: 0 all was read; 1 part of it could not be, or the model failed; 2 nothing could be.
    """
    from cursus.extract.model.reader import read_with
    from cursus.run.keep import Keeper
    from cursus.run.model import NoModel, connect

    try:
        ask = connect(model, timeout=wait)
    except NoModel as error:
        raise click.ClickException(str(error)) from error
    found = inputs.find(paths, base=options.folder_of(db))
    failed = [Problem(p.name, p.reason, p.remedy) for p in found.missing]
    done: list[tuple[str, Answers]] = []
    with LocalRunner(jobs or 1, Limits(cpu=timeout, wall=2 * timeout, memory=memory)) as runner:
        for outcome in runner.run(tasks(found.inputs, max_bytes, failed)):
            result = outcome.result
            if result is None or result.document is None:
                failed += result.problems if result is not None else ()
                continue
            answers = read_with(result.document, result.claims, ask, model, passages)
            done.append((result.document.path, answers))
            if dry_run:
                if not json_:
                    _lines(answers.claims)
            else:
                with Keeper(db, again=True) as keeper:
                    whole = replace(result, claims=_in_order((*result.claims, *answers.claims)))
                    failed += [p for p in keeper.keep(result.document.path, whole).problems if p not in result.problems]
            if not json_:
                _say(result.document.path, result, answers, model, refused)
    if json_:
        print_json([_as_json(path, answers) for path, answers in done])
    for problem in failed:
        warn(f"cursus: {problem}")
    if not done:
        return 2
    return 1 if failed or any(answers.failed for _, answers in done) else 0


def _in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda c: (c.quote.start, c.quote.end, c.property, c.value.text, c.id)))


def _lines(claims: Sequence[Claim]) -> None:
    import sys

    import orjson

    from cursus.contract import claim_to_json

    for claim in claims:
        sys.stdout.buffer.write(orjson.dumps(claim_to_json(claim), option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def _say(path: str, result: PageResult, answers: Answers, model: str, refused: bool) -> None:
    warn(
        f"{path}: {count(len(result.claims), 'claim')} by the rules, {len(answers.claims):,} more by "
        f"{model} from {count(answers.asked, 'passage')}, {count(len(answers.refused), 'answer')} refused"
    )
    for reason, times in sorted(answers.failed.items()):
        warn(f"  no answer {count(times, 'time')}: {reason}")
    if refused:
        for one in answers.refused:
            warn(f"  {one.reason}: {one_line(one.words, 160)}")


def _as_json(path: str, answers: Answers) -> dict[str, Any]:
    from cursus.contract import claim_to_json

    return {
        "path": path,
        "passages": answers.asked,
        "claims": [claim_to_json(claim) for claim in answers.claims],
        "refused": [{"reason": one.reason, "words": one.words} for one in answers.refused],
        "failed": dict(sorted(answers.failed.items())),
    }
