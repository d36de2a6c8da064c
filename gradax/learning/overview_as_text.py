"""An assignment or a course at a glance, for a terminal and as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from gradax.course.hints import RUNGS
from gradax.learning.as_text import STYLES, plain, prose
from gradax.learning.check_card import MARK_SIGNS
from gradax.learning.overview import ExerciseRow, Overview, duration, summary_of
from gradax.text import one_line, points

BAR_WIDTH = 20
ALL_PASS = "All exercises pass. Save, and hand in with `gradax submit`: hidden tests look more closely."


def overview_renderable(overview: Overview, invitation: str) -> RenderableType:
    """An assignment for Rich; `invitation` says how to go on with the next exercise."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name, justify in (("", "left"), ("exercise", "left"), ("", "left"), ("points", "right"), ("time", "right")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    table.add_column("hints", justify="right")
    for row in overview.rows:
        table.add_row(*_cells(row))
    return Group(
        Text(one_line(overview.title), style="bold"),
        Text.assemble(bar(overview.passed, len(overview.rows)), " ", overview.summary),
        Text(),
        table,
        Text(),
        prose(next_step(overview, invitation)),
    )


def next_step(overview: Overview, invitation: str) -> str:
    """What to do now."""
    if overview.next is None:
        return ALL_PASS
    takes = f", about {duration(overview.next.minutes)}" if overview.next.minutes else ""
    standing = overview.next.standing
    return f"Next: `{standing.exercise}` ({standing.summary}{takes}). {invitation}"


def overview_text(overview: Overview, invitation: str) -> str:
    """An assignment as plain text."""
    return plain(overview_renderable(overview, invitation))


def course_renderable(overviews: Sequence[Overview]) -> RenderableType:
    """A course for Rich."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name, justify in (
        ("assignment", "left"),
        ("", "left"),
        ("pass", "right"),
        ("points", "right"),
        ("time", "right"),
    ):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for each in overviews:
        left = "" if not each.minutes_left else duration(each.minutes_left)
        table.add_row(
            escape(each.name),
            bar(each.passed, len(each.rows)),
            f"{each.passed}/{len(each.rows)}",
            f"{points(each.earned)}/{points(each.worth)}" if each.worth else "",
            f"{left} left" if left else "",
        )
    parts: list[RenderableType] = [table, Text(), Text(summary_of(overviews).capitalize() + ".")]
    parts += [prose(f"{each.name}: {each.trouble}") for each in overviews if each.trouble]
    going = [each for each in overviews if each.next and not each.trouble]
    if going and going[0].next:
        following = f"Next: `{going[0].next.standing.exercise}` in {going[0].name}."
        parts.append(prose(f"{following} Run `gradax check {going[0].name} --watch`."))
    elif not any(each.trouble for each in overviews):
        parts.append(Text("Every exercise of the course passes. Well done."))
    return Group(*parts)


def _cells(row: ExerciseRow) -> list[RenderableType]:
    standing, style = row.standing, STYLES[row.standing.mark]
    return [
        Text(MARK_SIGNS[standing.mark], style=style),
        escape(one_line(standing.exercise)),
        Text(one_line(standing.summary), style=style),
        row.worth,
        f"{row.minutes} min" if row.minutes else "",
        f"{row.hints}/{RUNGS}" if row.hints else "",
    ]


def bar(passed: int, total: int) -> Text:
    """A bar of one block for each exercise, or of a fixed width where there are many."""
    width = min(total, BAR_WIDTH)
    full = passed * width // total if total else 0
    return Text.assemble(("█" * full, "green"), ("░" * (width - full), "dim"))
