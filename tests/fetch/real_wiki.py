"""A real MediaWiki on this machine: Debian's package, SQLite, PHP's own web server."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

INSTALLED = Path("/usr/share/mediawiki")

_SETTINGS = """
$wgArticlePath = '/wiki/$1';
$wgRightsUrl = 'https://creativecommons.org/licenses/by-sa/4.0/';
$wgRightsText = 'Creative Commons Attribution-ShareAlike';
if (file_exists('%(closed)s')) {
    $wgGroupPermissions['*']['read'] = false;
}
"""

_ROUTER = """<?php
if (str_starts_with(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH), '/wiki/')) {
    $_SERVER['SCRIPT_NAME'] = '/w/index.php';
    require '%(installed)s/index.php';
    return true;
}
return false;
"""


class RealWiki:
    """A wiki of its own in a folder. ``log`` holds a line per request; while ``closed`` exists, only members read."""

    def __init__(self, folder: Path) -> None:
        if not (INSTALLED / "api.php").exists() or shutil.which("php") is None:
            pytest.skip("needs Debian's mediawiki, php-cli and php-sqlite3")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.host = f"127.0.0.1:{probe.getsockname()[1]}"
        self.url = f"http://{self.host}"
        self.folder = folder
        self.closed = folder / "closed"
        self.log = folder / "requests.log"
        self._environment = {**os.environ, "MW_CONFIG_FILE": str(folder / "LocalSettings.php")}
        (folder / "data").mkdir()
        (folder / "root").mkdir()
        (folder / "root" / "w").symlink_to(INSTALLED)
        self.php(
            "install.php", f"--confpath={folder}", "--dbtype=sqlite", f"--dbpath={folder / 'data'}", "--dbname=wiki",
            f"--server={self.url}", "--scriptpath=/w", "--lang=en", "--pass=a-long-password-1", "Test wiki", "Admin",
        )  # fmt: skip
        with (folder / "LocalSettings.php").open("a") as settings:
            settings.write(_SETTINGS % {"closed": self.closed})
        router = folder / "router.php"
        router.write_text(_ROUTER % {"installed": INSTALLED})
        with self.log.open("wb") as log:
            self._server = subprocess.Popen(
                ["php", "-S", self.host, "-t", folder / "root", router],
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._await()

    def php(self, script: str, *arguments: str, given: str = "") -> str:
        """Run one of MediaWiki's maintenance scripts."""
        done = subprocess.run(
            ["php", INSTALLED / "maintenance" / script, *arguments],
            input=given,
            env=self._environment if script != "install.php" else None,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def edit(self, title: str, text: str) -> None:
        self.php("edit.php", "--user", "Admin", title, given=text)

    def requests(self) -> list[str]:
        """The addresses asked for since the last call."""
        lines = re.findall(r"\[\d{3}\]: \w+ (\S+)", self.log.read_text())
        os.truncate(self.log, 0)
        return lines

    def idle(self) -> None:
        """Come back when what was asked before is answered: the server takes one request after the other."""
        with urlopen(f"{self.url}/w/api.php?action=query&format=json") as answer:
            answer.read()

    def stop(self) -> None:
        self._server.terminate()
        self._server.wait(20)

    def _await(self) -> None:
        host, _, port = self.host.partition(":")
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex((host, int(port))) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())
