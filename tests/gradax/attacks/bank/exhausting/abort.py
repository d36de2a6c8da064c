# Aborts.
# ends: crash
import os


def affine(x):
    os.abort()
