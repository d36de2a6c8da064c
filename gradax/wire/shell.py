"""What stands where IPython's shell would be, when a notebook runs without one.

Magics that run Python (``%time``, ``%%capture``) run it; all others, and shell lines, do nothing and are noted.
"""

from __future__ import annotations

import importlib
import re
import sys
import time
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

from gradax.wire.cells import compile_cell, run_compiled

# Of these the Python that follows is run, once.
PYTHON_LINES = frozenset({"time", "timeit", "prun", "memit", "mprun", "lprun"})
TIMEIT = "timeit"  # which keeps what it binds to itself
PYTHON_CELLS = PYTHON_LINES | {"capture", "memit"}
# These have no bearing on what a cell defines or computes.
WITHOUT_EFFECT = frozenset({"matplotlib", "config", "pinfo", "pinfo2", "pylab", "precision", "xmode"})
SHELL = "!"
# What a cell may import from IPython, which has no shell of its own there.
_STAND_INS = (
    ("IPython", "get_ipython"),
    ("IPython.core.getipython", "get_ipython"),
    ("IPython.display", "display"),
    ("IPython.core.display_functions", "display"),
)
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
        self.user_ns.setdefault("display", _display)

    def stand_in_for_ipython(self, source: str) -> None:
        """Let ``from IPython import get_ipython`` in a cell give this shell: there, IPython has none of its own."""
        if not self._alone:
            return
        if "IPython" in source:
            with suppress(ImportError):
                importlib.import_module("IPython")
        for name, stand_in in _STAND_INS:
            module = sys.modules.get(name)
            if module is not None:
                setattr(module, stand_in, self.user_ns.get(stand_in))

    def run_line_magic(self, magic: str, line: str = "", *_: Any, **__: Any) -> Any:
        """``%magic line``: the value of an expression, where it is one."""
        if magic not in PYTHON_LINES:
            return self._skip(magic)
        source = _OPTIONS.sub("", line, count=1)
        if magic == TIMEIT:
            return self._timeit(source, wanted="-o" in line.removesuffix(source).split())
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
        if magic == TIMEIT:
            self._timeit(f"{_OPTIONS.sub('', line, count=1)}\n{cell}")
            return
        if magic == "capture":
            words = [word for word in line.split() if not word.startswith("-")]
            self.user_ns.update((word, _captured()) for word in words[:1])
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
        run_compiled(compile_cell("\n" * lines_above + source, self.cell, self.user_ns), self.user_ns)

    def _timeit(self, source: str, *, wanted: bool = False) -> Any:
        """Run it once, with its names to itself; how long that took, where it is `wanted`."""
        code = compile_cell(source, self.cell, self.user_ns)
        began = time.perf_counter()
        run_compiled(code, dict(self.user_ns))
        took = time.perf_counter() - began
        if not wanted:
            return None
        from IPython.core.magics.execution import TimeitResult

        return TimeitResult(1, 1, took, took, [took], 0.0, 3)  # type: ignore[no-untyped-call]

    def _skip(self, magic: str) -> None:
        if magic not in WITHOUT_EFFECT:
            self.skipped.add(f"%{magic}")


def _display(*_: Any, display_id: Any = None, **__: Any) -> Any:
    """IPython's ``display``: shows nothing, and gives a handle where one is asked for."""
    return _Nothing() if display_id else None


def _captured() -> SimpleNamespace:
    """What ``%%capture`` leaves: nothing was shown."""
    return SimpleNamespace(stdout="", stderr="", outputs=[], show=_display)


class _Nothing:
    """A part of the shell that is not there: whatever is asked of it gives None."""

    def __call__(self, *_: Any, **__: Any) -> None:
        return None

    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return self
