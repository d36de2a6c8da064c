# Kills itself, as the kernel would where there is no memory left.
# ends: crash
import os
import signal


def affine(x):
    os.kill(os.getpid(), signal.SIGKILL)
