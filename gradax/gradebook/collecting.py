"""Collecting what `gradax submit` packed, by ``nbgrader zip_collect``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import List, Unicode

from gradax.submission.archive import COLLECTED
from gradax.text import listed, one_line


class ArchiveCollector(FileNameCollectorPlugin):  # type: ignore[misc]
    """Takes student, assignment and time from the archives' inner folders.

    An archive says itself whose it is. Where several say that they are the same student's, none of them is taken:
    nobody can replace somebody else's notebook.
    """

    named_regexp = Unicode(COLLECTED, help="Where the student, the time and the file's name stand.").tag(config=True)
    valid_ext = List([".ipynb", ".txt"], help="The endings of what is collected: timestamp.txt, too.").tag(config=True)

    def collect(self, submitted_file: str) -> dict[str, Any] | None:
        """What the path of an extracted file says; None where it is not to be collected."""
        found: dict[str, Any] | None = super().collect(submitted_file)
        if found is None:
            return None
        archives = _archives_of(Path(submitted_file), found["student_id"])
        if len(archives) > 1:
            self.log.warning(
                "%s",
                one_line(
                    f"{listed(archives)} all say that they are from {found['student_id']}, so none was collected. Find "
                    "out who uploaded which, remove all but one, and collect again with --force."
                ),
            )
            return None
        return found


def _archives_of(file: Path, student: str) -> list[str]:
    """The archives, as the folders that they were extracted to, that say they are of a student."""
    extracted = file.parent.parent.parent
    return sorted(folder.parent.name for folder in extracted.glob("*/*+*") if folder.name.split("+")[0] == student)
