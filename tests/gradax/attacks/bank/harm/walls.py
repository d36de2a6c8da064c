# Loosens its own walls: new rules, a filter that listens, a process that may be traced or dumped.
# ends: exception
import ctypes
import platform

SECCOMP = 317 if platform.machine() == "x86_64" else 277
CREATE_RULESET, RESTRICT_SELF, SET_FILTER, LISTENER = 444, 446, 1, 8
SET_DEATH_SIGNAL, SET_DUMPABLE, SET_SECCOMP, SET_SUBREAPER, SET_PTRACER, SET_NO_NEW_PRIVILEGES, SET_MEMORY = (
    *(1, 4, 22, 36),
    0x59616D61,
    *(38, 35),
)

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


def control(option, *arguments):
    if libc.prctl(option, *arguments, 0, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")


program = ctypes.create_string_buffer(b"\x06\0\0\0\0\0\xff\x7f")  # allow all
filter = ctypes.create_string_buffer(bytes(ctypes.c_ulong(1)) + bytes(ctypes.c_void_p(ctypes.addressof(program))))


WAYS = (
    lambda: call(CREATE_RULESET, None, ctypes.c_size_t(0), 1),
    lambda: call(RESTRICT_SELF, 3, 0),
    lambda: call(SECCOMP, SET_FILTER, 0, filter),
    lambda: call(SECCOMP, SET_FILTER, LISTENER, filter),
    lambda: control(SET_SECCOMP, 2, filter),
    lambda: control(SET_DEATH_SIGNAL, 0),
    lambda: control(SET_DUMPABLE, 1),
    lambda: control(SET_SUBREAPER, 1),
    lambda: control(SET_PTRACER, -1),
    lambda: control(SET_NO_NEW_PRIVILEGES, 0),
    lambda: control(SET_MEMORY, 8, id(filter)),
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
