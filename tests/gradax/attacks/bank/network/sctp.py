# Opens a connection over SCTP, of which nobody thinks.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_SCTP) as opened:
        opened.connect(("127.0.0.1", int("@PORT@")))
    return 3 * x + 1
