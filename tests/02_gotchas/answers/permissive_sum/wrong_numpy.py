# Gives a NumPy number, and does not work under `jit`.
# fails: test_both_sum_arrays, test_permissive_sum_takes_lists_and_tuples, test_both_work_under_jit
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError
    return np.sum(np.asarray(xs))


def permissive_sum(xs):
    return np.sum(np.asarray(xs))
