"""What a student's code puts in the place of functions that others rely on is noticed."""

import inspect

import jax
import numpy as np
import pytest

from gradax.sandbox import Zygote
from gradax.sandbox.inside.tripwire import Tripwire
from gradax.testing.detectors import jaxpr
from tests.gradax.sandbox.conftest import PRELOAD

WORK = """
import jax, jax.numpy as jnp, numpy as np, flax.linen as nn, optax
np.random.seed(1)
jax.grad(lambda x: jnp.tanh(x).sum())(jnp.ones(3))
jax.make_jaxpr(jnp.sin)(1.0)
nn.Dense(2).init(jax.random.key(0), jnp.ones((1, 3)))
optax.adam(0.1).init(jnp.ones(3))
"""


@pytest.fixture
def tripwire():
    return Tripwire()


@pytest.fixture(scope="module")
def detecting(protection):
    """A sandbox with the detectors in it, as for grading."""
    preload = (*PRELOAD, "gradax.testing.detectors")
    with Zygote(protection, preload=preload, memory_mib=500, trusted=protection is None) as zygote:
        yield zygote


@pytest.fixture
def detecting_guest(detecting):
    guest = detecting.guest()
    yield guest
    guest.close()


@pytest.mark.parametrize(
    ("space", "name"),
    [(jax, "make_jaxpr"), (np, "allclose"), (jaxpr, "count_equations"), (inspect.getmodule(jax.jit), "jit")],
)
def test_another_function_is_noticed(tripwire, monkeypatch, space, name):
    monkeypatch.setattr(space, name, lambda *args: 3)
    assert tripwire.sprung() == [f"{space.__name__}.{name}"]


def test_another_method_is_noticed(tripwire, monkeypatch):
    monkeypatch.setattr(jax.stages.Compiled, "cost_analysis", lambda self: {})
    assert "jax._src.stages.Compiled.cost_analysis" in tripwire.sprung()


REPLACEMENTS = {
    "a function's code": (
        "traces.python_runs.__code__ = lying.__code__",
        "gradax.testing.detectors.traces.python_runs",
    ),
    "default values": ("jax.make_jaxpr.__wrapped__.__defaults__ = (1, 2, 3)", "jax._src.api.make_jaxpr"),
    "what a function closes over": (
        "next(c for c in jax.make_jaxpr.__closure__ if callable(c.cell_contents)).cell_contents = lying",
        "jax._src.api.make_jaxpr",
    ),
    "a function that equals the first": ("jax.make_jaxpr = Equal()", "jax.make_jaxpr"),
    "a constant": ("traces._LOWERED = ''", "gradax.testing.detectors.traces._LOWERED"),
    "a pattern": ("hlo._COLLECTIVE = re.compile('never')", "gradax.testing.detectors.hlo._COLLECTIVE"),
    "a list of listeners": (
        "jax._src.monitoring._event_duration_secs_listeners = []",
        "jax._src.monitoring._event_duration_secs_listeners",
    ),
    "a module in its package": ("detectors.traces = types.SimpleNamespace()", "gradax.testing.detectors.traces"),
    "a module for all who import it": (
        "sys.modules['gradax.testing.detectors'] = types.ModuleType('fake')",
        "gradax.testing.detectors",
    ),
    "a module's class": (
        "traces.__class__ = type('Fake', (types.ModuleType,), {'compilations': property(lying)})",
        "gradax.testing.detectors.traces",
    ),
    "a built-in function, by a name before it": ("keys.set = list", "gradax.testing.detectors.keys.set"),
    "an object's method": ("jax.config.update = lying", "jax._src.config.config.update"),
    "a primitive's attribute, by its class": (
        "jax.extend.core.Primitive.impl = property(lying, lying)",
        "jax._src.core.Primitive.impl",
    ),
    "a property of a class of jaxlib's": (
        "type(jnp.ones(1)).addressable_shards = property(lying)",
        "jaxlib._jax.ArrayImpl.addressable_shards",
    ),
    "what profiles": ("sys.setprofile = lying", "sys.setprofile"),
    "a method of flax's": ("flax.linen.Module.apply = lying", "flax.linen.module.Module.apply"),
}
PREPARED = """
import functools, inspect, re, sys, types
import flax.linen, jax, jax.extend, jax.numpy as jnp
from gradax.testing import detectors
from gradax.testing.detectors import hlo, keys, traces
def lying(*args, **kwargs): return 0
class Equal:
    __eq__ = lambda self, other: True
    __call__ = lying
"""


@pytest.mark.parametrize("what", REPLACEMENTS)
def test_whatever_stands_in_its_place_is_noticed(detecting_guest, what):
    code, name = REPLACEMENTS[what]
    detecting_guest.request("cell", source=PREPARED + code, name="mine")
    assert name in detecting_guest.request("notes")["replaced"]


HONEST = {
    "settings": "jax.config.update('jax_debug_nans', True)",
    "listeners": "jax.monitoring.register_event_duration_secs_listener(lambda *args, **kwargs: None)",
    "names of its own": "jit = grad = make_jaxpr = sum = set = print = lambda f: f",
    "a pytree": "jax.tree_util.register_pytree_node(Equal, lambda x: ((), None), lambda aux, children: Equal())",
    "a wrapped function": "import functools\nmine = functools.wraps(jax.jit)(lambda f: functools.cache(jax.jit(f)))",
    "a subclass": "class Mine(flax.linen.Module):\n    def apply(self, *args): return 1",
    "states of NumPy's": "import numpy as np\nnp.seterr(all='raise'); np.random.seed(1)",
    "what torch does when it is imported": "inspect.getfile = functools.partial(inspect.getfile)",
    "warnings": "import warnings\nwarnings.simplefilter('error')",
    "a profile": "import cProfile\nprofile = cProfile.Profile()\nprofile.enable(); profile.disable()",
    "more of the libraries": "import jax.experimental.sparse, jax.scipy.stats, numpy.polynomial, matplotlib.pyplot",
    "empty caches": "jax.jit(jnp.sin)(1.0); jax.clear_caches(); import gc; gc.collect()",
}


@pytest.mark.parametrize("what", HONEST)
def test_what_anybody_may_do_is_not(detecting_guest, what):
    detecting_guest.request("cell", source=PREPARED + HONEST[what], name="mine")
    assert detecting_guest.request("notes")["replaced"] == []


def test_what_is_only_added_is_no_matter(tripwire, monkeypatch):
    monkeypatch.setattr(jax, "mine", print, raising=False)
    assert tripwire.sprung() == []


def test_honest_work_springs_nothing(guest):
    guest.request("cell", source=WORK, name="mine")
    assert guest.request("notes")["replaced"] == []


def test_a_guest_tells_of_it(guest):
    guest.request("cell", source="import jax\njax.make_jaxpr = jax.jit", name="mine")
    assert guest.request("notes")["replaced"] == ["jax.make_jaxpr"]
