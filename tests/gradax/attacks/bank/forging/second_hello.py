# Says hello as a fresh guest does, in the hope of being one again.
# ends: wrong, protocol

from gradax.sandbox.inside import server


def affine(x):
    server._write(server.frame(server.encode({"value": server.HELLO})))
    server._write(server.frame(server.encode({"value": [1.0] * 6})))
    return x
