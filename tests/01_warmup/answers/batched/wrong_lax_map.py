# Maps with lax.map, one example after the other.
# fails: test_batched_is_vectorised, test_per_pair_is_vectorised
def batched(f):
    return lambda a, b: jax.lax.map(lambda pair: f(*pair), (a, b))


def per_pair(f):
    return lambda a, b: jax.lax.map(lambda x: jax.lax.map(lambda y: f(x, y), b), a)
