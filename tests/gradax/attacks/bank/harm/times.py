# Changes the times of files, so that late work seems early and caches seem fresh.
# ends: exception
import ctypes
import os
import platform

X86 = platform.machine() == "x86_64"
UTIMENSAT = 280 if X86 else 88
HERE, EMPTY_PATH = -100, 0x1000

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


WAYS = (
    lambda: os.utime("@HOST@/secret"),
    lambda: os.utime("@HOST@/secret", (0, 0)),
    lambda: os.utime("@COURSE@/submitted", (0, 0)),
    lambda: os.utime(os.open(os.__file__, os.O_RDONLY)),
    lambda: os.utime("secret", dir_fd=os.open("@HOST@", os.O_PATH)),
    lambda: call(UTIMENSAT, HERE, b"@HOST@/secret", None, 0),
    *(lambda number=number: call(number, b"@HOST@/secret", None) for number in ((132, 235) if X86 else ())),
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
