# Makes the length of the program of `per_pair(f)` depend on the number of rows, as a Python loop does.
# fails: test_per_pair_is_vectorised
# Maps the inner rows, and loops over the outer ones in Python.
def batched(f):
    return jax.vmap(f)


def per_pair(f):
    one = jax.vmap(f, in_axes=(None, 0))
    return lambda a, b: jnp.stack([one(x, b) for x in a])
