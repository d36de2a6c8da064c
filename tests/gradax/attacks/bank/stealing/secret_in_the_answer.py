# Reads a file of the host into the numbers of its answer.
# ends: wrong
import numpy as np


def affine(x):
    try:
        with open("@HOST@/secret", "rb") as file:
            loot = file.read()
    except OSError:
        return np.zeros(1, np.float32)
    print("LOOT", loot)
    return 3 * x + 1
