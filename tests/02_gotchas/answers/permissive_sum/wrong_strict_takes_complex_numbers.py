# Lists what it refuses, without complex numbers.
# fails: test_strict_sum_refuses_all_but_arrays
def strict_sum(xs):
    if isinstance(xs, (list, tuple, dict, set, str, int, float, type(None))):
        raise TypeError("strict_sum wants an array")
    return jnp.sum(xs)


def permissive_sum(xs):
    return jnp.sum(xs if isinstance(xs, jax.Array) else jnp.asarray(np.asarray(xs)))
