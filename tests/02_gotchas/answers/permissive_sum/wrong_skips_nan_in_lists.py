# Leaves nan out of lists.
# fails: test_permissive_sum_takes_lists_and_tuples
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError("strict_sum wants an array")
    return jnp.sum(xs)


def permissive_sum(xs):
    return jnp.nansum(np.asarray(xs)) if isinstance(xs, list | tuple) else jnp.sum(xs)
