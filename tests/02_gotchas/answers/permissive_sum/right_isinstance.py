# Asks what it was given, and converts lists with `jnp.asarray`.
def strict_sum(xs):
    if isinstance(xs, (np.ndarray, jnp.ndarray)):
        return jnp.asarray(xs).sum()
    raise TypeError("an array, please")


def permissive_sum(xs):
    return strict_sum(jnp.asarray(xs) if isinstance(xs, (list, tuple)) else xs)
