# Squeezes what it joins.
# fails: test_unshard_joins_the_first_two_axes, test_there_and_back
def shard(xs, n):
    def one(x):
        if len(x) % n:
            raise ValueError(f"{len(x)} examples cannot be split in {n} parts")
        return x.reshape(n, len(x) // n, *x.shape[1:])
    return jax.tree.map(one, xs)
def unshard(xs):
    return jax.tree.map(lambda x: jnp.concatenate(list(x), axis=0).squeeze(), xs)
