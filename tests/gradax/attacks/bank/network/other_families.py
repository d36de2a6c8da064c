# Tries every family of sockets that the kernel may know, in every kind.
# ends: exception
import socket


def affine(x):
    refusals = []
    for family in range(1, 50):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_RDM, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind)
                return 3 * x + 1
            except OSError as refusal:
                refusals.append(refusal)
    raise ExceptionGroup("refused", refusals[:10])
