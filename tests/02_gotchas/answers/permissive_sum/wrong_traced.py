# Converts through NumPy whatever comes, which a traced array does not survive.
# fails: test_both_work_under_jit
def strict_sum(xs):
    if not isinstance(xs, jax.Array | np.ndarray):
        raise TypeError
    return jnp.sum(xs)


def permissive_sum(xs):
    return jnp.sum(jnp.asarray(np.asarray(xs)))
