# Burns all processors from threads that leave the lock alone.
# ends: cpu-limit, timeout
import hashlib
import threading
import time


def burn():
    while True:
        hashlib.pbkdf2_hmac("sha256", b"", b"", 10_000_000)


def affine(x):
    for _ in range(8):
        threading.Thread(target=burn, daemon=True).start()
    time.sleep(1000)
