"""What stands where IPython's shell would be, when a notebook runs without one.

Magics that run Python (``%time``, ``%%capture``) run it; all others, and shell lines, do nothing and are noted.
"""

from __future__ import annotations

import importlib
import re
import sys
from contextlib import suppress
from typing import Any

from gradax.wire.cells import compile_cell, run_compiled

# Of these the Python that follows is run, once.
PYTHON_LINES = frozenset({"time", "timeit", "prun", "memit", "mprun", "lprun"})
PYTHON_CELLS = PYTHON_LINES | {"capture", "memit"}
# These have no bearing on what a cell defines or computes.
WITHOUT_EFFECT = frozenset({"matplotlib", "config", "pinfo", "pinfo2", "pylab", "precision", "xmode"})
SHELL = "!"
_OPTIONS = re.compile(r"^(?:-\w+(?:\s+\d+)?\s+|-\w+$)*")  # ``-n 3 -r 2``, ``-q``


class Shell:
    """Stands where IPython's shell would be, for one namespace.

    Args:
        namespace: where the cells run.
        alone: whether the process has nothing else to do, so that IPython's own ``get_ipython`` may give this shell.

    Attributes:
        skipped: the magics, and `SHELL` for shell lines, that did nothing.
        cell: the name of the cell that is running.
    """

    def __init__(self, namespace: dict[str, Any], *, alone: bool = False) -> None:
        self.user_ns = namespace
        self._alone = alone
        self.skipped: set[str] = set()
        self.cell = "?"

    def install(self) -> None:
        """Give the namespace the names that IPython gives every notebook."""
        self.user_ns["get_ipython"] = lambda: self
        self.user_ns.setdefault("display", lambda *objects, **options: None)

    def stand_in_for_ipython(self, source: str) -> None:
        """Let ``from IPython import get_ipython`` in a cell give this shell: there, IPython has none of its own."""
        if not self._alone:
            return
        if "IPython" in source:
            with suppress(ImportError):
                importlib.import_module("IPython")
        for name in ("IPython", "IPython.core.getipython"):
            module = sys.modules.get(name)
            if module is not None:
                module.get_ipython = self.user_ns.get("get_ipython")  # type: ignore[attr-defined]

    def run_line_magic(self, magic: str, line: str = "", *_: Any, **__: Any) -> Any:
        """``%magic line``: the value of an expression, where it is one."""
        if magic not in PYTHON_LINES:
            return self._skip(magic)
        source = _OPTIONS.sub("", line, count=1)
        try:
            code = compile(source, f"<cell {self.cell}>", "eval", dont_inherit=True)
        except SyntaxError:
            self._run(source, 0)
            return None
        return eval(code, self.user_ns)

    def run_cell_magic(self, magic: str, line: str = "", cell: str = "", *_: Any, **__: Any) -> None:
        """``%%magic line`` above a cell's other lines."""
        if magic not in PYTHON_CELLS:
            self._skip(magic)
            return
        if magic == "capture":
            words = [word for word in line.split() if not word.startswith("-")]
            self.user_ns.update(dict.fromkeys(words[:1]))
        elif magic == "timeit":
            self._run(_OPTIONS.sub("", line, count=1), 0)
        elif magic == "time":
            self._run(line, 0)
        self._run(cell, 1)

    def magic(self, line: str) -> Any:
        """The old way to call a line magic."""
        magic, _, rest = line.lstrip("%").partition(" ")
        return self.run_line_magic(magic, rest)

    def run_cell(self, cell: str, *_: Any, **__: Any) -> None:
        """Run a cell's text."""
        self._run(cell, 0)

    def system(self, *_: Any, **__: Any) -> None:
        """``!command``: nothing."""
        self.skipped.add(SHELL)

    def getoutput(self, *_: Any, **__: Any) -> list[str]:
        """``x = !command``: no lines."""
        self.skipped.add(SHELL)
        return []

    def __getattr__(self, name: str) -> Any:
        # Everything else exists and does nothing, such as `events.register(...)`.
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()

    def _run(self, source: str, lines_above: int) -> None:
        run_compiled(compile_cell("\n" * lines_above + source, self.cell), self.user_ns)

    def _skip(self, magic: str) -> None:
        if magic not in WITHOUT_EFFECT:
            self.skipped.add(f"%{magic}")


class _Nothing:
    """A part of the shell that is not there: whatever is asked of it gives None."""

    def __call__(self, *_: Any, **__: Any) -> None:
        return None

    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return self
