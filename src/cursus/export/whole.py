"""Files that appear under their name when they are complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast


@contextmanager
def whole_file(path: str) -> Iterator[BinaryIO]:
    """A file to write that takes its name, and an older one's place and mode, when it is complete; until then, and where
    writing fails, the older one stays. Raises OSError."""
    folder = os.path.dirname(path) or "."
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".cursus-", delete=False) as out:
        try:
            yield cast(BinaryIO, out)
            out.flush()
            os.fsync(out.fileno())
            os.chmod(out.name, _mode(path))
            os.replace(out.name, path)
        except BaseException:
            os.unlink(out.name)
            raise


def _mode(path: str) -> int:
    """The mode of the file that is there; for a new one, what the user's mask leaves."""
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
