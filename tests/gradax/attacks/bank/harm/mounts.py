# Mounts, unmounts, changes its root, in the old ways and the new.
# ends: exception
import ctypes
import os
import platform

FSOPEN, OPEN_TREE, MOVE_MOUNT, MOUNT_SETATTR = 430, 428, 429, 442
PIVOT_ROOT = 155 if platform.machine() == "x86_64" else 41
HERE = -100

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


WAYS = (
    lambda: call("mount", b"tmpfs", b"/proc", b"tmpfs", 0, None),
    lambda: call("mount", b"/", b"@HOST@", None, 4096, None),
    lambda: call("mount", None, b"/", None, 32 | 4096, None),
    lambda: call("umount2", b"/proc", 2),
    lambda: call("syscall", PIVOT_ROOT, b"/usr", b"/usr"),
    lambda: os.chroot("/usr"),
    lambda: call("syscall", FSOPEN, b"tmpfs", 0),
    lambda: call("syscall", OPEN_TREE, HERE, b"/", 1),
    lambda: call("syscall", MOVE_MOUNT, HERE, b"/", HERE, b"/usr", 0),
    lambda: call("syscall", MOUNT_SETATTR, HERE, b"/", 0, ctypes.create_string_buffer(32), ctypes.c_size_t(32)),
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
