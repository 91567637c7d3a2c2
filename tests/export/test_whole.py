"""Files that appear when they are complete, and never in the place of something else."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from cursus.export.whole import whole_file


def test_an_older_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with pytest.raises(TypeError), whole_file(str(path)) as out:
        out.writelines([b"half", None])  # type: ignore[list-item]
    assert path.read_bytes() == b"old"
    with whole_file(str(path)) as out:
        out.write(b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert os.listdir(tmp_path) == ["a"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").symlink_to("a")
    with whole_file(str(tmp_path / "b")) as out:
        out.write(b"new")
    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with whole_file(str(pipe)) as out:
        out.write(b"new")
    reader.join()
    assert read == [b"new"]
    assert pipe.is_fifo()


def test_errors_name_the_path_that_was_given(tmp_path: Path) -> None:
    for path in (str(tmp_path / "nowhere" / "a"), str(tmp_path)):
        with pytest.raises(OSError, match=path), whole_file(path):
            pass
