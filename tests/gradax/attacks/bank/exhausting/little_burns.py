# Answers each call in time, but burns the processor in each.
# ends: wrong, cpu-limit, timeout
import time


def affine(x):
    begun = time.process_time()
    while time.process_time() - begun < 1.0:
        pass
    return 0 * x
