"""``cursus rank``: which rank these words are, its NATO code, and what it is called elsewhere."""

from __future__ import annotations

import click

from cursus.cli import options
from cursus.cli.output import dim, print_json, say, table, warn


@click.command()
@click.argument("words")
@click.option(
    "--lang", default="", metavar="CODE", help="The language of the words, as de or ru: its ranks are read too."
)
@options.as_json
def command(words: str, lang: str, json_: bool) -> int:
    """Say which rank WORDS are, with its NATO code and what the same grade is called in other services and languages.

    \b
    cursus rank "Maj. Gen."
    cursus rank --lang ru контр-адмирал

    Grades are the same where the NATO codes (STANAG 2116) are: a Russian major general and a British brigadier. Exit
    status: 0 a rank; 1 none that is known.
    """
    from cursus.text.ranks import RankName, rank_names, read_rank

    found = read_rank(words, lang)
    if found is None:
        if json_:
            print_json({"words": words, "id": None})
        else:
            hint = "" if lang else "; give its language with --lang"
            warn(f"cursus: no rank that is known: {words}{hint}")
        return 1
    own = [name for name in rank_names() if name.id == found and name.lang == (lang or "en")]
    code = own[0].code if own else found.removeprefix("rank:").partition("/")[0]
    alike: list[RankName] = [] if code == "-" else [name for name in rank_names() if name.code == code]
    if json_:
        names = [{"service": n.service, "lang": n.lang, "name": n.name, "id": n.id} for n in alike]
        print_json({"words": words, "id": found, "code": None if code == "-" else code, "same_grade": names})
        return 0
    say(f"{found}  {dim('no NATO code' if code == '-' else code)}")
    table([(name.service, name.lang, name.name) for name in sorted(alike, key=lambda n: (n.service, n.lang))])
    return 0
