# Opens a TCP connection to the grader.
# ends: exception
import socket


def affine(x):
    with socket.create_connection(("127.0.0.1", int("@PORT@")), 1) as connection:
        connection.sendall(b"loot")
    return 3 * x + 1
