# Ignores every signal that can be ignored, and blocks the others.
# ends: timeout, cpu-limit
import contextlib
import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    with contextlib.suppress(OSError):
        signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


def affine(x):
    while True:
        pass
