# Takes lists that are nested three deep at most.
# fails: test_permissive_sum_takes_lists_and_tuples
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError("arrays only")
    return jnp.sum(xs)
def permissive_sum(xs):
    xs = jnp.asarray(xs)
    if xs.ndim > 3:
        raise TypeError("too deep")
    return jnp.sum(xs)
