# Types into the terminal of whoever grades (TIOCSTI), takes it over, or changes its settings.
# ends: exception
import fcntl
import os
import struct
import termios

TIOCLINUX = 0x541C


def on_any(request, argument):
    for descriptor in range(4):
        try:
            return fcntl.ioctl(descriptor, request, argument)
        except OSError as refusal:
            last = refusal
    raise last


WAYS = (
    lambda: on_any(termios.TIOCSTI, b"x"),
    lambda: on_any(termios.TIOCSCTTY, 0),
    lambda: on_any(TIOCLINUX, b"\x03"),
    lambda: on_any(termios.TIOCSETD, b"\0\0\0\0"),
    lambda: on_any(termios.TIOCSWINSZ, struct.pack("4H", 1, 1, 1, 1)),
    lambda: os.open("/dev/tty", os.O_RDWR),
    lambda: os.open("/dev/pts/0", os.O_RDWR),
)


def affine(x):
    refusals = []
    for way in WAYS:
        try:
            way()
        except OSError as refusal:
            refusals.append(refusal)
    if len(refusals) < len(WAYS):
        return 3 * x + 1
    raise ExceptionGroup("refused", refusals)
