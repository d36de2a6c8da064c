"""The compilation cache: filled by our own code, read by guests, written by none of them."""

from __future__ import annotations

import numpy as np
import pytest

from gradax.sandbox import GuestLimits, Zygote
from gradax.sandbox.outside.zygote import publish

PROGRAM = """
import jax
events = []
jax.monitoring.register_event_listener(lambda event, **details: events.append(event))
g = jax.jit(lambda x: jax.numpy.tanh(x @ x.T).sum())
def f(x):
    g(x)
    return events
"""
HIT, MISS = "/jax/compilation_cache/cache_hits", "/jax/compilation_cache/cache_misses"


def events_of(zygote, call):
    guest = zygote.guest(GuestLimits())
    try:
        return call(guest, PROGRAM, np.ones((8, 8)), deadline=30.0), guest.printed
    finally:
        guest.close()


@pytest.fixture(scope="module")
def cache(tier, tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache") / "programs"
    with Zygote(tier, cache=cache, writable_cache=True) as zygote:
        guest = zygote.guest()
        guest.request("cell", 30.0, source=PROGRAM, name="f")
        guest.request("call", 30.0, function="f", args=[np.ones((8, 8))], kwargs={})
        guest.close()
    return cache


@pytest.fixture(scope="module")
def reader(tier, cache):
    with Zygote(tier, cache=cache) as zygote:
        yield zygote


def test_a_filled_cache_holds_whole_files_only(cache):
    names = [path.name for path in cache.iterdir()]
    assert names
    assert all(name.endswith("-cache") for name in names)


def test_a_guest_loads_instead_of_compiling_and_warns_of_nothing(reader, call):
    events, printed = events_of(reader, call)
    assert events.count(HIT) >= 1
    assert MISS not in events
    assert printed == ""


def test_a_guest_adds_nothing_to_the_cache(reader, cache, call, run):
    before = sorted(path.name for path in cache.iterdir())
    guest = reader.guest()
    run(guest, "import jax\njax.config.update('jax_persistent_cache_min_compile_time_secs', 0.0)")
    call(guest, "import warnings; warnings.simplefilter('ignore')\nf = jax.jit(lambda x: x * 3.25)", 1.0)
    guest.close()
    assert sorted(path.name for path in cache.iterdir()) == before


def test_a_guest_can_neither_list_the_cache_nor_write_to_it_by_hand(reader, cache, call):
    source = """
import jax, os
def f(name):
    folder = jax.config.jax_compilation_cache_dir
    open(os.path.join(folder, name), "rb").close()  # whoever knows a name may read
    refused = []
    for attempt in (
        lambda: os.listdir(folder),
        lambda: open(os.path.join(folder, "x"), "w"),
        lambda: os.unlink(os.path.join(folder, name)),
    ):
        try:
            attempt()
        except OSError:
            refused.append(True)
    return refused
"""
    guest = reader.guest()
    assert call(guest, source, next(cache.iterdir()).name) == [True, True, True]
    guest.close()


def test_publishing_takes_files_and_leaves_links(tmp_path):
    filled, cache = tmp_path / "filled", tmp_path / "cache"
    filled.mkdir()
    cache.mkdir()
    (filled / "a-cache").write_bytes(b"program")
    (filled / "b-cache").symlink_to("/etc/passwd")
    publish(filled, cache)
    assert [path.name for path in cache.iterdir()] == ["a-cache"]
    assert (cache / "a-cache").stat().st_mode & 0o777 == 0o644
