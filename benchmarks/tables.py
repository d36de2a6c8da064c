"""Tables of results: printed as they come, and kept as Markdown with the machine that they were measured on."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table as Printed

Row = Sequence[str | None]
_WIDTH = 120
RESULTS = Path(__file__).parent / "RESULTS.md"
_PACKAGES = ("jax", "numpy", "nbgrader", "pytest")


@dataclass(frozen=True)
class Table:
    """A table with a title above it and a sentence below."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    note: str = ""

    def print(self) -> None:
        """Show it."""
        printed = Printed(title=self.title, caption=self.note)
        for column in self.columns:
            printed.add_column(column)
        for row in self.rows:
            printed.add_row(*(cell or "" for cell in row))
        console = Console()
        console.width = max(console.width, _WIDTH)  # a log file has room
        console.print(printed, markup=False)

    def markdown(self) -> str:
        """The table as Markdown."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        body = "\n".join("| " + " | ".join(cell or "" for cell in line) + " |" for line in lines)
        return "\n\n".join(part for part in (f"## {self.title}", body, self.note) if part)


def save(tables: Sequence[Table]) -> None:
    """Write the results of a run, in place of those of the last one."""
    parts = ["# What grading costs", "Written by `make bench`, all tables in one run.", machine()]
    RESULTS.write_text("\n\n".join([*parts, *(table.markdown() for table in tables)]) + "\n", encoding="utf-8")


def machine() -> str:
    """When and where it was measured."""
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    processor = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    load = os.getloadavg()[0]
    return (
        f"{datetime.date.today()}, {processor}, {os.cpu_count()} processors, load {load:.1f} at the end; "
        f"Python {platform.python_version()}, {versions}."
    )
