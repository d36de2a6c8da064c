# Connects the grader's own socket to somewhere else.
# ends: exception
import os
import socket

REQUESTS = 3


def affine(x):
    wire = socket.socket(fileno=os.dup(REQUESTS))
    refusals = []
    for target in ("@SOCKET@", "\x00@ABSTRACT@"):
        for way in (wire.connect, wire.bind, lambda to: wire.sendto(b"loot", to)):
            try:
                way(target)
                return 3 * x + 1
            except OSError as refusal:
                refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
