"""Does an instructor notebook run from top to bottom, with its solutions, printing no warning?"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from traitlets.config import Config

from gradax.course import Assignment
from gradax.course.notebook import grade_id_of

CELL_SECONDS = 60  # a whole notebook should not take longer


def execute(assignment: Assignment) -> list[str]:
    """Run a copy of the instructor notebook; what went wrong, a sentence for each cell, empty where all is well.

    An exception is wrong, and so is anything on stderr: a warning that the author sees, every student sees.
    """
    notebook: Any = nbformat.read(assignment.notebook_path, as_version=4)  # type: ignore[no-untyped-call]
    environment = {"JAX_NUM_CPU_DEVICES": str(assignment.entry.devices), "JAX_PLATFORMS": "cpu", "NPROC": "16"}
    with tempfile.TemporaryDirectory() as temporary, patch.dict(os.environ, environment):
        # All of source/: a notebook may read data that lies beside another, as students have them side by side.
        shutil.copytree(assignment.source.parent, temporary, dirs_exist_ok=True)
        folder = Path(temporary) / assignment.name
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            kernel_name="python3",
            allow_errors=True,
            # Through a file, not a port that others could listen on; ipykernel warns of those.
            config=Config(KernelManager={"transport": "ipc", "ip": f"{temporary}/kernel"}),
            resources={"metadata": {"path": str(folder)}},
        )
        try:
            client.execute()
        except CellTimeoutError:
            return [f"{assignment.notebook_path}: a cell ran for more than {CELL_SECONDS} seconds."]
        except DeadKernelError:
            return [f"{assignment.notebook_path}: the kernel died; is there too little memory?"]
    return [
        f"{assignment.notebook_path}: the cell {grade_id_of(cell) or cell['id']!r} {said}"
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
        for said in [_complaint(output)]
        if said
    ]


def _complaint(output: Any) -> str | None:
    if output["output_type"] == "error":
        return f"raises {output['ename']}: {output['evalue']}"
    if output["output_type"] == "stream" and output["name"] == "stderr":
        return f"writes to stderr: {output['text'].strip()}"
    return None
