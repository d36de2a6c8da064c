# Makes processes with the bare system calls: fork, vfork, clone without a thread, clone3.
# ends: exception
import ctypes
import os
import platform

X86 = platform.machine() == "x86_64"
CLONE, CLONE3, VFORK, PARENT, NEW_USER, CHILD_ENDS_WITH = 56 if X86 else 220, 435, 0x4000, 0x8000, 0x10000000, 17
NEW_CGROUP, UPPER = 0x02000000, 1 << 33
FORKS = (57, 58) if X86 else ()

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    made = libc.syscall(number, *arguments)
    if made == 0:
        os._exit(0)
    if made < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


def flags(value):
    return ctypes.c_ulong(value | CHILD_ENDS_WITH)


arguments = ctypes.create_string_buffer(bytes(flags(0)), 88)


WAYS = (
    *(lambda number=number: call(number) for number in FORKS),
    *(
        lambda value=value: call(CLONE, flags(value), None, None, None, None)
        for value in (0, VFORK, PARENT, NEW_USER, NEW_CGROUP, UPPER)
    ),
    lambda: call(CLONE3, arguments, ctypes.c_size_t(88)),
    lambda: call(CLONE, flags(0x00010000 | 0x00000800 | 0x00000100 | NEW_USER), None, None, None, None),
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
