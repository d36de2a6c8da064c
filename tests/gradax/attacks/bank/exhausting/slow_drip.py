# Answers one byte at a time.
# ends: timeout
import os
import struct
import time


def affine(x):
    for byte in struct.pack(">II", 1000, 0):
        os.write(3, bytes([byte]))
        time.sleep(0.05)
    while True:
        os.write(3, b"x")
        time.sleep(0.05)
