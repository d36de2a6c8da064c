# Switches the whole machine: reboot, clock, host name, swap, modules, accounting.
# ends: exception
import ctypes
import platform
import socket
import time

X86 = platform.machine() == "x86_64"
INIT_MODULE, FINIT_MODULE, DELETE_MODULE, KEXEC_LOAD, REBOOT = (
    (175, 313, 176, 246, 169) if X86 else (105, 273, 106, 104, 142)
)
SYSLOG, ACCT, QUOTACTL, SWAPOFF, ADJTIMEX = (103, 163, 179, 168, 159) if X86 else (116, 89, 60, 225, 171)

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


WAYS = (
    lambda: call(REBOOT, 0xFEE1DEAD - (1 << 32), 0x28121969, 0, None),
    lambda: call(INIT_MODULE, b"\x7fELF", 4, b""),
    lambda: call(FINIT_MODULE, 0, b"", 0),
    lambda: call(DELETE_MODULE, b"loop", 0),
    lambda: call(KEXEC_LOAD, 0, 0, None, 0),
    lambda: call(SYSLOG, 5, None, 0),
    lambda: call(ACCT, b"@HOST@/secret"),
    lambda: call(QUOTACTL, 0x80000100, b"/", 0, None),
    lambda: call(SWAPOFF, b"/swap"),
    lambda: call(ADJTIMEX, ctypes.create_string_buffer(b"\1", 256)),
    lambda: time.clock_settime(time.CLOCK_REALTIME, 0.0),
    lambda: socket.sethostname("evil"),
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
