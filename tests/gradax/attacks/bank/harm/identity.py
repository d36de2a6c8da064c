# Becomes somebody else: root, another user, another group, with more capabilities.
# ends: exception
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


WAYS = (
    lambda: os.setuid(0),
    lambda: os.seteuid(0),
    lambda: os.setresuid(0, 0, 0),
    lambda: os.setgid(0),
    lambda: os.setgroups([0]),
    lambda: os.setuid(65534),
    lambda: os.setsid(),
    lambda: os.setpgid(0, os.getppid()),
    lambda: call(
        "capset", ctypes.create_string_buffer(b"\x26\x05\x08\x19", 8), ctypes.create_string_buffer(b"\xff" * 24)
    ),
)


def affine(x):
    refusals = []
    for way in WAYS:
        try:
            way()
        except OSError as refusal:
            refusals.append(refusal)
    if len(refusals) < len(WAYS):
        return 3 * x + 1
    raise ExceptionGroup("refused", refusals)
