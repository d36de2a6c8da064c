# Takes only JAX arrays for arrays.
# fails: test_both_sum_arrays
def strict_sum(xs):
    if not isinstance(xs, jax.Array):
        raise TypeError
    return jnp.sum(xs)


def permissive_sum(xs):
    return jnp.sum(jnp.asarray(xs))
