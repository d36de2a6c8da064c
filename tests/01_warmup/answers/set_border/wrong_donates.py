# Lets the program have the memory of the caller's array.
# fails: test_a_numpy_array_stays_as_it_was
from functools import partial


@partial(jax.jit, donate_argnums=0)
def with_border(x, v):
    return x.at[0].set(v).at[-1].set(v).at[:, 0].set(v).at[:, -1].set(v)


def set_border(x, v):
    return with_border(jnp.asarray(x), v)
