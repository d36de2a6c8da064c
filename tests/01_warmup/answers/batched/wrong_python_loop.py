# Makes the length of both programs depend on the number of rows, as a Python loop does.
# fails: test_batched_is_vectorised, test_per_pair_is_vectorised
def batched(f):
    return lambda a, b: jnp.stack([f(x, y) for x, y in zip(a, b)])


def per_pair(f):
    return lambda a, b: jnp.stack([jnp.stack([f(x, y) for y in b]) for x in a])
