# Flattens all later axes of a leaf into one.
# fails: test_the_first_examples_first_in_order, test_each_leaf_is_split_alike, test_unshard_joins_the_first_two_axes, test_there_and_back, test_axes_of_length_0
def shard(xs, n):
    def split(x):
        if x.shape[0] % n:
            raise ValueError(f"{x.shape[0]} examples, {n} devices")
        return x.reshape(n, x.shape[0] // n, -1)

    return jax.tree.map(split, xs)


def unshard(xs):
    return jax.tree.map(lambda x: x.reshape(x.shape[0] * x.shape[1], -1), xs)
