# Runs other programs, in each way that the standard library has.
# ends: exception
import os
import pty
import subprocess
import sys

WAYS = (
    lambda: os.execv("/bin/sh", ["sh", "-c", "echo was here > @HOST@/made"]),
    lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "echo was here > @HOST@/made"], {}),
    lambda: subprocess.run(["/bin/sh", "-c", "echo was here > @HOST@/made"]),
    lambda: subprocess.run([sys.executable, "-c", "print(1)"]),
    lambda: subprocess.Popen("id", shell=True),
    lambda: os.popen("id").read(),
    lambda: pty.spawn("/bin/sh"),
    lambda: os.fork() or os._exit(0),
    os.forkpty,
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
