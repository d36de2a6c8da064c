# Reads no request any more, so that whoever sends one waits.
# ends: timeout
import sys
import time

frame = sys._getframe()
while frame is not None:
    if "reader" in frame.f_locals:
        frame.f_locals["reader"].next = lambda: time.sleep(1000)
    frame = frame.f_back


def affine(x):
    return x
