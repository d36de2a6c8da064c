"""Running a saved notebook and its checks in a fresh process, watched from outside: a cell may never return."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from gradax.learning.check_card import CheckCard, card_of
from gradax.learning.quiet import LearningError
from gradax.learning.workplace import Workplace
from gradax.results import TestResult
from gradax.text import printable

STEP_SECONDS = 60.0  # for one cell, or for one exercise's checks


class Begun(msgspec.Struct, frozen=True, tag="begun"):
    """A step has begun: a cell, or the checks of an exercise; `step` names it in a sentence."""

    step: str


class Raised(msgspec.Struct, frozen=True, tag="raised"):
    """A cell has raised: `sentence` says which, what and where. `exercise` is set for a solution cell."""

    sentence: str
    exercise: str | None


class Checked(msgspec.Struct, frozen=True, tag="checked"):
    """An exercise's checks are done."""

    exercise: str
    results: list[TestResult]
    seconds: float


@dataclass(frozen=True)
class Ended:
    """The process has ended; its last words are the last line of its standard error."""

    code: int
    last_words: str


Event = Begun | Raised | Checked


def rerun(
    place: Workplace, exercises: Sequence[str], *, step_seconds: float = STEP_SECONDS
) -> Iterator[Raised | CheckCard]:
    """Run the notebook's cells and then the checks of `exercises`; give what happens, as it happens.

    Raises:
        LearningError: where the notebook cannot be read, or where a step does not end or ends the process.
    """
    place.notebook()  # fails here, with a sentence, where it cannot be read
    worth, missing = place.points(), set(exercises)
    step = "the start of Python"
    for event in _events(place.notebook_path, exercises, step_seconds):
        match event:
            case Begun():
                step = event.step
            case Raised():
                yield event
            case Checked():
                missing.discard(event.exercise)
                yield card_of(event.exercise, event.results, event.seconds, worth.get(event.exercise))
            case Ended() if missing:
                raise LearningError(f"Python exited (code {event.code}) during {step}. {event.last_words}".rstrip())
            case None:
                raise LearningError(
                    f"{step[:1].upper()}{step[1:]} did not end within {step_seconds:g} seconds. Look for a loop that "
                    f"never stops; if it only needs longer, allow more with --seconds."
                )


def _events(notebook: Path, exercises: Sequence[str], step_seconds: float) -> Iterator[Event | Ended | None]:
    """What the child reports, and None where a step takes too long."""
    environment = {
        **os.environ,
        "MPLBACKEND": "Agg",  # no windows
        "NPROC": os.environ.get("NPROC", "16"),  # with few threads, many devices deadlock
        "PYTHONIOENCODING": "utf-8",
    }
    complaints = tempfile.TemporaryFile()  # noqa: SIM115  (closed below, after the process that writes to it)
    child = subprocess.Popen(
        [sys.executable, "-m", "gradax.learning.rerun_child", str(notebook), json.dumps(list(exercises))],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=complaints,
        cwd=notebook.parent,
        env=environment,
    )
    assert child.stdout is not None
    lines: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_pass_on, args=(child.stdout, lines), daemon=True).start()
    try:
        while line := lines.get(timeout=step_seconds):
            yield msgspec.json.decode(line, type=Event)
        child.wait()
        complaints.seek(0)
        words = complaints.read().decode(errors="replace").splitlines()
        yield Ended(child.returncode, printable(words[-1]) if words else "")
    except queue.Empty:
        yield None
    finally:
        child.kill()
        child.wait()
        complaints.close()


def _pass_on(stream: IO[bytes], lines: queue.Queue[bytes]) -> None:
    """Put the stream's lines into the queue, and an empty one at its end."""
    with stream:
        for line in stream:
            lines.put(line)
    lines.put(b"")
