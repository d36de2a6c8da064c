"""``nbgrader generate_assignment``, which says what releasing again would change."""

from __future__ import annotations

from pathlib import Path

from nbgrader.converters import GenerateAssignment

from gradax.course import Course, CourseError
from gradax.gradebook.converters.generation import said
from gradax.gradebook.converters.kinds import refuse
from gradax.gradebook.converters.students import OURS
from gradax.gradebook.database.changes import find_changes
from gradax.gradebook.database.opening import in_turn
from gradax.gradebook.faults import NotSaved, fault_of


class KnowingGenerate(GenerateAssignment):  # type: ignore[misc]
    """``nbgrader generate_assignment``: what it changes for those who have handed in is said, or why it is not done."""

    def start(self) -> None:
        """Generate the assignment, unless it cannot be graded here or something given by hand would be lost."""
        try:
            assignment = Course.open(Path(self.coursedir.root)).assignment(self.coursedir.assignment_id)
            refuse(assignment)
            changes = find_changes(self.coursedir, assignment)
            changes.refuse_to_forget()
            for sentence in changes.sentences():
                self.log.warning("%s", sentence)
            with in_turn(self.coursedir), said(assignment.notebook_path, self.log):
                super().start()
        except OURS as error:
            text = str(error) if isinstance(error, CourseError) else fault_of(error).text
            self.log.error("%s", text)
            raise NotSaved(text) from error
