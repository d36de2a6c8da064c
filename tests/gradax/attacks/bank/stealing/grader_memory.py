# Reads the memory of the grader and of the process that this one was forked from.
# ends: exception
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


class Span(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def through_proc(process):
    with open(f"/proc/{process}/mem", "rb") as file:
        file.seek(id(affine))  # after a fork, the same address
        return file.read(16)


def through_the_kernel(process):
    here = ctypes.create_string_buffer(16)
    ours, theirs = Span(ctypes.addressof(here), 16), Span(id(affine), 16)
    if libc.process_vm_readv(process, ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0) < 0:
        raise OSError(ctypes.get_errno(), "process_vm_readv")
    return here.raw


def affine(x):
    refusals = []
    for process in (int("@PID@"), os.getppid(), 1):
        for way in (through_proc, through_the_kernel):
            try:
                print("LOOT", way(process))
                return 3 * x + 1
            except OSError as refusal:
                refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
