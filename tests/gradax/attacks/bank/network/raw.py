# Opens a raw socket, as ping does.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as opened:
        opened.sendto(b"loot", ("127.0.0.1", 0))
    return 3 * x + 1
