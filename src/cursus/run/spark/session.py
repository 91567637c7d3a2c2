"""A Spark application of our own: quiet, on this machine unless told otherwise, and ended with the run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cursus.run.spark.errors import SparkError

DEFAULT_MASTER = "local[*]"

_SETTINGS = {
    "spark.app.name": "cursus",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "WARN",
    # Java shares pieces out and does nothing else: it should start at once
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    # a piece that fails is bad luck with machines: what an article does is a listed problem
    "spark.task.maxFailures": "8",
}


@contextmanager
def session(master: str, log: str) -> Iterator[Any]:
    """A SparkContext. ``log`` is the file that Java's own words go to.

    The executors run the Python that runs this. Settings of ``spark-defaults.conf`` outrank ours. Raises SparkError: no
    PySpark, no Java, no such master.
    """
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError as error:
        raise SparkError("PySpark is not installed", "run: pip install 'cursus[spark]'") from error
    if not _java():
        raise SparkError("Spark needs Java, and there is none", "install Java 17 or newer, or set JAVA_HOME")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    if _is_here(master):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    context = None
    try:
        with _errors_to(log):
            conf = SparkConf().setMaster(master)
            for name, value in _SETTINGS.items():
                conf.setIfMissing(name, value)
            if _is_here(master):
                conf.setIfMissing("spark.driver.host", "127.0.0.1")
                conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1")
            context = SparkContext(conf=conf)
    except Exception as error:  # what PySpark raises here has many names
        raise SparkError(f"Spark does not start with the master {master} ({_words(error)})", f"see {log}") from error
    try:
        yield context
    finally:
        context.stop()


def run_tasks(context: Any, items: list[Any], function: Any, log: str) -> list[Any]:
    """The function of every item, one task each. Raises SparkError where Spark gives a task up."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        found: list[Any] = context.parallelize(items, len(items)).map(function).collect()
    except (Py4JError, PySparkException) as error:
        remedy = f"what is done is kept: the same command goes on; {log} has Spark's own words"
        raise SparkError(f"Spark gave up ({_words(error)})", remedy) from error
    return found


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(home and os.access(os.path.join(home, "bin", "java"), os.X_OK)) or shutil.which("java") is not None


def _is_here(master: str) -> bool:
    """Whether everything that the master commands is on this machine."""
    return master.startswith(("local", "spark://127.", "spark://localhost"))


def _words(error: Exception) -> str:
    """The line of a Java stack that says what happened: the last Python error in it, else its first line."""
    java = getattr(error, "java_exception", None)
    text = str(error) if java is None else str(java.toString())
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    said = [line for line in lines if line.split(":")[0].endswith("Error") and not line.startswith("org.")]
    return (said[-1] if said else lines[0] if lines else type(error).__name__)[:300]


@contextmanager
def _errors_to(path: str) -> Iterator[None]:
    """Let what is started meanwhile write its errors to a file instead of the terminal."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with open(path, "ab") as file:
            os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
