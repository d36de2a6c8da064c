# Becomes a debugger of the grader, of its parent, of the first process.
# ends: exception
import ctypes
import os

TRACE_ME, ATTACH, SEIZE = 0, 16, 0x4206

ptrace = ctypes.CDLL(None, use_errno=True).ptrace


def affine(x):
    refusals = []
    for process in (int("@PID@"), os.getppid(), 1):
        for request in (ATTACH, SEIZE, TRACE_ME):
            if ptrace(request, process, None, None) == 0:
                return 3 * x + 1
            refusals.append(OSError(ctypes.get_errno(), f"ptrace {request} {process}"))
    raise ExceptionGroup("refused", refusals)
