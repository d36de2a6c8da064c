# Answers one byte at a time.
# ends: timeout
import os
import time


def affine(x):
    while True:
        os.write(3, b"\0")
        time.sleep(0.05)
