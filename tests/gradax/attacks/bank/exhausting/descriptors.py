# Opens files until there are no more.
# ends: exception
import os

HOARD = []


def affine(x):
    while True:
        HOARD.append(os.open("/dev/null", os.O_RDONLY))
