# Submits a write to a file of the host through io_uring, past a filter of system calls.
# ends: exception
import ctypes

SETUP, ENTER, REGISTER = 425, 426, 427

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


WAYS = (
    lambda: call(SETUP, 8, ctypes.create_string_buffer(120)),
    lambda: call(ENTER, 3, 1, 0, 0, None, 0),
    lambda: call(REGISTER, 3, 0, None, 0),
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
