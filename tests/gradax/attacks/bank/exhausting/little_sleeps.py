# Answers each call just in time, so that only the submission as a whole takes too long.
# ends: wrong, timeout
import time


def affine(x):
    time.sleep(1.7)
    return 0 * x
