# Sends an echo request, for which the kernel has a socket that needs no rights.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP) as opened:
        opened.sendto(b"\x08\0\0\0\0\0\0\0loot", ("127.0.0.1", 0))
    return 3 * x + 1
