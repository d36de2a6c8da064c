# Replaces the part of the encoder that says an array's shape and dtype.
# ends: wrong, exception
import numpy as np

import gradax.wire.encoder as encoder


def lying(self, array, origin, weak_type):
    self.blobs.append(bytes(24))
    return ["a", "float32", [6], "jax", False]


encoder._Encoder._array = lying


def affine(x):
    return np.zeros((2, 2), complex)
