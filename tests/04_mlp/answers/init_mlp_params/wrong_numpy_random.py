# Gives other weights when it is called again with the same key.
# fails: test_the_key_decides_everything
import numpy as np


def init_mlp_params(key, widths):
    return [
        {"w": jnp.asarray(np.random.randn(n_in, n_out) * np.sqrt(2 / n_in), jnp.float32), "b": jnp.zeros(n_out)}
        for n_in, n_out in zip(widths[:-1], widths[1:])
    ]
