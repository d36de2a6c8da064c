# Raises a TypeError for some arrays.
# fails: test_both_sum_arrays
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray) or xs.ndim == 0:
        raise TypeError("arrays only")
    return jnp.sum(xs)
def permissive_sum(xs):
    return jnp.sum(jnp.asarray(xs))
