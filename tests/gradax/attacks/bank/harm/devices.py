# Opens devices: memory, the kernel's log, the terminal, disks, the ways to hypervisors and file systems.
# ends: exception
import os

WAYS = (
    *(
        lambda name=name: os.open(f"/dev/{name}", os.O_RDWR)
        for name in ("mem", "kmsg", "tty", "ptmx", "console", "fuse", "kvm", "vsock", "loop-control", "vda", "sda")
    ),
    *(lambda name=name: os.open(f"/dev/{name}", os.O_RDONLY) for name in ("kmsg", "mem", "vda", "input/event0")),
    lambda: os.mknod("@HOST@/disk", 0o60666, os.makedev(254, 0)),
    lambda: os.mknod("/dev/disk", 0o60666, os.makedev(254, 0)),
    os.openpty,
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
