# Converts the numbers one by one: the jaxpr grows with the list.
# fails: test_permissive_sum_converts_all_at_once
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError
    return jnp.sum(xs)


def permissive_sum(xs):
    if isinstance(xs, list | tuple):
        return sum((permissive_sum(x) for x in xs), start=jnp.zeros(()))
    return jnp.sum(xs)
