# Connects to a Unix socket by its abstract name, which no file guards.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_UNIX) as opened:
        opened.connect("\x00@ABSTRACT@")
        opened.sendall(b"loot")
    return 3 * x + 1
