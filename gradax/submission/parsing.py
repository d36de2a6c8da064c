"""A submitted notebook's bytes, read as defensively as they deserve: nothing in them is what it should be."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

SOURCE_MAX = 200_000  # characters of one cell; every frame to a guest has to hold one
CELLS_MAX = 2_000
_INTEGER_DIGITS = 18  # Python refuses to read integers of more than 4,300 digits; we need none of more than one
_SAVE_AGAIN = "Open it in JupyterLab, save it and hand it in again."
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Malformed(ValueError):
    """A submission that cannot be read as a notebook; the text is a sentence for the student."""


@dataclass(frozen=True)
class SubmittedCell:
    """What we look at of a submitted cell.

    Attributes:
        id: the notebook's own id of the cell, if it has one.
        code: whether it is a code cell.
        source: its text; None where that is not text, or too long to be a cell's.
        nbgrader: its nbgrader metadata, empty where there is none. Its values can be anything.
        repaired: whether characters that Python cannot read were replaced in the source.
    """

    id: str | None
    code: bool
    source: str | None
    nbgrader: dict[str, Any]
    repaired: bool

    @property
    def grade_id(self) -> str | None:
        """The grade_id that the cell claims."""
        found = self.nbgrader.get("grade_id")
        return found if isinstance(found, str) else None

    @cached_property
    def normal(self) -> str | None:
        """Its text as `normal` has it; kept, as two thousand copies of a cell can ask for that of one."""
        return None if self.source is None else normal(self.source)


@dataclass(frozen=True)
class SubmittedNotebook:
    """A submitted notebook: its cells, and whether it says that it is written in another language than Python."""

    cells: list[SubmittedCell]
    foreign: bool
    skipped: int


def parse_notebook(data: bytes, *, max_bytes: int) -> SubmittedNotebook:
    """Read a submitted notebook.

    Raises:
        Malformed: where it is too large, not JSON, or not a notebook of nbformat 4.
    """
    if len(data) > max_bytes:
        raise Malformed(too_large(max_bytes))
    if not data.strip():
        raise Malformed(f"The file is empty. {_SAVE_AGAIN}")
    try:
        notebook = json.loads(data, parse_int=_integer)
    except RecursionError:
        raise Malformed(f"The file is nested too deeply for a notebook. {_SAVE_AGAIN}") from None
    except ValueError:
        raise Malformed(f"The file is not a notebook: it is not JSON, or it was cut off. {_SAVE_AGAIN}") from None
    if not isinstance(notebook, dict):
        raise Malformed(f"The file is not a notebook. {_SAVE_AGAIN}")
    if notebook.get("nbformat") != 4 or isinstance(notebook.get("nbformat"), bool):
        raise Malformed(f"The notebook is not of nbformat 4, which is what Jupyter writes now. {_SAVE_AGAIN}")
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise Malformed(f"The notebook has no list of cells. {_SAVE_AGAIN}")
    if len(cells) > CELLS_MAX:
        raise Malformed(f"The notebook has more than {CELLS_MAX:,} cells. Delete those that you do not need.")
    found = [_cell(cell) for cell in cells if isinstance(cell, dict)]
    return SubmittedNotebook(found, _is_foreign(notebook.get("metadata")), len(cells) - len(found))


def normal(source: str) -> str:
    """A cell's text without what nobody sees: blanks at the ends of its lines and around it."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def too_large(max_bytes: int) -> str:
    """The sentence for a file of more than `max_bytes`."""
    return (
        f"The file is larger than {max_bytes / 2**20:g} MiB. Clear the outputs (Kernel → Restart Kernel and Clear "
        "Outputs), save it and hand it in again."
    )


def _integer(digits: str) -> int:
    return int(digits) if len(digits) <= _INTEGER_DIGITS else 0


def _cell(cell: dict[str, Any]) -> SubmittedCell:
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    source = _text(cell.get("source", ""))
    readable = source and _readable(source)
    return SubmittedCell(
        id=cell["id"] if isinstance(cell.get("id"), str) else None,
        code=cell.get("cell_type") == "code",
        source=readable,
        nbgrader=nbgrader if isinstance(nbgrader, dict) else {},
        repaired=readable != source,
    )


def _text(source: Any) -> str | None:
    """A cell's source as one string: nbformat allows a list of lines."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    return source if isinstance(source, str) and len(source) <= SOURCE_MAX else None


def _readable(source: str) -> str:
    """The source without NUL and lone surrogates, which neither Python nor UTF-8 can take."""
    return _UNREADABLE.sub(_REPLACEMENT, source)


def _is_foreign(metadata: Any) -> bool:
    if not isinstance(metadata, dict):
        return False
    claims = [metadata.get("kernelspec"), metadata.get("language_info")]
    languages = [
        claim.get(key) for claim, key in zip(claims, ("language", "name"), strict=True) if isinstance(claim, dict)
    ]
    return any(isinstance(language, str) and "python" not in language.lower() for language in languages)
