# Ends as a guest does whose set-up failed on our side, with the words and the exit code for it.
# ends: exited
import os


def affine(x):
    os.write(2, b"guest's set-up: OSError: [Errno 12] Cannot allocate memory")
    os._exit(97)
