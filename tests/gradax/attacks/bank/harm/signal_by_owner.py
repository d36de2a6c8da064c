# Has the kernel send signals for it: a descriptor's owner, a lease, a watch, a terminal.
# ends: exception
import fcntl
import os
import signal

F_SETOWN_EX = 15
READ_END, WRITE_END = os.pipe()
OWNER = b"\x01\0\0\0" + int("@PID@").to_bytes(4, "little")


WAYS = (
    *(
        lambda process=process: fcntl.fcntl(WRITE_END, fcntl.F_SETOWN, process)
        for process in (int("@PID@"), os.getppid(), 1, -1)
    ),
    lambda: fcntl.fcntl(WRITE_END, F_SETOWN_EX, OWNER),
    lambda: fcntl.fcntl(WRITE_END, fcntl.F_SETSIG, signal.SIGKILL),
    lambda: fcntl.fcntl(os.open("/usr", os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_ACCESS),
    lambda: fcntl.fcntl(os.open("/etc/passwd", os.O_RDONLY), fcntl.F_SETLEASE, fcntl.F_RDLCK),
    lambda: fcntl.ioctl(WRITE_END, 0x8901, int("@PID@").to_bytes(4, "little")),
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
