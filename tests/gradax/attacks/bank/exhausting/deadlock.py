# Waits for a lock that it holds itself.
# ends: timeout
import threading


def affine(x):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
