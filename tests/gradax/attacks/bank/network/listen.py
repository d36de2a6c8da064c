# Listens for whoever will connect.
# ends: exception
import socket


def affine(x):
    with socket.create_server(("127.0.0.1", 0)):
        return 3 * x + 1
