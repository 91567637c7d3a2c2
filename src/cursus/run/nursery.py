"""The process that workers come from: it has loaded everything, so that a new one is a fork and costs milliseconds.

Its standard input is a socket to the runner. The runner says ``F n`` with a socket, to be served by a new worker that is
called ``n``, or ``K n``, end that one; the nursery says ``D n status``, it died. When the runner is gone, so are the nursery
and all its workers.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable

MESSAGE = struct.Struct("<cIi")
FORK, KILL, DIED = b"F", b"K", b"D"
ENTRY = ("-m", "cursus.run.worker")
_READ = 4096
_SOCKETS = 16


class Nursery:
    """The runner's side."""

    def __init__(self, entry: tuple[str, ...], *arguments: str) -> None:
        self._control, theirs = socket.socketpair()
        # -P: what lies in the folder that Cursus is called from is never imported. A session of its own: Ctrl-C reaches
        # the runner, which ends its workers itself.
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 -- this interpreter, this package
                [sys.executable, "-P", *entry, *arguments],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._buffer = b""
        self._died: dict[int, int] = {}

    def worker(self, number: int) -> socket.socket:
        """The socket to a new worker. If the nursery is gone, nobody is at its other end."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [MESSAGE.pack(FORK, number, 0)], [theirs.fileno()])
            except OSError:
                return ours
        return ours

    def end(self, number: int, patience: float) -> int:
        """Let a worker end, kill it if it still runs after a moment; its exit status, or minus the signal that ended
        it. A worker of a nursery that is gone died of the same."""
        status = self._wait(number, patience)
        if status is None:
            try:
                self._control.sendall(MESSAGE.pack(KILL, number, 0))
            except OSError:
                return self.process.wait()
            status = self._wait(number, None)
        return status if status is not None else self.process.wait()

    @property
    def gone(self) -> bool:
        return self.process.poll() is not None

    def close(self) -> None:
        """End it and every worker."""
        self._control.close()
        self.process.wait()

    def _wait(self, number: int, patience: float | None) -> int | None:
        deadline = None if patience is None else time.monotonic() + patience
        while number not in self._died:
            left = None if deadline is None else max(deadline - time.monotonic(), 0)
            if not select.select([self._control], [], [], left)[0]:
                return None
            try:
                data = self._control.recv(_READ)
            except OSError:
                return None
            if not data:
                return None
            self._buffer += data
            whole = len(self._buffer) // MESSAGE.size * MESSAGE.size
            self._died |= {who: status for _, who, status in MESSAGE.iter_unpack(self._buffer[:whole])}
            self._buffer = self._buffer[whole:]
        return self._died.pop(number)


def serve(control: socket.socket, work: Callable[[socket.socket], None]) -> None:
    """The nursery's own life: fork, bury, kill, until the runner is gone. ``work`` is a worker's."""
    wakes, waker = socket.socketpair()
    wakes.setblocking(False)
    waker.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker.fileno())
    gc.freeze()  # so that the collector of a worker leaves the shared memory alone
    numbers: dict[int, int] = {}  # of the workers, by process id
    try:
        while True:
            ready = select.select([control, wakes], [], [])[0]
            if wakes in ready:
                wakes.recv(_READ)
                _bury(control, numbers)
            if control not in ready:
                continue
            data, sockets, _, _ = socket.recv_fds(control, MESSAGE.size, _SOCKETS)
            if len(data) < MESSAGE.size:
                return
            kind, number, _ = MESSAGE.unpack(data)
            if kind == KILL:
                for pid in [pid for pid, called in numbers.items() if called == number]:
                    os.kill(pid, signal.SIGKILL)
                continue
            pid = os.fork()
            if pid == 0:
                _become_worker(sockets[0], (control, wakes, waker), work)
            os.close(sockets[0])
            numbers[pid] = number
    finally:
        for pid in numbers:
            os.kill(pid, signal.SIGKILL)
        for pid in numbers:
            os.waitpid(pid, 0)


def _become_worker(
    descriptor: int, inherited: tuple[socket.socket, ...], work: Callable[[socket.socket], None]
) -> None:
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for ours in inherited:
            ours.close()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        work(socket.socket(fileno=descriptor))
        status = 0
    finally:
        os._exit(status)


def _bury(control: socket.socket, numbers: dict[int, int]) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        control.sendall(MESSAGE.pack(DIED, numbers.pop(pid), os.waitstatus_to_exitcode(status)))
