# Connects to a Unix socket by its path.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_UNIX) as opened:
        opened.connect("@SOCKET@")
        opened.sendall(b"loot")
    return 3 * x + 1
