# Raises an exception whose text never ends.
# ends: timeout
class Endless(Exception):
    def __str__(self):
        while True:
            pass


def affine(x):
    raise Endless
