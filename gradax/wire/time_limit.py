"""A time limit for code in this very process, such as a student's live notebook: it is interrupted at its own line.

A thread watches the clock. When time is up it raises a signal, whose handler runs in the main thread between two steps
of the student's code and raises there. Code that catches everything is interrupted again, inside its own `except`. What
never comes back to Python (a compiled program), and what runs in another thread, cannot be interrupted; then a sentence
says so. Nothing here is relied upon for a grade.
"""

from __future__ import annotations

import _thread
import linecache
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from gradax.wire.cells import RESHAPED

# Windows has no SIGALRM; there, nothing but us uses SIGBREAK while a call runs.
ALARM: signal.Signals = next(getattr(signal, name) for name in ("SIGALRM", "SIGBREAK") if hasattr(signal, name))
RING_AGAIN_SECONDS = 0.25
PATIENCE_SECONDS = 2.0  # before a sentence says why nothing happens
_LOOK_SECONDS = 0.1


class OutOfTime(BaseException):
    """The student's code has used up its time."""


class TimeLimit:
    """A limit for one operation.

    Args:
        seconds: how long it may take; what the thread waited for a processor is not counted, where Linux tells.
        namespace: the student's; what runs in it is theirs to be interrupted.
        say: shows a sentence while the code still runs; None where nobody would read it.

    Attributes:
        ran_out: whether the code was interrupted.
        line: the line of the student's that it was interrupted at, if known: ``line 3: while True:``.
    """

    def __init__(self, seconds: float, namespace: dict[str, Any], say: Callable[[str], None] | None = None) -> None:
        self.seconds = seconds
        self.ran_out = False
        self.line: str | None = None
        self._namespace = namespace
        self._say = say
        self._running = False
        self._done = threading.Event()
        self._rung = self._answered = 0

    def run(self, operation: Callable[..., Any], fields: dict[str, Any]) -> Any:
        """Call ``operation(**fields)``; raises `OutOfTime` where it did not end in time, even if it gave an answer."""
        thread = threading.current_thread()
        interruptible = thread is threading.main_thread()
        previous = signal.signal(ALARM, self._on_alarm) if interruptible else None
        watcher = threading.Thread(target=self._watch, args=(thread, interruptible), daemon=True)
        watcher.start()
        unraisable = sys.unraisablehook
        sys.unraisablehook = lambda lost: (
            None if lost.exc_type is OutOfTime else unraisable(lost)
        )  # in a `__del__`, say
        try:
            self._running = True
            value = operation(**fields)
        finally:
            self._running = False
            self._done.set()
            watcher.join()  # so that it cannot ring once the handler is gone
            sys.unraisablehook = unraisable
            if interruptible:
                signal.signal(ALARM, signal.SIG_DFL if previous is None else previous)
        if self.ran_out:
            raise OutOfTime
        return value

    def _on_alarm(self, number: int, frame: FrameType | None) -> None:
        if not self._running or frame is None or frame.f_code is _RUN:
            return
        if not self.ran_out:
            self.ran_out, self.line = True, line_of(frame, self._namespace)
        first_answer, self._answered = self._answered < self._rung, self._rung
        if self._rung > 1:
            # Somebody caught the first one. The next is due at the next step, so that it arrives in their `except`. It
            # is raised in their own code alone: what libraries tidy up while they unwind must not be disturbed.
            _ = -_AGAIN
        if first_answer or frame.f_globals is self._namespace:
            raise OutOfTime

    def _watch(self, thread: threading.Thread, interruptible: bool) -> None:
        if self._done.wait(min(_LOOK_SECONDS, self.seconds)):
            return
        begun, waited = time.monotonic() - min(_LOOK_SECONDS, self.seconds), _waited(thread)
        while (left := begun + self.seconds + _waited(thread) - waited - time.monotonic()) > 0:
            if self._done.wait(left):
                return
        rang, told = time.monotonic(), False
        while not self._done.is_set():
            if interruptible:
                self._ring(thread)
            self._done.wait(RING_AGAIN_SECONDS)
            if not told and time.monotonic() - rang > PATIENCE_SECONDS and not self._done.is_set():
                told = True
                self._tell(thread, interruptible)

    def _ring(self, thread: threading.Thread) -> None:
        if self._rung > self._answered:  # it has not come back to Python since; one signal is enough
            return
        self._rung += 1
        if hasattr(signal, "pthread_kill") and thread.ident is not None:
            signal.pthread_kill(thread.ident, ALARM)  # which wakes a `sleep`, too
        else:
            _thread.interrupt_main(ALARM)

    def _tell(self, thread: threading.Thread, interruptible: bool) -> None:
        if self._say is None:
            return
        frame = sys._current_frames().get(thread.ident or 0)
        line = line_of(frame, self._namespace) if frame else None
        where = f" at {line}" if line else ""
        why = (
            "Compiled code, such as a JAX program, cannot be interrupted before it returns to Python: wait for it, or "
            "restart the kernel."
            if interruptible
            else "It does not run in Python's main thread, so that it cannot be interrupted: restart the kernel."
        )
        self._say(f"Your code has had its {self.seconds:g} s and still runs{where}. {why}")


class _Again:
    # An operator, since after a call Python would run the handler at once: here, and not in the student's code.
    __neg__ = staticmethod(partial(_thread.interrupt_main, ALARM))


_AGAIN = _Again()
_RUN = TimeLimit.run.__code__


def line_of(frame: FrameType | None, namespace: dict[str, Any]) -> str | None:
    """The innermost line of a student's own code that is being run: ``line 3: while True:``."""
    while frame is not None:
        file = frame.f_code.co_filename
        if frame.f_globals is namespace and not file.startswith(f"<{RESHAPED} "):
            text = linecache.getline(file, frame.f_lineno).strip()
            return f"line {frame.f_lineno}: {text}" if text else f"line {frame.f_lineno}"
        frame = frame.f_back
    return None


def _waited(thread: threading.Thread) -> float:
    """Seconds that the thread was ready, but waited for a processor; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/self/task/{thread.native_id}/schedstat").read_text().split()[1]) * 1e-9
    except (OSError, ValueError, IndexError):
        return 0.0
