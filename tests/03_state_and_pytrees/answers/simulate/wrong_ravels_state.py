# Carries the state as one vector, which has one dtype.
# fails: test_every_value_comes_through
from jax.flatten_util import ravel_pytree
def simulate(step, state, xs):
    first = jax.eval_shape(step, state, jax.tree.map(lambda l: l[0], xs))[0]
    state = jax.tree.map(lambda s, f: jnp.asarray(s, f.dtype), state, first)
    flat, unravel = ravel_pytree(state)
    def body(flat, x):
        new, y = step(unravel(flat), x)
        return ravel_pytree(new)[0], y
    flat, ys = jax.lax.scan(body, flat, xs)
    return unravel(flat), ys
