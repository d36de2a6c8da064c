"""One zygote for each tier and session; a guest costs milliseconds, a zygote a second."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from gradax.results import Kind
from gradax.sandbox import GuestLimits, Zygote, detect
from gradax.sandbox.outside.protection import attack, bubblewrap_obstacle
from gradax.wire.failures import StudentFailure

PRELOAD = ("jax", "flax.linen", "flax.nnx", "optax", "haiku", "matplotlib.pyplot")


def obstacle(tier):
    if detect().tier == tier:
        return None
    return (bubblewrap_obstacle() if tier == "A" else None) or attack(tier)


@pytest.fixture(scope="session", params=["A", "B"])
def tier(request):
    why = obstacle(request.param)
    if why is not None:
        pytest.skip(f"tier {request.param} is not to be had here: {why}")
    return request.param


@pytest.fixture(scope="session")
def zygote(tier):
    with Zygote(tier, preload=PRELOAD) as zygote:
        yield zygote


@pytest.fixture
def open_guest(zygote):
    """A factory of guests that are closed at the end: `open_guest(cpu_seconds=…, memory_mib=…, devices=…)`."""
    opened = []

    def open_guest(**limits):
        opened.append(zygote.guest(GuestLimits(**{"memory_mib": 1000, "cpu_seconds": 20} | limits)))
        return opened[-1]

    yield open_guest
    for guest in opened:
        guest.close()


@pytest.fixture
def guest(open_guest):
    return open_guest()


@pytest.fixture
def run():
    """`run(guest, source)`: run one cell."""
    return lambda guest, source, deadline=10.0: guest.request("cell", deadline, source=source, name="f")


@pytest.fixture
def call(run):
    """`call(guest, source, *args)`: define `f` in a cell and call it."""

    def call(guest, source, *args, deadline=10.0):
        run(guest, source)
        return guest.request("call", deadline, function="f", args=list(args), kwargs={})

    return call


@pytest.fixture
def ends():
    """`with ends(Kind.TIMEOUT): …`: the student's code ends the request in this way."""

    @contextmanager
    def ends(kind: Kind):
        with pytest.raises(StudentFailure) as caught:
            yield caught
        assert caught.value.kind is kind

    return ends
