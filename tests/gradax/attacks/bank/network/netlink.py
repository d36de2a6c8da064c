# Asks the kernel for its routes and interfaces over netlink.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW) as opened:
        opened.bind((0, 0))
    return 3 * x + 1
