"""The export inside a 7-zip archive, as a stream. py7zr unpacks it; nothing is written to disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from cursus.read.dump.ahead import Abandoned, Ahead
from cursus.read.dump.page import DumpError

if TYPE_CHECKING:
    from cursus.read.dump.unpack import Piece

_MEMBERS = 1000
_DICTIONARY = 256 << 20
_AHEAD = 8
_INDEX = 64 << 20


def unpack_7z(source: BinaryIO, name: str) -> Iterator[Piece]:
    """The pieces of the archive's only XML file. Raises :class:`DumpError`: none or several, encrypted, damaged, more
    memory needed than allowed, a source that cannot be sought in."""
    try:
        import py7zr
        from py7zr.io import Py7zIO, WriterFactory
    except ImportError:
        raise DumpError(
            name, "is packed with 7-zip, for which a part is missing", "pip install 'cursus[dumps]', or unpack it first"
        ) from None
    from cursus.read.dump.unpack import CHUNK, Piece, broken

    if not source.seekable():
        raise DumpError(name, "is packed with 7-zip, which cannot be read from a pipe", "give the file itself")

    class Sink(Py7zIO):  # type: ignore[misc, unused-ignore]
        """Takes what is unpacked; of what was written the library never asks to read any."""

        def __init__(self, put: Callable[[Piece], None]) -> None:
            self._put, self._size = put, 0

        def write(self, s: bytes | bytearray) -> int:
            self._size += len(s)
            for at in range(0, len(s), CHUNK):
                self._put(Piece(bytes(s[at : at + CHUNK]), -1, source.tell()))
            return len(s)

        def read(self, size: int | None = None) -> bytes:
            return b""

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def flush(self) -> None:
            return

        def size(self) -> int:
            return self._size

    class Sinks(WriterFactory):  # type: ignore[misc, unused-ignore]
        def __init__(self, put: Callable[[Piece], None]) -> None:
            self._put = put

        def create(self, filename: str) -> Py7zIO:
            return Sink(self._put)

    def produce(put: Callable[[Piece], None]) -> None:
        _check_index(source, name)
        try:
            with py7zr.SevenZipFile(source) as archive:
                archive.extract(targets=[_member(archive, name)], factory=Sinks(put))
        except (DumpError, Abandoned):
            raise
        except Exception as error:  # whatever the library makes of an archive that was tampered with
            raise broken(name) from error

    return Ahead(produce, _AHEAD).items()


def _check_index(source: BinaryIO, name: str) -> None:
    """An archive ends in an index that is read as a whole: its length stands in the first 32 bytes."""
    source.seek(0)
    head = source.read(32)
    if int.from_bytes(head[20:28], "little") > _INDEX:
        raise DumpError(name, "has an index longer than any export's", "this is no export of a wiki")
    source.seek(0)


def _member(archive: object, name: str) -> str:
    """The name of the export in the archive."""
    if archive.needs_password():  # type: ignore[attr-defined]
        raise DumpError(name, "is encrypted", "unpack it first")
    files = archive.files  # type: ignore[attr-defined]
    if len(files) > _MEMBERS:
        raise DumpError(name, f"holds more than {_MEMBERS} files", "give the export alone")
    found = [f.filename for f in files if not f.is_directory and not f.is_symlink and f.filename.endswith(".xml")]
    if len(found) != 1:
        raise DumpError(name, f"holds {len(found) or 'no'} .xml files", "give an archive of one export")
    return str(found[0])
