# Rings thousands of alarms a second, and timers of every kind.
# ends: wrong, exception, timeout, exited, crash, cpu-limit
import signal
import time

signal.signal(signal.SIGALRM, lambda *args: None)
signal.setitimer(signal.ITIMER_REAL, 1e-5, 1e-5)


def affine(x):
    time.sleep(0.1)
    return 0 * x
