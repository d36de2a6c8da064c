# Sends with the first packet of a connection (MSG_FASTOPEN), without connecting before.
# ends: exception
import socket

MSG_FASTOPEN = 0x20000000


def affine(x):
    with socket.socket() as opened:
        opened.sendto(b"loot", MSG_FASTOPEN, ("127.0.0.1", int("@PORT@")))
    return 3 * x + 1
