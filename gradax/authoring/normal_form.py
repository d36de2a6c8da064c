"""The normal form of a notebook, so that it diffs and merges line by line.

No outputs, no execution counts, cell ids derived from the grade_id or the cell's place, sorted keys, one-space indent,
a newline at the end, and no metadata but what the course needs. Sources stay as they are, and so do nbgrader's
checksums.
"""

from __future__ import annotations

import copy
import json
from typing import Any

from gradax.course.notebook import Cell, Notebook, grade_id_of, is_code, source_of, tags_of

NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
CELL_METADATA = ("deletable", "editable", "nbgrader", "tags")
# What LockCells, ComputeChecksums and the notebook's author may say of a cell; the rest belongs to older schemas.
NBGRADER_METADATA = (
    "cell_type",
    "checksum",
    "grade",
    "grade_id",
    "locked",
    "points",
    "schema_version",
    "solution",
    "task",
)


def normalise(notebook: Notebook) -> Notebook:
    """A new notebook: `notebook` in normal form."""
    return {
        "cells": [_normalise_cell(cell, index) for index, cell in enumerate(notebook["cells"])],
        "metadata": copy.deepcopy(NOTEBOOK_METADATA),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def to_text(notebook: Notebook) -> str:
    """The notebook as nbformat writes it: what lies on disk, byte for byte."""
    cells = [{**cell, "source": source_of(cell).splitlines(keepends=True)} for cell in notebook["cells"]]
    return json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _normalise_cell(cell: Cell, index: int) -> Cell:
    normal: Cell = {
        "cell_type": cell["cell_type"],
        "id": grade_id_of(cell) or f"cell-{index}",
        "metadata": _normalise_metadata(cell),
        "source": source_of(cell),
    }
    if is_code(cell):
        normal |= {"execution_count": None, "outputs": []}
    elif cell.get("attachments"):
        normal["attachments"] = cell["attachments"]
    return normal


def _normalise_metadata(cell: Cell) -> dict[str, Any]:
    found = cell.get("metadata", {})
    metadata = {key: found[key] for key in CELL_METADATA if key in found}
    if "nbgrader" in metadata:
        metadata["nbgrader"] = {key: value for key, value in found["nbgrader"].items() if key in NBGRADER_METADATA}
    if "tags" in metadata:
        metadata["tags"] = sorted(set(tags_of(cell)))
        if not metadata["tags"]:
            del metadata["tags"]
    return metadata
