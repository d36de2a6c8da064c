"""Headless Chromium, driven by its DevTools protocol: open a page, wait until it is quiet, look at what it became."""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any, Self

from websocket import WebSocket, WebSocketTimeoutException, create_connection

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
MISSING = "there is no chromium here; `sudo sh tools/install-chromium` installs it where apt can"
START_SECONDS, ANSWER_SECONDS = 60, 60
QUIET_SECONDS, LOAD_SECONDS = 0.5, 60.0
_OPTIONS = (
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync", "--disable-extensions"),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-dev-shm-usage",
    ),
    *("--remote-debugging-port=0", "--remote-allow-origins=*", "--window-size=1280,1600"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing but this machine, whatever a page asks for
)
_LOADED = "document.readyState === 'complete' && location.href !== 'about:blank'"


def find() -> str | None:
    """The path of Chromium, if it is installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Chromium:
    """A browser with a fresh profile."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="gradax-chromium-", ignore_cleanup_errors=True)
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [program, *_OPTIONS, *as_root, f"--user-data-dir={self._profile.name}", "about:blank"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._port = self._wait_for_port()

    def _wait_for_port(self) -> int:
        told = Path(self._profile.name, "DevToolsActivePort")
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            lines = told.read_text().splitlines() if told.exists() else []
            if len(lines) == 2:
                return int(lines[0])
            time.sleep(0.05)
        raise TimeoutError("Chromium does not start")

    def open(self, url: str) -> Page:
        """A new page, loaded and quiet; or as far as it came."""
        request = urllib.request.Request(f"http://127.0.0.1:{self._port}/json/new", method="PUT")
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
            target = json.load(answer)
        return Page(target["webSocketDebuggerUrl"], url)

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()
        self._profile.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()


class Page:
    """One page.

    Attributes:
        requests: the addresses that it asked for.
    """

    def __init__(self, address: str, url: str) -> None:
        self._socket: WebSocket = create_connection(address, timeout=ANSWER_SECONDS)
        self._numbers = itertools.count(1)
        self.requests: list[str] = []
        for domain in ("Page", "Runtime", "Network"):
            self._ask(f"{domain}.enable")
        self._ask("Page.navigate", url=url)
        self.settle()

    def evaluate(self, expression: str) -> Any:
        """What an expression gives in the page, as plain data."""
        answer = self._ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description"))
        return answer["result"].get("value")

    def settle(self) -> None:
        """Wait until the page is loaded and has asked for nothing for a while."""
        end = time.monotonic() + LOAD_SECONDS
        while time.monotonic() < end:
            before = len(self.requests)
            self._listen(QUIET_SECONDS)
            if len(self.requests) == before and self.evaluate(_LOADED):
                return

    def wait_for(self, expression: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + LOAD_SECONDS
        while not self.evaluate(expression):
            if time.monotonic() > end:
                raise TimeoutError(f"never true: {expression}")
            self._listen(0.1)

    def picture(self, path: Path) -> None:
        """Save what it looks like."""
        path.write_bytes(base64.b64decode(self._ask("Page.captureScreenshot", captureBeyondViewport=True)["data"]))

    def close(self) -> None:
        """Close it."""
        self._socket.send(json.dumps({"id": next(self._numbers), "method": "Page.close"}))
        self._socket.close()

    def _ask(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self._note(message)

    def _listen(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        try:
            while (left := end - time.monotonic()) > 0:
                self._socket.settimeout(left)
                self._note(json.loads(self._socket.recv()))
        except WebSocketTimeoutException:
            return
        finally:
            self._socket.settimeout(ANSWER_SECONDS)

    def _note(self, message: dict[str, Any]) -> None:
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
