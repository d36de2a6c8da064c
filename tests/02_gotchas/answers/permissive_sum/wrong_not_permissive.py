# Hands the list to `jnp.sum`, which refuses it.
# fails: test_permissive_sum_takes_lists_and_tuples, test_permissive_sum_converts_all_at_once
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError
    return jnp.sum(xs)


def permissive_sum(xs):
    return jnp.sum(xs)
