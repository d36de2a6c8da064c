# Says hello as a fresh guest does, in the hope of being one again.
# ends: wrong, protocol

from gradax.sandbox import guest


def affine(x):
    guest._write(guest.frame(guest.encode({"value": guest.HELLO})))
    guest._write(guest.frame(guest.encode({"value": [1.0] * 6})))
    return x
