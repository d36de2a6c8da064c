"""Single keys from a terminal, without Enter."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

ENDED = "\x04"  # Ctrl-D, and what stands for the end of input
_WAIT_SECONDS = 0.05  # between looks, where there is nothing to wait for


class Keys:
    """The keys that are pressed, as characters."""

    def pressed(self, seconds: float) -> str:
        """The keys pressed since, waiting for one at most that long; arrows and the like are left out."""
        raise NotImplementedError


@contextmanager
def keys() -> Iterator[Keys]:
    """Keys as they are pressed; afterwards, and however the program ends, the terminal is as it was."""
    with ExitStack() as stack:
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                _handled(stack, getattr(signal, name), lambda number, _: sys.exit(128 + number))
        yield _open(stack)


def _handled(stack: ExitStack, number: signal.Signals, handler: Any) -> None:
    before = signal.signal(number, handler)
    stack.callback(signal.signal, number, signal.SIG_DFL if before is None else before)


if sys.platform == "win32":

    class _ConsoleKeys(Keys):
        def pressed(self, seconds: float) -> str:
            import msvcrt

            end, found = time.monotonic() + seconds, ""
            while not found and time.monotonic() < end:
                while msvcrt.kbhit():
                    key = msvcrt.getwch()
                    if key in "\0\xe0":  # an arrow: its other half follows
                        msvcrt.getwch()
                    else:
                        found += {"\x03": ENDED, "\x1a": ENDED, "\r": "\n"}.get(key, key)
                if not found:
                    time.sleep(_WAIT_SECONDS)
            return found

    def _open(stack: ExitStack) -> Keys:
        return _ConsoleKeys()

else:

    class _TerminalKeys(Keys):
        def __init__(self, terminal: int) -> None:
            self._terminal = terminal

        def pressed(self, seconds: float) -> str:
            import select

            if not select.select([self._terminal], [], [], seconds)[0]:
                return ""
            try:
                found = os.read(self._terminal, 1024).decode(errors="replace")
            except OSError:  # the terminal is gone
                found = ""
            return "" if found.startswith("\x1b") else found or ENDED

    def _open(stack: ExitStack) -> Keys:
        import termios
        import tty

        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        stack.callback(termios.tcsetattr, terminal, termios.TCSADRAIN, before)
        tty.setcbreak(terminal)
        # After Ctrl-Z and `fg` the shell may have set it back.
        _handled(stack, signal.SIGCONT, lambda *_: tty.setcbreak(terminal))
        return _TerminalKeys(terminal)
