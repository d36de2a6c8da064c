# Makes float32 of integers, in which large ones lose digits.
# fails: test_permissive_sum_takes_lists_and_tuples
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError("strict_sum wants an array")
    return jnp.sum(xs)


def permissive_sum(xs):
    if isinstance(xs, list | tuple):
        xs = np.array(xs, dtype=np.float32)
    return jnp.sum(jnp.asarray(xs))
