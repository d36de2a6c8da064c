# Sends a datagram, to the grader and to a name server.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.sendto(b"loot", ("127.0.0.1", int("@PORT@")))
        opened.sendto(b"loot", ("127.0.0.1", 53))
    return 3 * x + 1
