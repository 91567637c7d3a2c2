"""A PostgreSQL server of our own: in a new folder, on a socket in it, gone at the end."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

USER = "cursus"
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # the folder is thrown away
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "autovacuum": "off",
}


def programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, None where no PostgreSQL is installed."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    path = found[-1] if found else shutil.which("initdb")
    return Path(path).resolve().parent if path else None


class Server:
    """A running server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0

    def address(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={quote(str(self._folder), safe='')}"

    def create(self) -> str:
        """The address of a new, empty database."""
        self._made += 1
        name = f"db{self._made}"
        self.run(f"CREATE DATABASE {name}", self.address("postgres"))
        return self.address(name)

    def run(self, statement: str, address: str) -> list[tuple[object, ...]]:
        """Run one statement outside any transaction; returns its rows."""
        import psycopg

        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running() -> Iterator[Server]:
    """Start a server, as an unprivileged user where we are root: PostgreSQL refuses to run as root."""
    bin_ = programs()
    assert bin_ is not None
    folder = Path(tempfile.mkdtemp(prefix="cursus-pg-", dir="/tmp"))
    as_user: dict[str, object] = {}
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    data = folder / "data"

    def run(*arguments: str) -> None:
        subprocess.run(arguments, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_user)  # type: ignore[call-overload]

    options = " ".join(f"-c {name}={value or repr(value)}" for name, value in _SETTINGS.items())
    try:
        run(str(bin_ / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        control = (str(bin_ / "pg_ctl"), "-D", str(data), "-w", "-s")
        run(*control, "-l", str(folder / "log"), "-o", f"{options} -k {folder}", "start")
        try:
            yield Server(folder)
        finally:
            with suppress(subprocess.CalledProcessError):
                run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
