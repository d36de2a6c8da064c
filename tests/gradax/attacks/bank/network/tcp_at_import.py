# Opens a TCP connection while the cell runs, before anything is called.
# ends: exception
import socket

socket.create_connection(("127.0.0.1", int("@PORT@")), 1).sendall(b"loot")


def affine(x):
    return 3 * x + 1
