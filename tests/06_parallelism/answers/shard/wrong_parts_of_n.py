# Makes parts of n examples instead of n parts.
# fails: test_the_first_examples_first_in_order, test_each_leaf_is_split_alike, test_one_part_and_parts_of_one, test_a_bare_array_is_a_tree, test_axes_of_length_0
def shard(xs, n):
    def split(x):
        if x.shape[0] % n:
            raise ValueError(f"{x.shape[0]} examples, {n} devices")
        return x.reshape(-1, n, *x.shape[1:])

    return jax.tree.map(split, xs)


def unshard(xs):
    return jax.tree.map(lambda x: x.reshape(-1, *x.shape[2:]), xs)
