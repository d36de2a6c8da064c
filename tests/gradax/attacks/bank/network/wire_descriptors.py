# Sends a descriptor along the grader's own socket, and asks it who is at the other end.
# ends: exception
import array
import os
import socket

REQUESTS = 3


def affine(x):
    wire = socket.socket(fileno=os.dup(REQUESTS))
    descriptors = array.array("i", [0, 1, 2])
    wire.sendmsg([b"\0"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptors)])
    return 3 * x + 1
