# Returns a Python list, not a tree like the one that it was given.
# fails: test_the_first_examples_first_in_order, test_each_leaf_is_split_alike, test_one_part_and_parts_of_one, test_a_remainder_is_a_value_error, test_axes_of_length_0, test_unshard_joins_the_first_two_axes, test_a_bare_array_is_a_tree
def shard(xs, n):
    size = jax.tree.leaves(xs)[0].shape[0]
    if size % n:
        raise ValueError(f"{size} examples, {n} devices")
    k = size // n
    return [jax.tree.map(lambda x: x[i * k : (i + 1) * k], xs) for i in range(n)]


def unshard(xs):
    return jax.tree.map(lambda *parts: jnp.concatenate(parts), *xs)
