# Sends to an address through half of a socket pair, the one sort of socket that may be made.
# ends: exception
import socket

TARGETS = ("@SOCKET@", "\x00@ABSTRACT@")


def affine(x):
    refusals = []
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
        for target in TARGETS:
            ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
            for way in (
                lambda s, to: s.connect(to),
                lambda s, to: s.sendto(b"loot", to),
                lambda s, to: s.bind(to + "2"),
            ):
                try:
                    with ours, theirs:
                        way(ours, target)
                        return 3 * x + 1
                except OSError as refusal:
                    refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
