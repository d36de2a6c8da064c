# Prints without end from native writes in threads, while its function waits.
# ends: output-flood
import os
import threading
import time


def flood():
    while True:
        os.write(1, b"\x1b[2J" * 10_000)


for _ in range(4):
    threading.Thread(target=flood, daemon=True).start()


def affine(x):
    time.sleep(1000)
