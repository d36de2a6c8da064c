"""`hint`: the next rung of an exercise's ladder."""

from __future__ import annotations

from gradax.learning import notebook
from gradax.learning.bookmarks import open_next_hint
from gradax.learning.check import named
from gradax.learning.workplace import Workplace, locate


def hint(exercise: object) -> None:
    """Open the next hint for `exercise`: a question first, the idea next, nearly the answer last.

    Raises:
        LearningError: where there is no such exercise.
    """
    name = named(exercise, "hint")
    text = next_hint(locate(name, notebook.folder()), name, f'run `hint("{name}")`')
    notebook.show(text, markdown=text)


def next_hint(place: Workplace, exercise: str, again: str) -> str:
    """The next rung as markdown, under a line that says which one of how many it is.

    `again` is how to open another: "press `h`".
    """
    rungs = place.hints(place.exercise(exercise))
    rung, is_new = open_next_hint(place.memory, exercise, len(rungs))
    head = f"**Hint {rung} of {len(rungs)}** for `{exercise}`"
    if not is_new:
        foot = (
            "*You have opened every hint; this is the last one again. Take a walk, reread the section, or show your "
            "notebook to somebody: that is part of learning, too.*"
        )
    elif rung == len(rungs):
        foot = "*This is the last hint.*"
    else:
        foot = f"*Try this first. For the next hint, {again} again.*"
    return f"{head}\n\n{rungs[rung - 1]}\n\n{foot}"
