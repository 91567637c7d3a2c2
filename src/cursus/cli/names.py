"""``cursus names``: a name taken apart, or: are these two names the same?"""

from __future__ import annotations

import sys

import click

from cursus.cli import options
from cursus.cli.output import dim, print_json, say


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "--batch", is_flag=True, help="Read tab-separated pairs on standard input, write one JSON object per line."
)
@click.option(
    "--lang", default="", help="Language the one name belongs to, as es or hu: it can decide the family name."
)
@options.as_json
def command(names: tuple[str, ...], batch: bool, lang: str, json_: bool) -> int:
    """Take one name apart, or compare two NAMES, in any spelling and script.

    \b
    cursus names "Field Marshal Khalifa Belqasim Haftar"
    cursus names "Khalifa Haftar" "خليفة حفتر"

    Of one name its parts are printed, with its sorting form. Of two a score from 0 to 1, whether it is a match, and how
    each word of the one fits a word of the other; the exit code is 0 for a match and 1 for none.
    """
    if batch:
        if names:
            raise click.UsageError("--batch reads its names from standard input")
        return _batch()
    if len(names) == 1:
        return _parts(names[0], lang, json_)
    if len(names) != 2:
        raise click.UsageError(
            "give one name or two, each in quotes when it has spaces: cursus names 'Khalifa Haftar' 'خليفة حفتر'"
        )
    from cursus.match.names import compare

    reason = compare(*names)
    if json_:
        print_json(_row(*names))
    else:
        say(f"{reason.score:.2f}  {'match' if reason.match else 'no match'}")
        for part in reason.parts:
            say(dim(f"      {part}"))
    return 0 if reason.match else 1


def _parts(text: str, lang: str, json_: bool) -> int:
    from cursus.match.keys import keys
    from cursus.text.names import read_name

    name = read_name(text, lang)
    if json_:
        print_json(
            {
                "text": text,
                "full": name.full,
                "given": name.given,
                "patronymic": name.patronymic,
                "family": name.family,
                "particles": list(name.particles),
                "titles": list(name.titles),
                "nicknames": list(name.nicknames),
                "suffixes": list(name.suffixes),
                "script": name.script,
                "family_first": name.family_first,
                "sorting": name.sorting,
                "keys": list(keys(text)),
                "parts": [{"kind": p.kind, "text": p.text, "start": p.start, "end": p.end} for p in name.parts],
            }
        )
        return 0
    for part in name.parts:
        say(f"{part.kind:<11}{part.text}")
    say(dim(f"{'full':<11}{name.full}"))
    say(dim(f"{'sorting':<11}{name.sorting}"))
    return 0


def _row(a: str, b: str) -> dict[str, object]:
    from cursus.match.names import compare

    reason = compare(a, b)
    return {"a": a, "b": b, "score": reason.score, "match": reason.match, "reasons": list(reason.parts)}


def _batch() -> int:
    import orjson

    out = sys.stdout.buffer
    for number, raw in enumerate(sys.stdin.buffer, 1):
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if not line:
            continue
        a, tab, b = line.partition("\t")
        if not tab:
            raise click.ClickException(f"standard input, line {number}: no tab between two names")
        out.write(orjson.dumps(_row(a, b.split("\t")[0]), option=orjson.OPT_APPEND_NEWLINE))
    out.flush()
    return 0
