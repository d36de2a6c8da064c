# Tries the strict one, and converts where it refuses.
def strict_sum(xs):
    if not hasattr(xs, "dtype"):
        raise TypeError(f"{type(xs)} is no array")
    return jnp.einsum("...->", jnp.asarray(xs))


def permissive_sum(xs):
    try:
        return strict_sum(xs)
    except TypeError:
        return strict_sum(np.array(xs))
