# Converts everything with `jnp.array`, traced arrays included.
def strict_sum(xs):
    if not (isinstance(xs, jax.Array) or type(xs) is np.ndarray):
        raise TypeError(xs)
    return jnp.sum(xs)


def permissive_sum(xs):
    return jnp.sum(jnp.array(xs))
