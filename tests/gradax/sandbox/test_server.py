"""What honest code gets from a guest."""

from __future__ import annotations

import numpy as np
import pytest

from gradax.results import Kind
from gradax.sandbox import GuestLimits
from gradax.wire.codec import HostArray, Key, Unserialisable
from gradax.wire.failures import GraderFault


def test_a_jitted_function_answers(guest, call):
    source = "import jax\nf = jax.jit(lambda x: {'sum': x.sum(), 'twice': 2 * x})"
    answer = call(guest, source, np.arange(4.0))
    assert answer["sum"] == 6
    assert answer["twice"].origin == "jax"


def test_a_key_and_a_numpy_array_arrive_as_what_they_are(guest, call):
    source = "import jax\ndef f(key, x): return [jax.random.key_data(key), type(x).__name__]"
    data, name = call(guest, source, Key.from_seed(5), HostArray(np.ones(2)))
    assert np.array_equal(data, [0, 5])
    assert name == "ndarray"


def test_cells_share_a_namespace_and_probes_see_it(guest, run):
    run(guest, "import jax.numpy as jnp")
    run(guest, "class Linear:\n    size = int(jnp.ones(3).sum())")
    probe = "def p(student, n): return student.Linear.size + n"
    assert guest.request("probe", source=probe, name="p", data={"n": 1}) == 4


@pytest.mark.parametrize("devices", [1, 8])
def test_jax_shows_the_devices_of_the_limits(open_guest, call, devices):
    assert call(open_guest(devices=devices), "import jax\ndef f(): return len(jax.devices())") == devices


def test_eight_devices_reduce_together(open_guest, call):
    source = "import jax\ndef f(x): return jax.pmap(lambda y: jax.lax.psum(y, 'i'), axis_name='i')(x)"
    assert np.array_equal(call(open_guest(devices=8), source, np.ones(8)), [8] * 8)


def test_a_training_step_of_each_library_runs(guest, run):
    run(
        guest,
        """
import jax, jax.numpy as jnp, optax, haiku as hk, flax.linen as nn
from flax import nnx
x = jnp.ones((4, 3))
model = nn.Dense(2)
params = model.init(jax.random.key(0), x)
optimizer = optax.adam(1e-2)
state = optimizer.init(params)
grads = jax.jit(jax.grad(lambda p: model.apply(p, x).sum()))(params)
updates, state = optimizer.update(grads, state)
params = optax.apply_updates(params, updates)
net = hk.without_apply_rng(hk.transform(lambda x: hk.Linear(2)(x)))
net.apply(net.init(jax.random.key(0), x), x)
nnx.Linear(3, 2, rngs=nnx.Rngs(0))(x)
""",
        deadline=30.0,
    )
    assert guest.printed == ""


def test_a_plot_can_be_drawn(guest, run):
    run(guest, "import io\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show(); plt.savefig(io.BytesIO())")
    assert guest.printed == ""


def test_asyncio_works(guest, call):
    assert call(guest, "import asyncio\nasync def g(): return 3\ndef f(): return asyncio.run(g())") == 3


def test_threads_work(guest, call):
    source = "from concurrent.futures import ThreadPoolExecutor\n"
    source += "def f():\n    with ThreadPoolExecutor(4) as pool: return list(pool.map(abs, [-1, -2]))"
    assert call(guest, source) == [1, 2]


def test_check_and_hint_do_nothing(guest, run):
    run(guest, "from gradax import check, hint\ncheck('forward')\nhint('forward')")


def test_detectors_can_be_imported(guest, run):
    run(guest, "import gradax.testing")


def test_what_is_printed_is_kept_without_control_characters(guest, run):
    run(guest, r"import sys; print('a\x1b[31mb\x07\u202ec'); print('err', file=sys.stderr)")
    assert guest.printed == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}c\nerr\n"


def test_only_the_beginning_of_what_is_printed_is_kept(guest, run):
    run(guest, "print('x' * 100_000)")
    assert len(guest.printed) == 16 << 10


def test_four_mebibytes_travel_both_ways(guest, call):
    data = np.random.default_rng(0).normal(size=1 << 20).astype(np.float32)
    assert np.array_equal(call(guest, "def f(x): return x", data), data)


def test_random_states_differ_between_guests(open_guest, call):
    source = "import random, numpy\ndef f(): return [random.random(), numpy.random.rand()]"
    assert call(open_guest(), source) != call(open_guest(), source)


def test_guests_share_nothing(open_guest, run, ends):
    run(open_guest(), "x = 1; import builtins; builtins.leak = 2")
    with ends(Kind.EXCEPTION):
        run(open_guest(), "leak")


def test_an_argument_that_cannot_travel_is_the_tests_mistake(guest, call):
    with pytest.raises(Unserialisable):
        call(guest, "def f(x): pass", object())
    assert guest.alive


def test_a_closed_guest_is_not_alive_and_can_be_closed_again(guest):
    guest.close()
    guest.close()
    assert not guest.alive


def test_a_request_to_a_closed_guest_is_our_fault(guest, run):
    guest.close()
    with pytest.raises(GraderFault, match="closed"):
        run(guest, "pass")


def test_two_guests_live_side_by_side(open_guest, call):
    guests = [open_guest() for _ in range(2)]
    assert [call(guest, f"def f(): return {number}") for number, guest in enumerate(guests)] == [0, 1]


def test_no_descriptors_are_lost(zygote):
    import os

    before = len(os.listdir("/proc/self/fd"))
    zygote.guest(GuestLimits()).close()
    assert len(os.listdir("/proc/self/fd")) == before
