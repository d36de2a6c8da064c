# Raises a TypeError for a NumPy array.
# fails: test_both_sum_arrays
def strict_sum(xs):
    if not isinstance(xs, jax.Array):
        raise TypeError
    return jnp.sum(xs)


def permissive_sum(xs):
    return jnp.sum(jnp.asarray(xs))
