# Raises no error where n does not divide N.
# fails: test_a_remainder_is_a_value_error, test_axes_of_length_0
def shard(xs, n):
    def split(x):
        k = x.shape[0] // n
        return x[: n * k].reshape(n, k, *x.shape[1:])

    return jax.tree.map(split, xs)


def unshard(xs):
    return jax.tree.map(lambda x: x.reshape(-1, *x.shape[2:]), xs)
