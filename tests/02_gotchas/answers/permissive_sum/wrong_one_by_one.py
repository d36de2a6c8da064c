# Makes the length of the jaxpr depend on how many numbers there are.
# fails: test_permissive_sum_converts_all_at_once
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError
    return jnp.sum(xs)


def permissive_sum(xs):
    if isinstance(xs, list | tuple):
        return sum((permissive_sum(x) for x in xs), start=jnp.zeros(()))
    return jnp.sum(xs)
