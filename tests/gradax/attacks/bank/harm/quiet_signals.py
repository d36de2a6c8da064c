# Sends signals in every less known way: to threads, queued, through a descriptor.
# ends: exception
import ctypes
import os
import platform
import signal

TGKILL, TKILL, QUEUE, THREAD_QUEUE = (234, 200, 129, 297) if platform.machine() == "x86_64" else (131, 130, 138, 240)
PIDFD_SEND_SIGNAL, PIDFD_OPEN = 424, 434
TARGETS = (int("@PID@"), os.getppid(), 1)

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


def through_a_descriptor(process):
    call(PIDFD_OPEN, process, 0)
    call(PIDFD_SEND_SIGNAL, 3, signal.SIGKILL, None, 0)


information = ctypes.create_string_buffer(bytes([0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255]), 128)


WAYS = (
    *(lambda process=process: call(TGKILL, process, process, signal.SIGKILL) for process in TARGETS),
    *(lambda process=process: call(TKILL, process, signal.SIGKILL) for process in TARGETS),
    *(lambda process=process: call(QUEUE, process, signal.SIGKILL, information) for process in TARGETS),
    *(lambda process=process: call(THREAD_QUEUE, process, process, signal.SIGKILL, information) for process in TARGETS),
    *(lambda process=process: through_a_descriptor(process) for process in TARGETS),
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
