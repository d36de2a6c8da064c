# Runs a program out of memory that has no file: memfd_create, execveat, a secret area.
# ends: exception
import ctypes
import os
import platform

X86 = platform.machine() == "x86_64"
EXECVEAT, MEMFD_SECRET = (322 if X86 else 281), 447
AT_EMPTY_PATH = 0x1000

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


def run_from_memory():
    file = os.memfd_create("program")
    with open("/bin/sh", "rb") as shell:
        os.write(file, shell.read())
    os.execve(file, ["sh"], {})


WAYS = (
    run_from_memory,
    lambda: call(MEMFD_SECRET, 0),
    lambda: call(EXECVEAT, os.open("/bin/sh", os.O_RDONLY), b"", None, None, AT_EMPTY_PATH),
    lambda: call(EXECVEAT, -100, b"/bin/sh", None, None, 0),
    lambda: os.execve(os.open("/bin/sh", os.O_RDONLY), ["sh", "-c", "echo was here > @HOST@/made"], {}),
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
