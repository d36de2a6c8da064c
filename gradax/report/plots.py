"""The report's plots: matplotlib's SVG, to be put into our pages.

Texts stay texts, and colours are the page's own variables, so that a plot follows its theme, on screen and on paper. No
plot holds anything that a student wrote, and each has its figures in a table beside it.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from gradax.report.counts import ExerciseCount, ExerciseOutcome
from gradax.report.item_analysis import POOR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDE = 4.4  # inches: about a telephone's width, so that texts stay legible there
_ROW = 0.27
_COLOURS = ("text", "quiet", "page", "line", "faint", "passed", "failed", "error", "bar")
_STAND_INS = {name: f"#0102{number:02x}" for number, name in enumerate(_COLOURS, start=16)}
_OF_OUTCOMES = {
    ExerciseOutcome.PASSED: ("passed", "page"),
    ExerciseOutcome.PARTLY: ("bar", "page"),
    ExerciseOutcome.FAILED: ("failed", "page"),
    ExerciseOutcome.BLANK: ("faint", "text"),
    ExerciseOutcome.NOT_GRADED: ("error", "page"),
}
_STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # for the measures; the page has its own
    "font.size": 9,
    "axes.labelsize": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": _STAND_INS["line"],
    "axes.labelcolor": _STAND_INS["quiet"],
    "text.color": _STAND_INS["text"],
    "xtick.color": _STAND_INS["line"],
    "ytick.color": _STAND_INS["line"],
    "xtick.labelcolor": _STAND_INS["quiet"],
    "ytick.labelcolor": _STAND_INS["text"],
    "text.parse_math": False,
}
_DROPPED = re.compile(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->| id=\"[a-z]+[\w.]*_\d+\"", re.DOTALL)


def histogram(counts: Sequence[int], edges: Sequence[float], *, unit: str, about: str) -> Markup:
    """How many submissions lie between each two edges; whole numbers on the bars."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        widths = [high - low for low, high in pairwise(edges)]
        bars = axes.bar(edges[:-1], counts, widths, align="edge", color=_colour("bar"), edgecolor=_colour("page"))
        axes.bar_label(bars, [str(count or "") for count in counts], padding=1)
        axes.set_xlabel(unit)
        axes.set_xlim(edges[0], edges[-1])
        axes.yaxis.set_visible(False)
        axes.spines["left"].set_visible(False)
        axes.margins(y=0.12)

    return _svg(draw, 2.2, about)


def outcomes(exercises: Sequence[ExerciseCount], *, about: str) -> Markup:
    """The outcomes of each exercise, as bars of counts."""
    from matplotlib.ticker import MaxNLocator

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        _rows(axes, exercises)
        total = max(exercise.outcomes.total() for exercise in exercises)
        left = [0] * len(exercises)
        for outcome, (colour, ink) in _OF_OUTCOMES.items():
            counts = [exercise.outcomes[outcome] for exercise in exercises]
            if not any(counts):
                continue
            bars = axes.barh(
                range(len(exercises)), counts, left=left, height=0.75, label=outcome.value,
                color=_colour(colour), edgecolor=_colour("page"), linewidth=0.7,
            )  # fmt: skip
            shown = [str(count) if count >= 0.06 * total else "" for count in counts]
            axes.bar_label(bars, shown, label_type="center", color=_colour(ink))
            left = [start + count for start, count in zip(left, counts, strict=True)]
        axes.set_xlim(0, total)
        axes.set_xlabel("submissions")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        figure.legend(
            loc="outside upper left", ncols=3, frameon=False, handlelength=1, columnspacing=1.2, handletextpad=0.5
        )

    return _svg(draw, 1.1 + _ROW * len(exercises), about)


def items(exercises: Sequence[ExerciseCount], *, about: str) -> Markup:
    """Each exercise's difficulty, and its discrimination with its interval."""

    def draw(figure: Figure) -> None:
        figure.set_layout_engine("constrained", wspace=0.08)
        easy, telling = figure.subplots(1, 2, sharey=True)
        _rows(easy, exercises)
        for axes in (easy, telling):
            axes.grid(axis="y", color=_colour("faint"), linewidth=0.7)
            axes.set_axisbelow(True)
            axes.tick_params(axis="y", length=0)
        written = [(row, each.mean_share) for row, each in enumerate(exercises) if each.shares]
        easy.plot([100 * share for _, share in written], [row for row, _ in written], "o", color=_colour("bar"))
        easy.set_xlim(-4, 104)
        easy.set_xticks([0, 50, 100])
        easy.set_xlabel("mean share, %")
        for row, exercise in enumerate(exercises):
            if found := exercise.discrimination:
                colour = _colour("failed" if found.poor else "bar")
                telling.plot([found.low, found.high], [row, row], "-", color=colour, linewidth=1.4)
                telling.plot([found.r], [row], "s" if found.poor else "o", color=colour)
        telling.axvline(POOR, color=_colour("quiet"), linewidth=0.8, linestyle=(0, (3, 2)))
        telling.set_xlim(-1.05, 1.05)
        telling.set_xticks([-1, 0, 1])
        telling.set_xlabel("discrimination")

    return _svg(draw, 0.8 + _ROW * len(exercises), about)


def _rows(axes: Axes, exercises: Sequence[ExerciseCount]) -> None:
    axes.set_yticks(range(len(exercises)), [exercise.name for exercise in exercises])
    axes.set_ylim(len(exercises) - 0.4, -0.6)


def _colour(name: str) -> str:
    return _STAND_INS[name]


def _svg(draw: Callable[[Figure], None], height: float, about: str) -> Markup:
    """What `draw` draws, as an element of a page that says in a word what it is about."""
    from matplotlib import style  # a second's worth of imports, which a class report alone needs
    from matplotlib.figure import Figure

    written = io.StringIO()
    own = _STYLE | {"svg.hashsalt": about}  # which keeps ids apart from another plot's
    with style.context(["default", own]), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # the browser has one
        figure = Figure(figsize=(WIDE, height), layout="constrained")
        draw(figure)
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    svg = _DROPPED.sub("", written.getvalue())
    for name, stand_in in _STAND_INS.items():
        svg = svg.replace(stand_in, f"var(--{name})")
    return Markup('<svg role="img" aria-label="{}" {}').format(about, Markup(svg[svg.index("<svg") + 4 :]))
