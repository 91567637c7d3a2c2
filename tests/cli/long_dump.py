"""A dump that is long and holds nobody, and the memory that a program takes to read it."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

from tests.cli.conftest import PROGRAM
from tests.read.dumps import HEAD, TAIL, page

_SCRIPT = (
    "import re, sys; from cursus.cli.app import run; code = run(sys.argv[1:]);"
    "print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024, file=sys.stderr);"
    "sys.exit(code)"
)


def write(path: Path, size: int) -> None:
    """About so many bytes of XML, packed."""
    block = "".join(page(f"River {n}", "A river. " * 1000) for n in range(100)).encode()
    packed = gzip.compress(block)
    with path.open("wb") as file:
        file.write(gzip.compress(HEAD.encode()))
        for _ in range(size // len(block)):
            file.write(packed)
        file.write(gzip.compress(TAIL.encode()))


def peak(folder: Path, *arguments: str) -> int:
    """The most MiB that ``cursus`` with these arguments takes in its own process; it has to end well."""
    done = subprocess.run(
        [PROGRAM[0], "-c", _SCRIPT, *arguments], capture_output=True, text=True, cwd=folder, check=False
    )
    assert done.returncode == 0, done.stderr
    return int(done.stderr.split()[-1])
