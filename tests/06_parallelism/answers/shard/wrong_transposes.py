# Deals the examples out like cards.
# fails: test_the_first_examples_first_in_order, test_each_leaf_is_split_alike, test_a_remainder_is_a_value_error, test_axes_of_length_0, test_unshard_joins_the_first_two_axes, test_a_bare_array_is_a_tree
def shard(xs, n):
    def split(x):
        if x.shape[0] % n:
            raise ValueError(f"{x.shape[0]} examples, {n} devices")
        return jnp.swapaxes(x.reshape(x.shape[0] // n, n, *x.shape[1:]), 0, 1)

    return jax.tree.map(split, xs)


def unshard(xs):
    return jax.tree.map(lambda x: jnp.swapaxes(x, 0, 1).reshape(-1, *x.shape[2:]), xs)
