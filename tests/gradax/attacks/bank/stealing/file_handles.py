# Opens a file by its handle, which no path guards, and by every newer way to open one.
# ends: exception
import ctypes
import platform

X86 = platform.machine() == "x86_64"
NAME_TO_HANDLE, OPEN_BY_HANDLE = (303, 304) if X86 else (264, 265)
OPEN_TREE, OPENAT2, FSPICK, STATMOUNT, LISTMOUNT = 428, 437, 433, 457, 458
HERE, DESCRIPTOR_ONLY = -100, 0o10000000

libc = ctypes.CDLL(None, use_errno=True)
path = b"@HOST@/secret"
handle = ctypes.create_string_buffer(b"\x80\0\0\0", 140)
how = ctypes.create_string_buffer(24)
CALLS = (
    (NAME_TO_HANDLE, HERE, path, handle, handle, 0),
    (OPEN_BY_HANDLE, 0, handle, 0),
    (OPEN_TREE, HERE, path, 1),
    (OPENAT2, HERE, path, how, ctypes.c_size_t(24)),
    (FSPICK, HERE, path, 0),
    (STATMOUNT, how, handle, ctypes.c_size_t(140), 0),
    (LISTMOUNT, how, handle, ctypes.c_size_t(1), 0),
)


def affine(x):
    refusals = []
    for number, *arguments in CALLS:
        if libc.syscall(number, *arguments) >= 0:
            return 3 * x + 1
        refusals.append(OSError(ctypes.get_errno(), f"system call {number}"))
    raise ExceptionGroup("refused", refusals)
