"""A server on this machine that payloads phone home to; it remembers who called."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

LIVE = "window.gradax_live"  # what a script of a payload's sets


class Beacon:
    """The server.

    Attributes:
        heard: the names of the payloads that phoned home.
    """

    def __init__(self) -> None:
        self.heard: set[str] = set()
        heard = self.heard

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                heard.add(self.path.removeprefix("/").partition("?")[0].removesuffix(".js"))
                body = f"{LIVE} = true;".encode() if self.path.endswith(".js") else b""
                self.send_response(200)
                self.send_header("Content-Type", "text/javascript" if body else "text/plain")
                self.send_header("Access-Control-Allow-Origin", "*")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
