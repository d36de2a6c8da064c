# Opens a socket into the kernel's cryptography, which has had many holes.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET) as opened:
        opened.bind(("hash", "sha256"))
    return 3 * x + 1
