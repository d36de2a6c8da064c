# Writes into the memory of other processes, and advises the kernel to take it from them.
# ends: exception
import ctypes
import os
import platform

PROCESS_VM_WRITEV = 311 if platform.machine() == "x86_64" else 271
PIDFD_OPEN, PIDFD_GETFD, PROCESS_MADVISE, PROCESS_MRELEASE = 434, 438, 440, 448
TARGETS = (int("@PID@"), os.getppid(), 1)

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


class Span(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


here = ctypes.create_string_buffer(8)
ours = theirs = ctypes.byref(Span(ctypes.addressof(here), 8))


WAYS = (
    *(lambda process=process: call(PROCESS_VM_WRITEV, process, ours, 1, theirs, 1, 0) for process in TARGETS),
    *(lambda process=process: call(PIDFD_OPEN, process, 0) for process in TARGETS),
    lambda: call(PIDFD_GETFD, 3, 0, 0),
    lambda: call(PROCESS_MADVISE, 3, ours, 1, 21, 0),
    lambda: call(PROCESS_MRELEASE, 3, 0),
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
