"""The pieces that a run is made of: what one task reads. Plain data, small enough to be sent around."""

from __future__ import annotations

import dataclasses
import io
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from cursus.read.dump import Wanted
from cursus.run.limits import Limits


@dataclass(frozen=True, slots=True)
class Stretch:
    """The bytes ``start``..``end`` of a dump. With ``head`` before and ``tail`` behind them they are a whole export:
    they say what wiki the pages are from, packed as the dump is."""

    path: str
    name: str
    start: int
    end: int
    head: bytes = b""
    tail: bytes = b""


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file of pages that were taken out of a dump which cannot be entered in its middle. The last file of a dump says
    which error the dump ended in, if it did (path, reason, remedy), and what became of the pages that were not taken."""

    path: str
    name: str
    problem: tuple[str, str, str] | None = None
    passed: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Files:
    """Files of single articles: their paths and names. ``most`` bytes are read of each."""

    files: tuple[tuple[str, str], ...]
    most: int


Work = Stretch | Spooled | Files


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the result and what it is made from."""

    number: int
    work: Work


@dataclass(frozen=True, slots=True)
class Order:
    """What every task is told: where the result goes, what is wanted, what an article may cost, which version of Cursus
    wrote the order."""

    folder: str
    wanted: Wanted
    limits: Limits
    version: str


class _Framed(io.RawIOBase):
    """A stretch of a file with its head and tail, as one stream."""

    def __init__(self, stretch: Stretch) -> None:
        self._file = open(stretch.path, "rb")  # noqa: SIM115 -- closed with this stream
        self._file.seek(stretch.start)
        self._left = stretch.end - stretch.start
        self._head, self._tail = stretch.head, stretch.tail

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(buffer)
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
        elif self._left and (data := self._file.read(min(size, self._left))):
            self._left -= len(data)
        else:
            self._left = 0
            data, self._tail = self._tail[:size], self._tail[size:]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def framed(stretch: Stretch) -> BinaryIO:
    """The stretch as the stream of a whole export."""
    return cast(BinaryIO, io.BufferedReader(_Framed(stretch), 1 << 18))


_KINDS: dict[str, type[Stretch] | type[Spooled] | type[Files]] = {"dump": Stretch, "pages": Spooled, "files": Files}


def piece_to_json(piece: Piece) -> dict[str, Any]:
    kind = next(kind for kind, made in _KINDS.items() if type(piece.work) is made)
    work = dataclasses.asdict(piece.work)
    return {
        "number": piece.number,
        "kind": kind,
        **{name: value.hex() if isinstance(value, bytes) else value for name, value in work.items()},
    }


def piece_from_json(data: dict[str, Any]) -> Piece:
    """Read back what :func:`piece_to_json` wrote. Raises KeyError, TypeError or ValueError on another shape."""
    work = {name: value for name, value in data.items() if name not in ("number", "kind")}
    match data["kind"]:
        case "dump":
            work |= {name: bytes.fromhex(work[name]) for name in ("head", "tail")}
        case "pages":
            work["problem"] = tuple(work["problem"]) if work["problem"] is not None else None
            work["passed"] = tuple(map(tuple, work["passed"]))
        case "files":
            work["files"] = tuple(map(tuple, work["files"]))
    return Piece(data["number"], _KINDS[data["kind"]](**work))
