"""A real Jupyter server with nbgrader's formgrader, on this machine only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

BIN = Path(sys.executable).parent
END_SECONDS = 15
START_SECONDS = 90


class Jupyter:
    """The server, started in a course's folder as an instructor does, or in an assignment's as a student does.

    Attributes:
        address: where it answers.
    """

    def __init__(self, course: Path, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self._log = home / "jupyter.log"
        options = {
            **{"ip": "127.0.0.1", "port": port, "port_retries": 0, "open_browser": False, "allow_root": True},
            **{"root_dir": course, "disable_check_xsrf": True},
        }
        command = [
            *(str(BIN / "jupyter"), "lab", "--IdentityProvider.token=", "--PasswordIdentityProvider.hashed_password="),
            *(f"--ServerApp.{name}={value}" for name, value in options.items()),
            "--LabApp.expose_app_in_browser=True",  # so that tests can give its commands
        ]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=course, env=environment(home), stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        try:
            self._wait()
        except TimeoutError:
            self._end()
            raise

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/api/status", timeout=5):
                    return
            except (OSError, urllib.error.URLError):
                time.sleep(0.2)
        raise TimeoutError(f"the Jupyter server does not start: {self._log.read_text()[-2000:]}")

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:  # it may wait for ever for a kernel that was just starting
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self._end()


def environment(home: Path) -> dict[str, str]:
    """An environment that knows nothing of whoever runs the tests."""
    places = {
        name: str(home)
        for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    return os.environ | places | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
