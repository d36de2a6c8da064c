"""Headless Chromium, driven by Playwright: open a page, wait until it is quiet, look at what it became."""

from __future__ import annotations

import os
import shutil
from typing import Any, Self

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
MISSING = "there is no chromium here; `sudo sh tools/install-chromium` installs it where apt can"
QUIET_MS, LOAD_MS = 500, 60_000
OPTIONS = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",)  # this machine only, whatever a page asks for


def find() -> str | None:
    """The path of Chromium, if it is installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Chromium:
    """A browser with a fresh profile."""

    def __init__(self, program: str) -> None:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=program, args=OPTIONS, chromium_sandbox=os.geteuid() != 0
        )
        self._context = self._browser.new_context(viewport={"width": 1280, "height": 1600})

    def open(self, url: str) -> Page:
        """A new page, loaded and quiet; or as far as it came."""
        return Page(self._context.new_page(), url)

    def close(self) -> None:
        """End it."""
        self._browser.close()
        self._playwright.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()


class Page:
    """One page."""

    def __init__(self, tab: Tab, url: str) -> None:
        self._tab = tab
        self._asked = 0
        tab.on("request", self._count)
        tab.set_default_timeout(LOAD_MS)
        tab.goto(url)
        self.settle()

    def evaluate(self, expression: str) -> Any:
        """What an expression gives in the page, as plain data."""
        return self._tab.evaluate(expression)

    def settle(self) -> None:
        """Wait until the page is loaded and has asked for nothing for a while; pages that never rest are let be."""
        self._tab.wait_for_load_state("load")
        for _ in range(LOAD_MS // QUIET_MS):
            before = self._asked
            self._tab.wait_for_timeout(QUIET_MS)
            if self._asked == before:
                return

    def wait_for(self, expression: str) -> None:
        """Wait until an expression is true."""
        self._tab.wait_for_function(expression)

    def go(self, url: str) -> None:
        """Go to another address."""
        self._tab.goto(url)
        self.settle()

    def click(self, selector: str) -> None:
        """Click what a CSS selector finds, once it is there and does not move."""
        self._tab.click(selector)

    def type(self, selector: str, text: str) -> None:
        """Type into a field of a page that has settled, leave it, and wait until the page has saved that."""
        self.settle()
        with self._tab.expect_response(lambda answer: answer.request.method in ("POST", "PUT") and answer.ok):
            self._tab.fill(selector, text)
            self._tab.press(selector, "Tab")

    def text(self, selector: str) -> str:
        """What stands in an element, once it is there."""
        return self._tab.inner_text(selector)

    def look(self, *, width: int = 1200, height: int = 1000, theme: str = "light", media: str = "screen") -> None:
        """Show the page in another size, in another theme, or as it is printed."""
        self._tab.set_viewport_size({"width": width, "height": height})
        self._tab.emulate_media(color_scheme=theme, media=media)  # type: ignore[arg-type]

    def faults(self, within: str | None = None) -> list[str]:
        """What axe-core finds wrong with the page as it is shown, or with what a selector finds in it, and where."""
        found = Axe().run(self._tab, context=within).response["violations"]
        return [f"{each['id']}: {node['html']} ({node['failureSummary']})" for each in found for node in each["nodes"]]

    def close(self) -> None:
        """Close it."""
        self._tab.close()

    def _count(self, _request: object) -> None:
        self._asked += 1
