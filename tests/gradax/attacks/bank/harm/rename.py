# Moves files and folders: away, over others, across folders, two at once.
# ends: exception
import ctypes
import os
import platform

RENAMEAT2 = 316 if platform.machine() == "x86_64" else 276
HERE, EXCHANGE, WHITEOUT = -100, 2, 4
HOME = os.path.dirname(os.__file__)

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


WAYS = (
    lambda: os.rename("@HOST@/secret", "@HOST@/moved"),
    lambda: os.rename("@HOST@", "@HOST@2"),
    lambda: os.rename("@COURSE@/tests", "@COURSE@/gone"),
    lambda: os.replace("@COURSE@/submitted", "@HOST@/submitted"),
    lambda: os.rename(os.__file__, "/tmp/os.py"),
    lambda: os.rename(os.path.join(HOME, "json"), os.path.join(HOME, "json2")),
    lambda: call(RENAMEAT2, HERE, b"@HOST@/secret", HERE, b"/etc/passwd", EXCHANGE),
    lambda: call(RENAMEAT2, HERE, b"@HOST@/secret", HERE, b"@HOST@/moved", WHITEOUT),
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
