# Opens the parts of the kernel that most exploits begin with.
# ends: exception
import ctypes
import platform

X86 = platform.machine() == "x86_64"
USERFAULTFD, BPF, PERF_EVENT_OPEN, KEYCTL, ADD_KEY, REQUEST_KEY = (
    (323, 321, 298, 250, 248, 249) if X86 else (282, 280, 241, 219, 217, 218)
)
KCMP, FANOTIFY_INIT, INOTIFY_INIT1, MIGRATE_PAGES = (312, 300, 294, 256) if X86 else (272, 262, 26, 238)
MAP_CREATE = 0

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


WAYS = (
    lambda: call(USERFAULTFD, 1),
    lambda: call(BPF, MAP_CREATE, ctypes.create_string_buffer(b"\2\0\0\0\4\0\0\0\x08\0\0\0\1\0\0\0", 128), 128),
    lambda: call(PERF_EVENT_OPEN, ctypes.create_string_buffer(b"\1\0\0\0\x70\0\0\0", 112), 0, -1, -1, 0),
    lambda: call(ADD_KEY, b"user", b"note", b"loot", 4, -3),
    lambda: call(REQUEST_KEY, b"user", b"note", None, -3),
    lambda: call(KEYCTL, 0, -3, 1),
    lambda: call(KCMP, int("@PID@"), int("@PID@"), 0, 0, 0),
    lambda: call(FANOTIFY_INIT, 0, 0),
    lambda: call(INOTIFY_INIT1, 0),
    lambda: call(MIGRATE_PAGES, 0, 0, None, None),
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
