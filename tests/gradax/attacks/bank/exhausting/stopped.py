# Stops itself, so that it neither runs nor ends.
# ends: timeout
import os
import signal


def affine(x):
    os.kill(os.getpid(), signal.SIGSTOP)
