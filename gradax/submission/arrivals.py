"""What arrives in a folder of submissions: noticed by polling, and taken once it has stopped changing.

By polling, since the system's notifications do not arrive from network folders, where submissions come from.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from gradax.submission.folder import Submission
from gradax.submission.search import find_submissions

Stamp = tuple[tuple[str, int, int], ...]


class Arrivals:
    """The submissions of one assignment that are new or changed since they were taken."""

    def __init__(
        self, root: Path, assignment: str, known: Collection[str] = (), students: Collection[str] = ()
    ) -> None:
        self._root, self._assignment, self._known, self._students = root, assignment, known, students
        self._seen: dict[Submission, Stamp] = {}
        self._taken: dict[Submission, Stamp] = {}

    def look(self) -> dict[Submission, Stamp]:
        """What is new or changed, and as it was at the last look: nothing is being copied there."""
        before = self._seen
        found = find_submissions(self._root, self._assignment, self._known)
        wanted = [each for each in found if not self._students or each.student in self._students]
        self._seen = {each: stamp_of(each) for each in wanted}
        return {
            each: stamp
            for each, stamp in self._seen.items()
            if before.get(each) == stamp and self._taken.get(each) != stamp
        }

    def take(self, submission: Submission, stamp: Stamp) -> None:
        """Do not give this submission again, as long as it stays as it is."""
        self._taken[submission] = stamp


def stamp_of(submission: Submission) -> Stamp:
    """Names, sizes and times of what lies in a submission's folder; changes when one of these does."""
    found = []
    place = submission.place or (submission.assignment,)
    for folder in {submission.path, submission.root.joinpath(submission.folder, *place)}:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    state = entry.stat(follow_symlinks=False)
                    found.append((entry.path, state.st_size, state.st_mtime_ns))
        except OSError:  # it is gone, or cannot be read; reading it will say so
            found.append((str(folder), -1, 0))
    return tuple(sorted(found))
