# Makes nan and inf finite.
# fails: test_each_leaf_is_split_alike
def shard(xs, n):
    def split(x):
        if x.shape[0] % n:
            raise ValueError(f"{x.shape[0]} examples do not divide into {n} equal parts")
        return jnp.nan_to_num(x.reshape(n, x.shape[0] // n, *x.shape[1:]))

    return jax.tree.map(split, xs)


def unshard(xs):
    return jax.tree.map(lambda x: x.reshape(x.shape[0] * x.shape[1], *x.shape[2:]), xs)
