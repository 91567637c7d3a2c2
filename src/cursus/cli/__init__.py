"""The command line: one file per verb, each of which offers its ``command``."""

from __future__ import annotations


def main() -> None:
    """The program ``cursus``."""
    import sys

    from cursus.cli.app import run

    sys.exit(run(sys.argv[1:]))
