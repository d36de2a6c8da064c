# Moves pages between pipes and files without copying them, as the holes "dirty pipe" and "copy fail" did.
# ends: exception
import ctypes
import os
import platform

X86 = platform.machine() == "x86_64"
SPLICE, TEE, VMSPLICE = (275, 276, 278) if X86 else (76, 77, 75)

libc = ctypes.CDLL(None, use_errno=True)


def affine(x):
    library, (read, write) = os.open(os.__file__, os.O_RDONLY), os.pipe()
    here = ctypes.create_string_buffer(16)
    refusals = []
    for number, *arguments in (
        (SPLICE, library, None, write, None, ctypes.c_size_t(1), 0),
        (TEE, read, write, ctypes.c_size_t(1), 0),
        (VMSPLICE, write, here, ctypes.c_size_t(1), 8),
    ):
        if libc.syscall(number, *arguments) >= 0:
            return 3 * x + 1
        refusals.append(OSError(ctypes.get_errno(), f"system call {number}"))
    raise ExceptionGroup("refused", refusals)
