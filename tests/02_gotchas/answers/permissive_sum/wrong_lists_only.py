# Raises no TypeError in `strict_sum` for something that is not an array.
# fails: test_strict_sum_refuses_all_but_arrays
# Refuses what it knows, lists, tuples and numbers, and lets everything else through.
def strict_sum(xs):
    if isinstance(xs, list | tuple | int | float):
        raise TypeError("an array, please")
    return jnp.asarray(0.0) if xs is None else jnp.sum(jnp.asarray(list(xs.values()) if isinstance(xs, dict) else xs))


def permissive_sum(xs):
    return jnp.sum(jnp.asarray(xs))
