# Opens a socket between virtual machines, to the host.
# ends: exception
import socket


def affine(x):
    with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as opened:
        opened.connect((socket.VMADDR_CID_HOST, int("@PORT@")))
    return 3 * x + 1
