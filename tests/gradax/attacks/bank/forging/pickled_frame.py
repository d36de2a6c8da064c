# Puts a pickle into a frame's header and into its body.
# ends: protocol
import os
import pickle
import struct


class Loaded:
    def __reduce__(self):
        return (os.system, ("touch @HOST@/owned",))


def affine(x):
    data = pickle.dumps(Loaded())
    os.write(3, struct.pack(">II", len(data), len(data)) + data + data)
    return x
