"""A Spark standalone cluster on this machine: a master and workers, each a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 120.0


class Cluster:
    """``url`` is what ``--master`` takes; ``workers`` are the processes, which may be killed."""

    def __init__(self, folder: Path, workers: int, cores: int = 1) -> None:
        import pyspark

        self._folder = folder
        self._class = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self._master_log = folder / "master.log"
        try:
            self._start("master", "org.apache.spark.deploy.master.Master", "--port", "0", "--webui-port", "0")
            self.url = self._told(r"Starting Spark master at (spark://\S+)")
            self._page = "http://127.0.0.1:" + self._told(r"MasterUI.{0,80}?port (\d+)")
            for number in range(workers):
                arguments = (
                    "--cores",
                    str(cores),
                    "--memory",
                    "1g",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    str(folder / "work"),
                )
                name = f"worker-{number}"
                self.workers.append(self._start(name, "org.apache.spark.deploy.worker.Worker", *arguments, self.url))
            _until(lambda: self.alive() == workers, "the workers to register")
        except BaseException:
            self.close()
            raise

    def alive(self) -> int:
        """How many workers the master believes in; 0, too, while its page is not there yet."""
        try:
            with urllib.request.urlopen(f"{self._page}/json/", timeout=10) as answer:
                return int(json.load(answer)["aliveworkers"])
        except (OSError, json.JSONDecodeError):
            return 0

    def close(self) -> None:
        for process in reversed(self._processes):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # its executors, too
            process.wait()

    def _start(self, name: str, main: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false",
            "PYSPARK_PYTHON": sys.executable,
        }
        with open(self._folder / f"{name}.log", "wb") as log:
            process = subprocess.Popen(
                [self._class, main, "--host", "127.0.0.1", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def _told(self, pattern: str) -> str:
        def look() -> str | None:
            found = re.search(pattern, self._master_log.read_text("utf-8", "replace"))
            return found[1] if found else None

        return str(_until(look, f"the master to say {pattern}"))


def _until(look: object, what: str) -> object:
    """What a function gives as soon as that is true."""
    assert callable(look)
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.2)
    return found


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    folder.mkdir(parents=True, exist_ok=True)
    started = Cluster(folder, workers)
    try:
        yield started
    finally:
        started.close()
