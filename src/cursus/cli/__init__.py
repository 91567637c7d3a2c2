"""The command line: one file per verb, each of which offers its ``command``."""

from __future__ import annotations


def main() -> None:
    """The program ``cursus``."""
    import sys

    try:
        from cursus.cli.app import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before the program had begun
        status = 130
    sys.exit(status)
