# Announces a large reply and sends it slowly enough.
# ends: timeout
import os
import struct
import time


def affine(x):
    os.write(3, struct.pack(">II", 10, 60 << 20))
    while True:
        os.write(3, b"x" * 1000)
        time.sleep(0.01)
