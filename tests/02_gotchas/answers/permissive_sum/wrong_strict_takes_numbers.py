# Raises no TypeError in `strict_sum` for something that is not an array.
# fails: test_strict_sum_refuses_all_but_arrays
# Leaves the refusing to `jnp.sum`, which takes numbers.
def strict_sum(xs):
    return jnp.sum(xs)


def permissive_sum(xs):
    return jnp.sum(jnp.asarray(xs))
