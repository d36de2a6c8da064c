"""The gradebook's cells of an assignment, brought in step with a notebook that was released before.

nbgrader refuses to add or remove cells once it has a submission ("Cannot add or remove cells for notebook …"). Here
cells come, go and get other names, and each submission keeps what it was given for the cells that stay.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from nbgrader.api import Comment, Grade, GradeCell, MissingEntry, SolutionCell, SourceCell, TaskCell
from nbgrader.preprocessors import SaveCells
from traitlets import Dict

from gradax.course.course import renamed_cells


class MoveCells(SaveCells):  # type: ignore[misc]
    """nbgrader's `SaveCells`, for a notebook that has submissions, too."""

    renamed = Dict(help="For each assignment, earlier names of exercises and what they are called now.").tag(
        config=True
    )

    def _create_notebook(self, nb: Any) -> None:
        """Save the cells; those of a notebook that has submissions all at once or, if we are stopped, not at all."""
        try:
            notebook = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        except MissingEntry:
            notebook = None
        if notebook is None or not notebook.submissions:
            super()._create_notebook(nb)
            return
        kinds = [
            (GradeCell, notebook.grade_cells, self.new_grade_cells),
            (SolutionCell, notebook.solution_cells, self.new_solution_cells),
            (TaskCell, notebook.task_cells, self.new_task_cells),
            (SourceCell, notebook.source_cells, self.new_source_cells),
        ]
        new_name = moved(
            {cell.name for _, cells, _ in kinds for cell in cells}, self.renamed.get(self.assignment_id, {})
        )
        for kind, cells, wanted in kinds:
            self._bring_in_step(notebook, kind, {new_name.get(cell.name, cell.name): cell for cell in cells}, wanted)
        self.gradebook.db.commit()

    def _bring_in_step(
        self, notebook: Any, kind: type, present: dict[str, Any], wanted: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Make the cells of one kind, `present` by their names of now, those that are `wanted`."""
        for name, attributes in wanted.items():
            if name not in present:
                cell = kind(name=name, notebook=notebook, **attributes)
                self.gradebook.db.add(cell)
                self._begin(notebook, cell)
                continue
            cell = present.pop(name)
            if attributes.get("max_score") != getattr(cell, "max_score", None):
                for grade in cell.grades:  # of so many points no more, until graded again or looked at
                    grade.needs_manual_grade = True
            for key, value in {**attributes, "name": name}.items():
                setattr(cell, key, value)
        for cell in present.values():
            self._remove(cell)

    def _begin(self, notebook: Any, cell: Any) -> None:
        """Give each submission what nbgrader gives a new one for such a cell."""
        for submitted in notebook.submissions:
            if isinstance(cell, GradeCell | TaskCell):
                self.gradebook.db.add(Grade(cell=cell, notebook=submitted))
            if isinstance(cell, SolutionCell | TaskCell):
                self.gradebook.db.add(Comment(cell=cell, notebook=submitted))

    def _remove(self, cell: Any) -> None:
        """Remove a cell, with what submissions were given for it."""
        for kind in (Grade, Comment) if not isinstance(cell, SourceCell) else ():
            for given in self.gradebook.db.query(kind).filter(kind.cell_id == cell.id):
                self.gradebook.db.delete(given)
        self.gradebook.db.flush()  # they refer to the cell
        self.gradebook.db.delete(cell)


def moved(cells: Collection[str], renamed: Mapping[str, str]) -> dict[str, str]:
    """The new names of those of the cells (by id) whose exercises were renamed."""
    return {old: new for old, new in renamed_cells(renamed).items() if old in cells and new not in cells}
