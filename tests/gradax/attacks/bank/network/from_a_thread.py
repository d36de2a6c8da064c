# Opens a connection from a thread, in case that only the first one is confined.
# ends: exception
import socket
from concurrent.futures import ThreadPoolExecutor


def affine(x):
    with ThreadPoolExecutor() as pool:
        pool.submit(socket.create_connection, ("127.0.0.1", int("@PORT@")), 1).result()
    return 3 * x + 1
