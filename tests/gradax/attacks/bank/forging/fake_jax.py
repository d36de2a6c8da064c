# Puts a JAX of its own in the place where probes import it from.
# ends: wrong, exception, unserialisable
import sys
import types

import numpy as np

fake = types.ModuleType("jax")
fake.Array = np.ndarray
fake.grad = lambda f: lambda x: np.full(np.shape(x), 3.0, np.float32)
fake.jit = lambda f: f
fake.numpy = np
for name in [name for name in sys.modules if name == "jax" or name.startswith("jax.")]:
    sys.modules[name] = fake


def affine(x):
    return np.zeros(6, np.float32)
