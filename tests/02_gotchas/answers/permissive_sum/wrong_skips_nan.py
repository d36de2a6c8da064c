# Leaves nan out of the sum.
# fails: test_both_sum_arrays
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError("arrays only")
    return jnp.nansum(xs)
def permissive_sum(xs):
    return jnp.nansum(jnp.asarray(xs))
