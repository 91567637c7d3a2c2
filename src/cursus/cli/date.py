"""``cursus date``: what does this date say?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from cursus.cli import options
from cursus.cli.output import clean, dim, print_json, say


@click.command()
@click.argument("texts", nargs=-1)
@click.option("--anchor", metavar="EDTF", help="The date that 'in March' or 'a year later' is counted from.")
@click.option("--birth", metavar="EDTF", help="The birth date that 'at the age of 26' is counted from.")
@click.option("--lang", default="en", show_default=True, metavar="CODE", help="The language of the texts.")
@click.option("--all", "every", is_flag=True, help="Print every date of running text, not the one date of a field.")
@click.option(
    "--batch", is_flag=True, help="Read a text or JSON object per line on standard input, write one per line."
)
@click.option("--check", is_flag=True, help="Say whether each text is valid EDTF, and why not.")
@options.as_json
def command(
    texts: tuple[str, ...],
    anchor: str | None,
    birth: str | None,
    lang: str,
    every: bool,
    batch: bool,
    check: bool,
    json_: bool,
) -> int:
    """Read dates in words, or with --check validate EDTF.

    Prints the EDTF, the first and last day it can mean, and the rule that read it:

      cursus date "c. 1943" "by April 2011" "2011–present"

      cursus date --anchor 2011 "later that summer"

      cursus date --check 1943~ 2004-02-30

    A line of --batch may be a JSON object with "text" and, if it has its own, "anchor", "birth" and "lang"; what is wrong with
    such a line stands in "error" of its answer:

      echo '{"text": "im folgenden Jahr", "lang": "de", "anchor": "1843"}' | cursus date --batch

    The exit code is 1 if a text holds no date or, with --check, is not valid.
    """
    for option, value in (("--anchor", anchor), ("--birth", birth)):
        if value is not None:
            _must_be_edtf(option, value)
    if batch and texts:
        raise click.UsageError("--batch reads its texts from standard input")
    if not batch and not texts:
        raise click.UsageError("give at least one text, or --batch")
    # Bytes of the command line that are no UTF-8 arrive as lone surrogates, which nothing can print.
    texts = tuple(text.encode("utf-8", "replace").decode("utf-8") for text in texts)
    if check:
        return (
            _batch(lambda line: [_check(str(_given(line).get("text", line)))]) if batch else _print_checks(texts, json_)
        )

    def rows(text: str) -> list[dict[str, object]]:
        return _dates(text, anchor, lang, birth, every)

    if batch:
        return _batch(lambda line: _line(line, _Given(anchor, lang, birth), every))
    found = [row for text in texts for row in rows(text)]
    if json_:
        print_json(found)
    else:
        for row in found:
            _print(row)
    return 0 if all(row["edtf"] is not None for row in found) else 1


@dataclass(frozen=True, slots=True)
class _Given:
    """What a text is read with."""

    anchor: str | None
    lang: str
    birth: str | None


def _given(line: str) -> dict[str, object]:
    """The JSON object that a line is; empty where it is plain text ("{{circa|1811}}" begins with a brace too)."""
    import orjson

    if not line.lstrip().startswith("{"):
        return {}
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) and "text" in found else {}


def _line(line: str, given: _Given, every: bool) -> list[dict[str, object]]:
    """The answers to one line of --batch."""
    from cursus.text.dates import validate

    own = _given(line)
    if not own:
        return _dates(line, given.anchor, given.lang, given.birth, every)
    values: dict[str, object] = {"text": line, "anchor": given.anchor, "lang": given.lang, "birth": given.birth}
    values |= {name: own[name] for name in values if own.get(name) is not None}
    wrong = next(
        (f"{name}: {value!r} is no text" for name, value in values.items() if not isinstance(value, str | None)), ""
    )
    for name in ("anchor", "birth"):
        if not wrong and values[name] is not None and not validate(str(values[name])).valid:
            wrong = f"{name}: {values[name]!r} is not EDTF: {validate(str(values[name])).reason}"
    if wrong:
        return [_nothing(str(values["text"])) | {"error": wrong}]
    anchor, birth = (str(v) if v is not None else None for v in (values["anchor"], values["birth"]))
    return _dates(str(values["text"]), anchor, str(values["lang"]), birth, every)


def _must_be_edtf(option: str, value: str) -> None:
    from cursus.text.dates import validate

    answer = validate(value)
    if not answer.valid:
        raise click.UsageError(f"{option}: {value!r} is not EDTF: {answer.reason}")


def _dates(text: str, anchor: str | None, lang: str, birth: str | None, every: bool) -> list[dict[str, object]]:
    from cursus.text.dates import find_dates, read_date

    if every:
        matches = find_dates(text, anchor=anchor, lang=lang, birth=birth)
    else:
        match = read_date(text, anchor=anchor, lang=lang, birth=birth)
        matches = [match] if match is not None else []
    if not matches:
        return [_nothing(text)]
    return [
        {
            "text": text,
            "edtf": m.date.edtf,
            "start": m.start,
            "end": m.end,
            "rule": m.date.rule,
            "earliest": m.date.earliest,
            "latest": m.date.latest,
            "anchor": m.date.anchor,
        }
        for m in matches
    ]


def _nothing(text: str) -> dict[str, object]:
    return dict.fromkeys(("text", "edtf", "start", "end", "rule", "earliest", "latest", "anchor"), None) | {
        "text": text
    }


def _check(text: str) -> dict[str, object]:
    from cursus.text.dates import validate

    answer = validate(text)
    return {"text": text, "valid": answer.valid, "reason": answer.reason}


def _print(row: dict[str, object]) -> None:
    if row["edtf"] is None:
        say(f"{clean(str(row['text']))}: no date")
        return
    words = clean(str(row["text"])[int(str(row["start"])) : int(str(row["end"]))])
    anchor = f", counted from {row['anchor']}" if row["anchor"] else ""
    say(f"{row['edtf']}  {row['earliest'] or 'open'} to {row['latest'] or 'open'}")
    say(dim(f"      {words} ({row['rule']}{anchor})"))


def _print_checks(texts: tuple[str, ...], json_: bool) -> int:
    answers = [_check(text) for text in texts]
    if json_:
        print_json(answers)
    else:
        for answer in answers:
            verdict = "valid" if answer["valid"] else "not valid"
            say(f"{clean(str(answer['text']))}: {verdict}" + (f" ({answer['reason']})" if answer["reason"] else ""))
    return 0 if all(answer["valid"] for answer in answers) else 1


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace").rstrip("\r\n")


def _batch(rows: Callable[[str], list[dict[str, object]]]) -> int:
    """One JSON object per line; with --all a line with several dates gives several."""
    import orjson

    for line in _lines():
        for row in rows(line):
            sys.stdout.buffer.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
    return 0
