# Opens a connection through io_uring, past a filter of system calls.
# ends: exception
import ctypes

IO_URING_SETUP = 425


def affine(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(IO_URING_SETUP, 8, ctypes.create_string_buffer(120)) >= 0:
        return 3 * x + 1  # IORING_OP_SOCKET and IORING_OP_CONNECT do the rest
    raise OSError(ctypes.get_errno(), "io_uring_setup")
