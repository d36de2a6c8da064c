"""Progress without a terminal, and in a log file."""

import pytest
from rich.console import Console

from gradax.cli import progress as progress_module
from gradax.cli.progress import Log, progress
from gradax.course import CourseError


def run(total, log=None):
    console = Console(width=80, force_terminal=False, highlight=False)
    with progress("01_small", total, console, Log(log)) as advance:
        for _ in range(total):
            advance()


def test_without_a_terminal_a_line_comes_now_and_then(capsys):
    run(120)
    assert capsys.readouterr().out.splitlines() == [f"01_small: {done} of 120 graded" for done in (50, 100, 120)]


def test_slow_ones_are_told_one_by_one(capsys, monkeypatch):
    monkeypatch.setattr(progress_module, "EVERY_SECONDS", 0.0)
    run(2)
    assert capsys.readouterr().out.splitlines() == ["01_small: 1 of 2 graded", "01_small: 2 of 2 graded"]


def test_the_log_has_the_lines_with_their_times(tmp_path):
    run(1, tmp_path / "log")
    run(1, tmp_path / "log")
    lines = [line.split(maxsplit=2)[2] for line in (tmp_path / "log").read_text().splitlines()]
    assert lines == ["started", "01_small: 1 of 1 graded"] * 2


def test_a_log_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(CourseError, match=r"log cannot be written \(No such file or directory\); name another file\."):
        Log(tmp_path / "nowhere" / "log")
