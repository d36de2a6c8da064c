"""An assignment's own modules for its tests: ``helpers.py`` and ``probes.py`` beside them.

A test imports from them by these names. They are made anew for each file of tests and then forgotten, so that nothing
leaks from one file's run into another's.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import CodeType, ModuleType

PROBES, HELPERS = "probes", "helpers"
NAMES = (PROBES, HELPERS)  # helpers may import from probes


@contextmanager
def importable(folder: Path) -> Iterator[None]:
    """Let the modules of `folder` be imported by their plain names.

    Raises:
        Exception: whatever one of them raises when it is run.
    """
    before = {name: sys.modules.pop(name) for name in NAMES if name in sys.modules}
    try:
        for name in NAMES:
            path = folder / f"{name}.py"
            if path.is_file():
                sys.modules[name] = module = ModuleType(name)
                run(module, path)
        yield
    finally:
        for name in NAMES:
            sys.modules.pop(name, None)
        sys.modules.update(before)


def run(module: ModuleType, path: Path) -> None:
    """Run a file as `module`, leaving no bytecode behind."""
    module.__file__ = str(path)
    exec(_compiled(path.read_text(encoding="utf-8"), str(path)), module.__dict__)


@lru_cache(maxsize=256)
def _compiled(source: str, file: str) -> CodeType:
    return compile(source, file, "exec", dont_inherit=True)
