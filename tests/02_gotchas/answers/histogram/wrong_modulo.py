# Wraps entries around a multiple of n, so that some far outside are counted.
# fails: test_negative_indices_are_not_counted, test_large_indices_are_not_counted
def histogram(idx, n):
    return jnp.sum((idx[:, None] % (4 * n)) == jnp.arange(n), axis=0, dtype=jnp.int32)
