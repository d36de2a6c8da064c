# Turns against the process that it was forked from: its memory, its descriptors, its limits, its life.
# ends: exception
import ctypes
import os
import resource
import signal

PIDFD_OPEN, ATTACH = 434, 16
PARENT = os.getppid()

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


WAYS = (
    *(lambda name=name: os.open(f"/proc/{PARENT}/{name}", os.O_RDWR) for name in ("mem", "fd/3", "fd/4", "comm")),
    *(lambda name=name: os.readlink(f"/proc/{PARENT}/{name}") for name in ("fd/3", "exe", "cwd", "ns/mnt")),
    lambda: os.listdir(f"/proc/{PARENT}/fd"),
    lambda: os.kill(PARENT, signal.SIGSTOP),
    lambda: resource.prlimit(PARENT, resource.RLIMIT_NOFILE, (0, 0)),
    lambda: call("ptrace", ATTACH, PARENT, None, None),
    lambda: call("syscall", PIDFD_OPEN, PARENT, 0),
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
