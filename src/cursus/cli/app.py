"""The program itself: the group of lazily loaded verbs, and every error as one plain line.

Exit status: 0 all went well; 1 something needs a look (findings with errors, part of the input unreadable); 2 nothing
could be read, or the command was wrong; 130 interrupted; 141 the reader of the output went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from cursus import __version__
from cursus.cli.output import prepare_streams
from cursus.cli.verbs import VERBS

INTERRUPTED = 130
BROKEN_PIPE = 141


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; its help comes from the table alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(VERBS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in VERBS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in VERBS and not name.startswith("-"):
            near = _nearest(name)
            raise click.UsageError(f"no such command: {name}" + (f"; did you mean {near}?" if near else ""), ctx)
        return super().resolve_command(ctx, args)


def _nearest(name: str) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(name, VERBS, 1)), None)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="cursus", message="%(prog)s %(version)s")
def cursus() -> None:
    """Who held which rank and command, when, and who says so.

    Cursus reads military biographies (wikitext, HTML, text copied from a page) and keeps what they claim, each claim
    with its quote, its footnotes and its date.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit status. Nothing is ever shown as a traceback, unless CURSUS_DEBUG is set."""
    prepare_streams()
    try:
        # not click's own main(), which answers a closed pipe and Ctrl-C in its own way
        with cursus.make_context("cursus", list(arguments)) as context:
            status = cursus.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except (KeyboardInterrupt, click.Abort):
        print("cursus: interrupted; what was stored so far is safe", file=sys.stderr)
        return INTERRUPTED
    except click.UsageError as error:
        error.show()
        return 2
    except click.ClickException as error:
        print(f"cursus: {error.format_message()}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"cursus: {_os_words(error)}", file=sys.stderr)
        return 2
    except Exception as error:
        return _unforeseen(error)
    return status if isinstance(status, int) else 0


def _unforeseen(error: Exception) -> int:
    from cursus.read.errors import ReadError
    from cursus.store.errors import StoreError

    if os.environ.get("CURSUS_DEBUG"):
        raise error
    if isinstance(error, ReadError | StoreError):
        print(f"cursus: {error}", file=sys.stderr)
    else:
        from cursus.page import describe

        print(
            f"cursus: a fault in Cursus: {describe(error)}; please report it (CURSUS_DEBUG=1 shows all)",
            file=sys.stderr,
        )
    return 2


def _os_words(error: OSError) -> str:
    where = f"{os.fsdecode(error.filename)}: " if error.filename is not None else ""
    return f"{where}{error.strerror or error}"


def _drop_output() -> None:
    """Let what is still buffered go nowhere, so that Python's own last flush does not complain."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
    os.close(sink)
