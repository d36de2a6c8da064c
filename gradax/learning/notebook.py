"""The notebook around us, if there is one: its names, its folder, and how to show something in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any


def names() -> dict[str, Any]:
    """The names that the student's cells have defined: IPython's, elsewhere those of the main program."""
    shell = _shell()
    return shell.user_ns if shell else vars(sys.modules["__main__"])


def folder() -> Path:
    """The notebook's folder, which is where its kernel works, unless the editor says that it is another."""
    # VS Code can be set to run kernels elsewhere; Jupyter's server can too.
    told = [names().get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")]
    for path in told:
        if isinstance(path, str) and os.path.isabs(path) and os.path.isfile(path):
            return Path(path).parent.resolve()
    return Path.cwd()


def show(text: str, **formats: str) -> None:
    """Show something in every format at hand (``html``, ``markdown``), as text where there is no notebook."""
    if not _shell():
        print(text)
        return
    from IPython.display import display

    display({"text/plain": text, **{f"text/{name}": data for name, data in formats.items()}}, raw=True)  # type: ignore[no-untyped-call]


def say(sentence: str) -> None:
    """Show a sentence at once, while a cell still runs."""
    print(sentence, file=sys.stderr, flush=True)


def _shell() -> Any:
    # Not imported for its own sake: where nobody has loaded IPython, there is no shell.
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
