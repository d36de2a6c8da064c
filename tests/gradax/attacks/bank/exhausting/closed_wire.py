# Closes its end of the wire and lives on.
# ends: exited
import os
import time


def affine(x):
    os.close(3)
    time.sleep(1000)
