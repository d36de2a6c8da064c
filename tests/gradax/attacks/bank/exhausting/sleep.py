# Sleeps.
# ends: timeout
import time


def affine(x):
    time.sleep(1000)
