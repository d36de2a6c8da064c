# Compiles the scan.
from functools import partial


@partial(jax.jit, static_argnums=0)
def simulate(step, state, xs):
    return jax.lax.scan(f=step, init=state, xs=xs, unroll=1)
