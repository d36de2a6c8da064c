# Replaces what detectors measure with, and the detectors themselves.
# ends: wrong, exception
import jax
from jax._src import api, core, pjit

from gradax.testing import detectors
from gradax.testing.detectors import jaxpr, keys, mutation, programs, traces

for module in (jaxpr, keys, mutation, programs, traces):
    for word, value in list(vars(module).items()):
        if callable(value) and getattr(value, "__module__", "") == module.__name__:
            setattr(module, word, lambda *args, **kwargs: 0)
detectors.jaxpr.count_equations = lambda *args: 3
detectors.traces.python_runs = lambda *args: 0
jax.make_jaxpr = api.make_jaxpr = lambda f: lambda *args: None
pjit.make_jit = core.check_jaxpr = None


def affine(x):
    return 0 * x
