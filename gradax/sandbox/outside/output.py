"""What a guest prints: drained so that it never blocks, a little of it kept, all of it counted up to a limit."""

from __future__ import annotations

import os

from gradax.text import printable

KEPT_BYTES = 16 << 10
FLOOD_BYTES = 8 << 20
_READ_BYTES = 1 << 16
_TURN_BYTES = 1 << 20  # drained at once, so that a flood does not keep a deadline from being seen


class Drain:
    """The reading ends of a guest's stdout and stderr."""

    def __init__(self, descriptors: tuple[int, ...]) -> None:
        self._open = list(descriptors)
        self._kept = bytearray()
        self._seen = 0
        for descriptor in descriptors:
            os.set_blocking(descriptor, False)

    @property
    def descriptors(self) -> tuple[int, ...]:
        """Those that may still say something."""
        return tuple(self._open)

    @property
    def flooded(self) -> bool:
        """Whether more than `FLOOD_BYTES` came."""
        return self._seen > FLOOD_BYTES

    @property
    def text(self) -> str:
        """The beginning of what came, without anything that acts on a terminal."""
        return printable(self._kept.decode("utf-8", "replace"))

    def read(self) -> None:
        """Take what is there."""
        for descriptor in self.descriptors:
            self._read_one(descriptor)

    def close(self) -> None:
        """Close what is open."""
        for descriptor in self._open:
            os.close(descriptor)
        self._open.clear()

    def _read_one(self, descriptor: int) -> None:
        for _ in range(_TURN_BYTES // _READ_BYTES):
            try:
                data = os.read(descriptor, _READ_BYTES)
            except BlockingIOError:
                return
            if not data:
                os.close(descriptor)
                self._open.remove(descriptor)
                return
            self._seen += len(data)
            self._kept += data[: KEPT_BYTES - len(self._kept)]
