# Raises something other than a ValueError where n does not divide N.
# fails: test_a_remainder_is_a_value_error, test_axes_of_length_0
def shard(xs, n):
    return jax.tree.map(lambda x: x.reshape(n, x.shape[0] // n, *x.shape[1:]), xs)


def unshard(xs):
    return jax.tree.map(lambda x: x.reshape(-1, *x.shape[2:]), xs)
