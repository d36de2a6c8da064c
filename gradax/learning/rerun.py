"""Running a saved notebook and its checks in a fresh process, watched from outside: a cell may never return.

The process interrupts what takes too long, by itself. What it cannot interrupt, or what ends it, costs that one step:
the rest is run in another process, without it.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from gradax.learning.check_card import CheckCard, card_of
from gradax.learning.quiet import LearningError
from gradax.learning.workplace import Workplace
from gradax.results import Kind, TestResult, Verdict
from gradax.text import printable

CELL_SECONDS = 60.0
CALL_SECONDS = 10.0  # for one call of a check, as in the notebook
START_SECONDS = 120.0  # for Python itself, and JAX
LOOK_SECONDS = 0.1  # between looks whether the run is to end
GRACE_SECONDS = 5.0  # for the process to interrupt a step by itself


class RerunTask(msgspec.Struct, frozen=True):
    """What the process is to do: run the cells but for those to `skip` (by number), and check the exercises.

    Where `released` is known, the numbers of the cells that are as released, no other cell may change settings.
    """

    exercises: tuple[str, ...]
    cell_seconds: float = CELL_SECONDS
    call_seconds: float = CALL_SECONDS
    skip: tuple[int, ...] = ()
    released: tuple[int, ...] | None = None


class Begun(msgspec.Struct, frozen=True, tag="begun"):
    """A step has begun: the cell of that number, or the checks of an exercise; `step` names it in a sentence."""

    step: str
    seconds: float
    cell: int | None = None
    exercise: str | None = None


class Raised(msgspec.Struct, frozen=True, tag="raised"):
    """A cell has raised: `sentence` says which, what and where. `exercise` is set for a solution cell."""

    sentence: str
    exercise: str | None


class Checked(msgspec.Struct, frozen=True, tag="checked"):
    """An exercise's checks are done."""

    exercise: str
    results: list[TestResult]
    seconds: float


class Changed(msgspec.Struct, frozen=True, tag="changed"):
    """Cells have changed settings, which were set back; their names."""

    settings: tuple[str, ...]


@dataclass(frozen=True)
class Ended:
    """The process has ended; its last words are the last line of its standard error."""

    code: int
    last_words: str


class Stuck:
    """The process says nothing more, and had to be ended."""


Event = Begun | Raised | Checked | Changed
Happened = Raised | CheckCard | Changed


class Cancelled(Exception):
    """The run was cancelled: nobody waits for its results any more."""


def rerun(
    place: Workplace,
    exercises: Sequence[str],
    *,
    seconds: float | None = None,
    released: Sequence[int] | None = None,
    cancelled: threading.Event | None = None,
) -> Iterator[Happened]:
    """Run the notebook's cells and then the checks of `exercises`; give what happens, as it happens.

    Every exercise gets a card, whatever its code or another's does.

    Args:
        place: where the notebook lies.
        exercises: what to check.
        seconds: the limit for one cell, and for one call of a check; None for the usual ones.
        released: the numbers of the code cells that are as released, where the run is to be as in the grader: there, no
            other cell may change settings.
        cancelled: set it to end the run at once.

    Raises:
        Cancelled: where it was ended so.
        LearningError: where the notebook cannot be read, or Python does not start.
    """
    place.notebook()  # fails here, with a sentence, where it cannot be read
    limits = {} if seconds is None else {"cell_seconds": seconds, "call_seconds": seconds}
    worth, told = place.points(), set[str]()
    missing, skip = list(exercises), list[int]()
    while missing:
        step, why = Begun("the start of Python", START_SECONDS), ""
        task = RerunTask(
            tuple(missing), skip=tuple(skip), released=None if released is None else tuple(released), **limits
        )
        for event in _events(place.notebook_path, task, cancelled):
            match event:
                case Begun():
                    step = event
                case Raised():
                    if event.sentence not in told:  # a process before this one has met it, too
                        told.add(event.sentence)
                        yield event
                case Changed():
                    yield event
                case Checked():
                    missing.remove(event.exercise)
                    yield card_of(event.exercise, event.results, event.seconds, worth.get(event.exercise))
                case Ended():
                    why = f"Python exited (code {event.code}) during {step.step}. {event.last_words}".rstrip()
                case Stuck():
                    why = (
                        f"{step.step[:1].upper()}{step.step[1:]} did not end within {step.seconds:g} s, and could not "
                        f"be interrupted. Look for a loop that never stops, also in compiled code (`lax.while_loop`)."
                    )
        if step.cell is not None:
            skip.append(step.cell)
            yield Raised(why, step.exercise)
        elif step.exercise in missing:
            missing.remove(step.exercise)
            yield _unended(step.exercise, why, worth.get(step.exercise))
        elif missing:
            raise LearningError(why)


def _unended(exercise: str, why: str, points: float | None) -> CheckCard:
    claim = f"The checks of `{exercise}` end."
    kind = Kind.TIMEOUT
    result = TestResult(name=exercise, rubric=claim, verdict=Verdict.FAILED, kind=kind, message=why, code=kind.value)
    return card_of(exercise, [result], 0.0, points)


def _events(notebook: Path, task: RerunTask, cancelled: threading.Event | None) -> Iterator[Event | Ended | Stuck]:
    """What the child reports, until it has ended or is stuck."""
    environment = {
        **os.environ,
        "MPLBACKEND": "Agg",  # no windows
        "NPROC": os.environ.get("NPROC", "16"),  # with few threads, many devices deadlock
        "PYTHONIOENCODING": "utf-8",
    }
    complaints = tempfile.TemporaryFile()  # noqa: SIM115  (closed below, after the process that writes to it)
    child = subprocess.Popen(
        [sys.executable, "-m", "gradax.learning.rerun_child", str(notebook), msgspec.json.encode(task).decode()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=complaints,
        cwd=notebook.parent,
        env=environment,
    )
    assert child.stdout is not None
    lines: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_pass_on, args=(child.stdout, lines), daemon=True).start()
    patience = START_SECONDS
    try:
        while line := _next(lines, patience, cancelled):
            event = msgspec.json.decode(line, type=Event)
            patience = GRACE_SECONDS + (event.seconds if isinstance(event, Begun) else START_SECONDS)
            yield event
        child.wait()
        complaints.seek(0)
        words = complaints.read().decode(errors="replace").splitlines()
        yield Ended(child.returncode, printable(words[-1]) if words else "")
    except queue.Empty:
        yield Stuck()
    finally:
        child.kill()
        child.wait()
        complaints.close()


def _next(lines: queue.Queue[bytes], patience: float, cancelled: threading.Event | None) -> bytes:
    """The next line; raises `queue.Empty` where none comes in time, `Cancelled` where nobody waits for it any more."""
    end = time.monotonic() + patience
    while True:
        if cancelled and cancelled.is_set():
            raise Cancelled
        with suppress(queue.Empty):
            return lines.get(timeout=LOOK_SECONDS)
        if time.monotonic() > end:
            raise queue.Empty


def _pass_on(stream: IO[bytes], lines: queue.Queue[bytes]) -> None:
    """Put the stream's lines into the queue, and an empty one at its end."""
    with stream:
        for line in stream:
            lines.put(line)
    lines.put(b"")
