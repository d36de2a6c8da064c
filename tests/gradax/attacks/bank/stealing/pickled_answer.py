# Answers with an object whose unpickling would read a file and send it back.
# ends: unserialisable, exception
import builtins


class Bomb:
    def __reduce__(self):
        return builtins.open, ("@HOST@/secret",)


def affine(x):
    return Bomb()
