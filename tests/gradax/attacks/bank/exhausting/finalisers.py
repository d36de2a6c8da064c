# Leaves objects whose finalisers never end, and exit handlers that never do.
# ends: timeout, wrong
import atexit
import time


class Endless:
    def __del__(self):
        time.sleep(1000)


atexit.register(time.sleep, 1000)
KEPT = Endless()


def affine(x):
    made = Endless()
    made.itself = made
    return 0 * x
