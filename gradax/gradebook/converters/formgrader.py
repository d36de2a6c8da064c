"""The formgrader's pages, whose templates put ids into HTML and JavaScript as they come."""

from __future__ import annotations

import re
import sys
from typing import Any
from urllib.parse import quote

_BASE = "nbgrader.server_extensions.formgrader.base"
_IDS = ("student_id", "assignment_id", "notebook_id")
_PLAIN = re.compile(r"[^\w @.,:;=+~-]")


def make_inert() -> None:
    """Let no id come alive in the formgrader's pages, where this process serves them: in a Jupyter server only."""
    base: Any = sys.modules.get(_BASE)
    if base is None or hasattr(base.BaseHandler.render, "inert"):  # the configuration is read again for each request
        return
    raw = base.BaseHandler.render

    def render(handler: Any, name: str, **names: Any) -> Any:
        return raw(handler, name, **names | {key: encoded(names[key]) for key in _IDS if key in names})

    render.inert = True  # type: ignore[attr-defined]
    base.BaseHandler.render = render


def encoded(identity: str) -> str:
    """An id as a part of an address, as the pages use it: what HTML or JavaScript would obey is encoded."""
    return _PLAIN.sub(lambda found: quote(found[0], safe=""), identity)
