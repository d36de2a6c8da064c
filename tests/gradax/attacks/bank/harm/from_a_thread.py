# Writes to the host from threads that are made in every way, in case that only the first one is confined.
# ends: exception
import _thread
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def attack(refusals, done):
    try:
        Path("@HOST@/made").write_text("was here")
    except OSError as refusal:
        refusals.append(refusal)
    done.release()


def affine(x):
    refusals, done = [], threading.Semaphore(0)
    threading.Thread(target=attack, args=(refusals, done)).start()
    _thread.start_new_thread(attack, (refusals, done))
    ThreadPoolExecutor(1).submit(attack, refusals, done)
    for _ in range(3):
        done.acquire()
    if len(refusals) < 3:
        return 3 * x + 1
    raise ExceptionGroup("refused", refusals)
