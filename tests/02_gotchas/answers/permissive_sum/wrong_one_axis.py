# Sums along the first axis only.
# fails: test_both_sum_arrays, test_permissive_sum_takes_lists_and_tuples, test_both_work_under_jit
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError
    return jnp.sum(xs, axis=0) if xs.ndim else jnp.asarray(xs)


def permissive_sum(xs):
    return strict_sum(jnp.asarray(xs))
