# Scans over the rows of A.
# fails: test_per_pair_is_vectorised
def batched(f):
    return jax.vmap(f)


def per_pair(f):
    one = jax.vmap(f, in_axes=(None, 0))

    def pairs(a, b):
        return jax.lax.scan(lambda carry, x: (carry, one(x, b)), None, a)[1]

    return pairs
