"""What watch mode shows."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.text import Text

from gradax.learning.as_text import STYLES, prose
from gradax.learning.check_card import MARK_SIGNS
from gradax.learning.overview_as_text import ALL_PASS, bar
from gradax.learning.run_report import explain, tell, tell_raised
from gradax.learning.watch import View, WatchMode
from gradax.text import one_line, printable

KEYS = "`h` hint · `n` next · `l` list · `r` reset · `c` check all · `q` quit"


def draw(console: Console, watch: WatchMode) -> None:
    """Show the session in place of what was shown before."""
    console.clear()
    if watch.view is View.LIST:
        _draw_list(console, watch)
    elif watch.view is View.ALL:
        tell(console, watch.known)
    else:
        _draw_exercise(console, watch)
    if watch.notice:
        console.print(prose(watch.notice), style="yellow", soft_wrap=True)
    console.print()
    overview = watch.overview
    console.print(Text.assemble(bar(overview.passed, len(overview.rows)), f" {overview.summary}"))
    console.print(_foot(watch))


def _draw_exercise(console: Console, watch: WatchMode) -> None:
    card = watch.card
    if card is None:
        console.print(Text(f"Checking {watch.place.notebook_path.name} for the first time …", style="dim"))
        return
    tell_raised(console, watch.known)
    explain(console, watch.known, card, "Press `h` for a hint.")
    if card.passed:
        console.print(_praise(watch))
    if watch.hint:
        console.print()
        console.print(Markdown(printable(watch.hint)))


def _praise(watch: WatchMode) -> RenderableType:
    return prose(f"  {ALL_PASS}" if watch.overview.done else "  Well done. `n` goes on to the next exercise.")


def _draw_list(console: Console, watch: WatchMode) -> None:
    for number, row in enumerate(watch.overview.rows, start=1):
        standing = row.standing
        console.print(
            Text.assemble(
                f"{'▸' if standing.exercise == watch.current else ' '}{number:3} ",
                (f"{MARK_SIGNS[standing.mark]} {one_line(standing.exercise)}", STYLES[standing.mark]),
                (f"  {one_line(standing.summary)}", "dim"),
            )
        )


def _foot(watch: WatchMode) -> RenderableType:
    if watch.view is View.RESET:
        name = watch.place.notebook_path.name
        return prose(f"Replace your `{watch.current}` in {name} with the cell that you started from? `y` or `n`")
    if watch.view is View.LIST:
        return prose(f"Which one? Its number, then Enter; `l` goes back. {watch.typed}")
    state = "checking …" if watch.running else "save it to check again"
    return Group(Text(f"{watch.place.notebook_path.name}: {state}", style="dim"), prose(KEYS))
