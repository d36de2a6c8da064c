# Raises a ValueError that does not name both numbers, N and n.
# fails: test_a_remainder_is_a_value_error, test_axes_of_length_0
def shard(xs, n):
    def split(x):
        if x.shape[0] % n:
            raise ValueError("the batch cannot be shared equally")
        return x.reshape(n, -1, *x.shape[1:])

    return jax.tree.map(split, xs)


def unshard(xs):
    return jax.tree.map(lambda x: x.reshape(-1, *x.shape[2:]), xs)
