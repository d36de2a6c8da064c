# Sends to an address through a socket pair with sendmsg and sendmmsg, whose address lies behind a pointer.
# ends: exception
import ctypes
import platform
import socket

SENDMMSG = 307 if platform.machine() == "x86_64" else 269


def affine(x):
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    refusals = []
    for target in ("@SOCKET@", "\x00@ABSTRACT@"):
        try:
            ours.sendmsg([b"loot"], [], 0, target)
            return 3 * x + 1
        except OSError as refusal:
            refusals.append(refusal)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(SENDMMSG, ours.fileno(), ctypes.create_string_buffer(64), 1, 0) >= 0:
        return 3 * x + 1
    theirs.close()
    raise ExceptionGroup("refused", [*refusals, OSError(ctypes.get_errno(), "sendmmsg")])
