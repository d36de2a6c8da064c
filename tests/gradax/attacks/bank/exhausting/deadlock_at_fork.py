# Takes the locks that everybody needs: of the logging, of imports, of the output.
# ends: timeout, exception, wrong
import _imp
import logging
import threading
import time


def hold():
    logging._lock.acquire()
    _imp.acquire_lock()
    time.sleep(1000)


threading.Thread(target=hold, daemon=True).start()
time.sleep(0.1)


def affine(x):
    print(x)
    import colorsys

    return colorsys
