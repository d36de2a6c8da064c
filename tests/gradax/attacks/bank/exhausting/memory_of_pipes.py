# Fills pipes and socket pairs, whose memory is the kernel's.
# ends: exception, wrong
import os
import socket

HOARD = []


def fill(descriptor):
    os.set_blocking(descriptor, False)
    try:
        while True:
            os.write(descriptor, b"x" * 65536)
    except BlockingIOError:
        pass


def affine(x):
    while True:
        HOARD.extend(os.pipe())
        fill(HOARD[-1])
        HOARD.append(socket.socketpair())
        fill(HOARD[-1][0].fileno())
