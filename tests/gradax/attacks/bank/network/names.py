# Asks the name service, which would carry loot in the name that is asked for.
# ends: exception
import socket


def affine(x):
    socket.getaddrinfo("loot.invalid", 80)
    return 3 * x + 1
