# Starts threads until there are no more.
# ends: exception
import threading
import time


def affine(x):
    while True:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
