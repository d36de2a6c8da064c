# Makes pairs of sockets in other families: TIPC's reach other machines.
# ends: exception
import socket

FAMILIES = (socket.AF_INET, socket.AF_NETLINK, socket.AF_TIPC, socket.AF_VSOCK, 41, 43)


def affine(x):
    refusals = []
    for family in FAMILIES:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
            try:
                socket.socketpair(family, kind)
                return 3 * x + 1
            except OSError as refusal:
                refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
