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
    writing fails, the older one stays. A link stays one; a pipe or device is written to as it is. Raises OSError, which names
    the path as it was given."""
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(path, "wb") as stream:
            yield stream
        return
    try:
        out = tempfile.NamedTemporaryFile(dir=os.path.dirname(target), prefix=".cursus-", delete=False)  # noqa: SIM115 -- closed below
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error
    with out:
        try:
            yield cast(BinaryIO, out)
            out.flush()
            os.fsync(out.fileno())
            os.chmod(out.name, _mode(target))
            os.replace(out.name, target)
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
