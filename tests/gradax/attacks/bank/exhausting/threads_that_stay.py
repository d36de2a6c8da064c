# Leaves threads that are not daemons and never end.
# ends: wrong
import threading
import time

for _ in range(8):
    threading.Thread(target=time.sleep, args=(10_000,), daemon=False).start()


def affine(x):
    return 0 * x
