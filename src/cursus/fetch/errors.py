"""What goes wrong on the way to an address, in plain words."""

from __future__ import annotations

from cursus.read.errors import ReadError


class FetchError(ReadError):
    """An address that could not be fetched: which one (``path``), why (``reason``), what to do (``remedy``).

    ``kind`` is one of

    * ``refused``: the guard does not allow it; nothing was sent;
    * ``dns``: the name has no address; ``connect``: nobody answers there; ``tls``: the certificate or handshake failed;
    * ``timeout``: it took longer than allowed; ``size``: it is larger than allowed;
    * ``redirects``: too many of them, or in a circle; ``broken``: the answer stopped or was no HTTP;
    * ``answer``: it answered, but not with what was asked for; ``status`` then has the HTTP status.
    """

    def __init__(self, path: str, reason: str, remedy: str, *, kind: str, status: int | None = None) -> None:
        super().__init__(path, reason, remedy)
        self.args = (path, reason, remedy, kind, status)
        self.kind = kind
        self.status = status

    def at(self, path: str) -> FetchError:
        """The same, of another address."""
        return FetchError(path, self.reason, self.remedy, kind=self.kind, status=self.status)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, self.args


def _rebuild(path: str, reason: str, remedy: str, kind: str, status: int | None) -> FetchError:
    return FetchError(path, reason, remedy, kind=kind, status=status)
