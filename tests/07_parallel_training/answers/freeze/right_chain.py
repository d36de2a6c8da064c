# A chain of two dicts.
from collections import ChainMap
def freeze(params, names):
    return dict(ChainMap({n: jax.lax.stop_gradient(params[n]) for n in names}, params))
