"""Waiting for something to happen, and for no longer than that takes."""

import time


def wait_for(found, seconds=120):
    """Wait until `found()` is true."""
    until = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < until
        time.sleep(0.05)
