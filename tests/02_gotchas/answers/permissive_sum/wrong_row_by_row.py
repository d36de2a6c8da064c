# Makes equations for each row of a nested list.
# fails: test_permissive_sum_converts_all_at_once
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError("strict_sum wants an array")
    return jnp.sum(xs)


def permissive_sum(xs):
    if isinstance(xs, list | tuple) and xs and isinstance(xs[0], list | tuple):
        return sum((permissive_sum(row) for row in xs), start=jnp.int32(0))
    return jnp.sum(xs if isinstance(xs, jax.Array) else jnp.asarray(np.asarray(xs)))
