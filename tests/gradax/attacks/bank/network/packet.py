# Opens a socket that sees every packet.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as opened:
        opened.recv(1)
    return 3 * x + 1
