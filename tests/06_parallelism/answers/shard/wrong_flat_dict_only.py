# Works for a dict of arrays only, not for any tree.
# fails: test_each_leaf_is_split_alike, test_unshard_joins_the_first_two_axes, test_there_and_back, test_a_bare_array_is_a_tree, test_axes_of_length_0
def shard(xs, n):
    out = {}
    for name, x in xs.items():
        if x.shape[0] % n:
            raise ValueError(f"{x.shape[0]} examples, {n} devices")
        out[name] = x.reshape(n, -1, *x.shape[1:])
    return out


def unshard(xs):
    return {name: x.reshape(-1, *x.shape[2:]) for name, x in xs.items()}
