# Changes the modes, owners and attributes of files, which Landlock does not govern.
# ends: exception
import ctypes
import os

FCHMODAT2 = 452
HERE = -100

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


WAYS = (
    lambda: os.chmod("@HOST@/secret", 0o777),
    lambda: os.chmod("@HOST@", 0),
    lambda: os.chmod("@COURSE@", 0),
    lambda: os.chmod(os.__file__, 0o777),
    lambda: os.fchmod(os.open(os.__file__, os.O_RDONLY), 0o777),
    lambda: os.chmod("secret", 0o777, dir_fd=os.open("@HOST@", os.O_PATH)),
    lambda: call(FCHMODAT2, HERE, b"@HOST@/secret", 0o777, 0),
    lambda: os.chown("@HOST@/secret", os.getuid(), os.getgid()),
    lambda: os.lchown("@HOST@/secret", -1, -1),
    lambda: os.setxattr("@HOST@/secret", "user.evil", b"1"),
    lambda: os.removexattr("@HOST@/secret", "user.evil"),
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
