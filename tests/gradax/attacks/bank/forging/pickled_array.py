# Returns an array that NumPy would pickle, with an object in it that runs a command when it is loaded.
# ends: unserialisable, exception
import os

import numpy as np


class Loaded:
    def __reduce__(self):
        return (os.system, ("touch @HOST@/owned",))


def affine(x):
    return {"value": np.array([Loaded()], dtype=object), "more": Loaded()}
