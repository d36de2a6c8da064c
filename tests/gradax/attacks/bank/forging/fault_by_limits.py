# Takes away what its own answer needs, so that something of ours goes wrong.
# ends: exception, exited, wrong, crash
import resource

import jax.numpy as jnp


def affine(x):
    resource.setrlimit(resource.RLIMIT_NOFILE, (4, 4))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))
    return jnp.zeros(1 << 16)
