# Calls the kernel through the gate for 32-bit programs (int 0x80), where 2 is fork and not open.
# ends: crash, exception
import ctypes
import mmap
import platform

FORK = b"\xb8\x02\0\0\0\xcd\x80\xc3"  # mov eax, 2; int 0x80; ret


def affine(x):
    if platform.machine() != "x86_64":
        raise OSError("no such gate on this machine")
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    rights = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
    place = libc.mmap(None, 4096, rights, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, -1, 0)
    ctypes.memmove(place, FORK, len(FORK))
    if ctypes.CFUNCTYPE(ctypes.c_int)(place)() >= 0:
        return 3 * x + 1
    raise OSError("fork")
