"""The real site in processes of its own, and plain requests to it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CURSUS = (sys.executable, "-c", "from cursus.cli import main; main()")


class Client:
    """One connection that is kept open, as a program's would be."""

    def __init__(self, port: int, timeout: float = 60) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def ask(self, method: str, url: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON (the text where it is none)."""
        headers = {} if body is None else {"Content-Type": "application/json"}
        self._connection.request(method, url, None if body is None else json.dumps(body), headers)
        answer = self._connection.getresponse()
        content = answer.read()
        with contextlib.suppress(ValueError):
            return answer.status, json.loads(content)
        return answer.status, content.decode("utf-8", "replace")

    def close(self) -> None:
        self._connection.close()


@contextlib.contextmanager
def served(db: Path, *options: str) -> Iterator[tuple[int, int]]:
    """``cursus serve`` on a free port: its port and its process. It is killed at the end, whatever happened."""
    command = [*CURSUS, "serve", "--db", str(db), "--port", "0", *options]
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "CURSUS_USER": "tester"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env, start_new_session=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "Cursus is open at" in line, line
        port = int(line.split("127.0.0.1:")[1].split()[0])
        yield port, process.pid
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)
        if process.stdout is not None:
            process.stdout.close()
