# Announces four gigabytes on the wire.
# ends: reply-too-large
import os


def affine(x):
    os.write(3, b"\xff" * 8 + b"x" * 1000)
    return x
