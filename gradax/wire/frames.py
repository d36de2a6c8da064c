"""Frames: two lengths, a header, a body. The reader expects a hostile peer and refuses by the lengths alone."""

from __future__ import annotations

import struct

from gradax.wire.codec import BODY_MAX, HEADER_MAX, Message

LENGTHS = struct.Struct(">II")


class FrameTooLarge(ValueError):
    """A frame announced more than the bounds allow."""


def frame(message: Message) -> bytes:
    """The bytes of one message on the wire."""
    return b"".join((LENGTHS.pack(len(message.header), len(message.body)), message.header, message.body))


class FrameReader:
    """Puts frames together from pieces of a stream."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> None:
        """Take the next piece.

        Raises:
            FrameTooLarge: as soon as the lengths of a frame are known to be over the bounds.
        """
        self._buffer += data
        self._lengths()

    def next(self) -> Message | None:
        """The next whole message, or None where more bytes are needed.

        Raises:
            FrameTooLarge: where the frame after it announces too much.
        """
        lengths = self._lengths()
        if lengths is None:
            return None
        header_end = LENGTHS.size + lengths[0]
        end = header_end + lengths[1]
        if len(self._buffer) < end:
            return None
        with memoryview(self._buffer) as view:
            message = Message(bytes(view[LENGTHS.size : header_end]), bytes(view[header_end:end]))
        del self._buffer[:end]
        return message

    @property
    def pending(self) -> int:
        """How many bytes follow the last whole message."""
        return len(self._buffer)

    def _lengths(self) -> tuple[int, int] | None:
        if len(self._buffer) < LENGTHS.size:
            return None
        header, body = LENGTHS.unpack_from(self._buffer)
        if header > HEADER_MAX or body > BODY_MAX:
            raise FrameTooLarge(f"{header + body} bytes announced; {BODY_MAX >> 20} MiB is the most")
        return header, body
