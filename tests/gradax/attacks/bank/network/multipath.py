# Opens a connection over multipath TCP, which Landlock took long to see.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_MPTCP) as opened:
        opened.connect(("127.0.0.1", int("@PORT@")))
    return 3 * x + 1
